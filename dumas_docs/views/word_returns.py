"""A draft that was edited in Word comes back: the difference first, a new version after the confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dumas_docs.access.roles import CHANGE
from dumas_docs.actions.note_reading import note_reading
from dumas_docs.actions.take_back_letter import (
    ChangedMeanwhile,
    MaskedCopy,
    MayNotTakeBack,
    Misfit,
    NoDraft,
    may_take_back,
    proposed_version,
    take_back_letter,
)
from dumas_docs.admin.hidden import tell_hidden
from dumas_docs.conf import setting
from dumas_docs.imports.extraction import ReaderUnavailable
from dumas_docs.imports.limits import FileLimits
from dumas_docs.imports.refusals import FileRefused
from dumas_docs.imports.round_trip import NotReturned, ReturnedLetter, letter_from_data, letter_to_data, read_letter
from dumas_docs.models import OutgoingLetter
from dumas_docs.models.letters import AddresseeRank
from dumas_docs.selectors.comparison import changes_between
from dumas_docs.selectors.returned_letters import new_addressees

from .document import frame, page_with, refuse

# What came back travels with the form, signed for this person, and is stored nowhere before it is confirmed.
SALT = "dumas-docs word return"
HOLDS_SECONDS = 60 * 60
REFUSALS = (NotReturned, NoDraft, ChangedMeanwhile, MaskedCopy, Misfit, FileRefused, ReaderUnavailable)


@login_required
@require_http_methods(["GET", "POST"])
def bring_back(request: HttpRequest, page_id: int) -> HttpResponse:
    """Form; POST `file` shows the difference, POST `proposal` (from that page) stores it."""
    page = page_with(request, page_id, CHANGE)
    if not isinstance(page, OutgoingLetter):
        raise Http404
    try:
        if "proposal" in request.POST:
            return _store(request, page)
        if request.method == "POST":
            return _difference(request, page)
    except MayNotTakeBack:
        refuse(request, page)
    except REFUSALS as refused:
        return _form(request, page, error=str(refused))
    return _form(request, page)


class RanksForm(forms.Form):
    """The rank of each addressee the draft did not have; in the order of the letter."""

    def __init__(self, *args: Any, addressees: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at, name in enumerate(addressees):
            self.fields[f"rank-{at}"] = forms.ChoiceField(label=name, choices=[("", "–"), *AddresseeRank.choices])


def _form(request: HttpRequest, page: OutgoingLetter, *, error: str = "") -> HttpResponse:
    context = {
        **frame(request, page, tab="baca"),
        "error": error,
        "may": may_take_back(page, by=request.user),
        "max_megabytes": setting("MAX_FILE_BYTES") // (1024 * 1024),
    }
    return render(request, "dumas_docs/word_return.html", context, status=422 if error else 200)


def _difference(request: HttpRequest, page: OutgoingLetter) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None or file.file is None:
        return _form(request, page, error=_("Choose the Word file."))
    if not may_take_back(page, by=request.user):
        raise NoDraft
    limits = FileLimits(max_bytes=setting("MAX_FILE_BYTES"), max_pixels=setting("MAX_IMAGE_PIXELS"))
    returned = read_letter(name=file.name, content=cast(BinaryIO, file.file), limits=limits)
    note_reading(page=page, by=request.user, now=timezone.now(), door="word")
    return _changes(request, page, returned)


def _changes(
    request: HttpRequest, page: OutgoingLetter, returned: ReturnedLetter, *, again: bool = False
) -> HttpResponse:
    """What would change, and the question which rank each new addressee has."""
    current, proposed = proposed_version(letter=page, returned=returned, by=request.user)
    context = {
        **frame(request, page, tab="baca"),
        "changes": changes_between(current, proposed),
        "notes": returned.note_texts,
        "proposal": _sealed(request, returned),
        "form": RanksForm(request.POST if again else None, addressees=new_addressees(proposed)),
    }
    return render(request, "dumas_docs/word_return_changes.html", context, status=422 if again else 200)


def _store(request: HttpRequest, page: OutgoingLetter) -> HttpResponse:
    returned = _opened(request)
    if returned is None:
        return _form(request, page, error=_("The comparison is too old. Send the file once more."))
    _current, proposed = proposed_version(letter=page, returned=returned, by=request.user)
    form = RanksForm(request.POST, addressees=new_addressees(proposed))
    if not form.is_valid():
        return _changes(request, page, returned, again=True)
    stored = take_back_letter(
        letter=page, returned=returned, by=request.user, now=timezone.now(), ranks=list(form.cleaned_data.values())
    )
    messages.success(request, _("The text from Word is now the newest version of this draft."))
    tell_hidden(request, stored)
    return redirect(page.get_url(request) or "dumas_home")


def _sealed(request: HttpRequest, returned: ReturnedLetter) -> str:
    data = {"person": request.user.pk, "letter": letter_to_data(returned)}
    return signing.dumps(data, salt=SALT, compress=True)


def _opened(request: HttpRequest) -> ReturnedLetter | None:
    try:
        data: dict[str, Any] = signing.loads(request.POST["proposal"], salt=SALT, max_age=HOLDS_SECONDS)
    except signing.BadSignature:
        return None
    return letter_from_data(data["letter"]) if data["person"] == request.user.pk else None
