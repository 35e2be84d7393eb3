"""The files of a document: list, upload, removal from drafts, and judging evidence."""

from __future__ import annotations

from errno import EDQUOT, ENOSPC
from typing import Any, BinaryIO, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from dumas_docs.access.roles import CHANGE, IDENTITY
from dumas_docs.actions.attach_file import FileTwice, MayNotAttach, attach_file
from dumas_docs.actions.judge_evidence import JudgementNeedsReason, ReceiptIsKept, judge_evidence
from dumas_docs.actions.mark_persons import mark_persons
from dumas_docs.actions.note_reading import note_reading
from dumas_docs.actions.remove_file import FileIsRecord, is_removable_from, remove_file
from dumas_docs.conf import setting
from dumas_docs.enums import EvidenceValidity
from dumas_docs.imports.extraction import ReaderUnavailable
from dumas_docs.imports.refusals import FileRefused
from dumas_docs.models import Attachment, BasePage, Scan
from dumas_docs.selectors.evidence import DOORS, file_of, files_of, is_withheld

from .document import frame, page_with, refuse

MAX_FILES = 20


class ValidityForm(forms.Form):
    """What an analyst says about one piece of evidence."""

    validity = forms.ChoiceField(label=gettext_lazy("Validity"), choices=EvidenceValidity.choices, required=False)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300, required=False)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, page_id: int) -> HttpResponse:
    """List the files; POST `files` (several) adds to them."""
    if request.method == "POST":
        return _upload(request, page_with(request, page_id, CHANGE))
    page = page_with(request, page_id)
    if page.is_folder:
        raise Http404
    note_reading(page=page, by=request.user, now=timezone.now(), door="berkas")
    return render(request, "dumas_docs/files.html", _context(request, page))


def _context(request: HttpRequest, page: BasePage) -> dict[str, Any]:
    return {
        **frame(request, page, tab="berkas"),
        "files": files_of(page),
        "may_change": CHANGE in page.reader_verbs,
        "may_mark": {CHANGE, IDENTITY} <= page.reader_verbs,
        "removable": is_removable_from(page),
        "validities": EvidenceValidity.choices,
        "max_megabytes": setting("MAX_FILE_BYTES") // (1024 * 1024),
        "max_megapixels": setting("MAX_IMAGE_PIXELS") // 1_000_000,
        "max_files": MAX_FILES,
    }


def _upload(request: HttpRequest, page: BasePage) -> HttpResponse:
    if page.is_folder:
        raise Http404
    sent = request.FILES.getlist("files")
    if not sent:
        messages.error(request, _("Choose at least one file."))
    elif len(sent) > MAX_FILES:
        messages.error(request, _("Send at most %(count)s files at a time.") % {"count": MAX_FILES})
    else:
        for uploaded in sent:
            _take_in(request, page, uploaded)
    return redirect("dumas_files", page_id=page.pk)


def _take_in(request: HttpRequest, page: BasePage, uploaded: UploadedFile) -> None:
    """One file of several: what is wrong with one does not keep the others out."""
    try:
        stored = attach_file(
            page=page, name=uploaded.name, content=cast(BinaryIO, uploaded.file), by=request.user, now=timezone.now()
        )
    except MayNotAttach:
        text = _("“%(name)s” was not added: you may not, or not any more, add files here.")
        messages.error(request, text % {"name": uploaded.name})
    except FileTwice as twice:
        text = (
            _("“%(name)s” is already here as “%(existing)s”; it was not added again.") if twice.existing
            else _("“%(name)s” is already here; it was not added again.")
        )  # fmt: skip
        messages.warning(request, text % {"name": uploaded.name, "existing": twice.existing})
    except (FileRefused, ReaderUnavailable) as refused:
        messages.error(request, str(refused))
    except OSError as error:
        if error.errno not in (ENOSPC, EDQUOT):
            raise
        text = _("“%(name)s” was not added: the storage is full. Tell the system administrator, then try again.")
        messages.error(request, text % {"name": uploaded.name})
    else:
        notes = " ".join(note.message for note in stored.accepted.notes)
        messages.success(
            request, " ".join([_("“%(name)s” was added.") % {"name": stored.accepted.name}, notes]).strip()
        )


def _held(request: HttpRequest, page: BasePage, door: str, pk: int) -> Attachment | Scan:
    if door not in DOORS:
        raise Http404
    try:
        held = file_of(page, door=door, pk=pk)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if is_withheld(held, page.reader_verbs):
        refuse(request, page)
    return held


@login_required
@require_POST
def remove(request: HttpRequest, page_id: int, door: str, pk: int) -> HttpResponse:
    """Take one file off a draft."""
    page = page_with(request, page_id, CHANGE)
    held = _held(request, page, door, pk)
    name = held.title
    try:
        remove_file(held=held, by=request.user, now=timezone.now())
    except FileIsRecord:
        messages.error(request, _("This file belongs to a record and is kept. Mark it as not matching instead."))
    else:
        messages.success(request, _("“%(name)s” was removed from the draft.") % {"name": name})
    return redirect("dumas_files", page_id=page.pk)


@login_required
@require_POST
def judge(request: HttpRequest, page_id: int, door: str, pk: int) -> HttpResponse:
    """Say of one file whether it matches, does not, or is in doubt."""
    page = page_with(request, page_id, CHANGE)
    held = _held(request, page, door, pk)
    form = ValidityForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The judgement was not saved: choose from the list; the reason has 300 characters."))
        return redirect("dumas_files", page_id=page.pk)
    try:
        judge_evidence(
            held=held, validity=EvidenceValidity(form.cleaned_data["validity"]), by=request.user, now=timezone.now(),
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
    except ReceiptIsKept:
        messages.error(request, _("The receipt is no evidence; it stays as it is."))
    except JudgementNeedsReason:
        messages.error(request, _("Give a reason when evidence does not match or is in doubt."))
    else:
        messages.success(request, _("The judgement of “%(name)s” was saved.") % {"name": held.title})
    return redirect("dumas_files", page_id=page.pk)


@login_required
@require_POST
def mark(request: HttpRequest, page_id: int, door: str, pk: int) -> HttpResponse:
    """Say whether one file names persons (`names_person` = ya or tidak)."""
    page = page_with(request, page_id, CHANGE, IDENTITY)
    held = _held(request, page, door, pk)
    said = request.POST.get("names_person")
    if said not in ("ya", "tidak"):
        raise Http404
    try:
        mark_persons(held=held, names_person=said == "ya", by=request.user, now=timezone.now())
    except ReceiptIsKept:
        messages.error(request, _("The receipt is no evidence; it stays as it is."))
    else:
        text = (
            _("“%(name)s” is now opened with the right to identities only.") if said == "ya"
            else _("“%(name)s” is now open to every reader of the document.")
        )  # fmt: skip
        messages.success(request, text % {"name": held.title})
    return redirect("dumas_files", page_id=page.pk)
