"""Dispositions of a document: the tree, giving one, passing on, reporting, closing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dumas_docs.access.roles import READ
from dumas_docs.access.scope import local_today
from dumas_docs.actions.give_disposition import (
    ENDED,
    AlreadyDisposed,
    LaterThanOrdered,
    MayNotDispose,
    NotDownward,
    NothingOrdered,
    RecipientMayNotRead,
    RecipientVacant,
    SealedLetter,
    give_disposition,
    may_dispose,
    positions_below,
)
from dumas_docs.actions.work_on_disposition import (
    DispositionEnded,
    NotYourDisposition,
    PassedOnOpen,
    RecipientsOpen,
    WordsMissing,
    begin_work,
    close_disposition,
    give_back,
    note_read,
    report_done,
)
from dumas_docs.enums import DispositionInstruction, Urgency
from dumas_docs.exports.pdf import converter
from dumas_docs.models import BasePage, Complaint, Disposition, DispositionRecipient, IncomingLetter
from dumas_docs.selectors.dispositions import disposition_tree
from dumas_docs.selectors.envelopes import is_unopened
from workflows.models import Position
from workflows.selectors import appointments_of, held_by_others

from .document import frame, page_with, refuse, sent
from .standing_forms import NO_NAMES, area

DISPOSED = (Complaint, IncomingLetter)


class DispositionForm(forms.Form):
    """From which of the own positions, to whom, to do what, until when."""

    def __init__(self, *args: Any, senders: list[Position], recipients: list[Position], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["from_position"].queryset = Position.objects.filter(pk__in=[each.pk for each in senders])
        fields["from_position"].initial = senders[0].pk if senders else None
        fields["from_position"].empty_label = None
        if len(senders) == 1:
            fields["from_position"].widget = forms.HiddenInput()
        fields["to_positions"].queryset = Position.objects.filter(pk__in=[each.pk for each in recipients])

    from_position = forms.ModelChoiceField(label=gettext_lazy("From"), queryset=Position.objects.none())
    to_positions = forms.ModelMultipleChoiceField(
        label=gettext_lazy("To"), queryset=Position.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Positions below yours. Several may be chosen; each reports for itself."),
    )  # fmt: skip
    instructions = forms.MultipleChoiceField(
        label=gettext_lazy("Instructions"), choices=DispositionInstruction.choices,
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    note = area(gettext_lazy("Note"), required=False, help_text=NO_NAMES)
    due_on = forms.DateField(
        label=gettext_lazy("Due on"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    urgency = forms.ChoiceField(label=gettext_lazy("Urgency"), choices=Urgency.choices)
    is_verbal = forms.BooleanField(label=gettext_lazy("Given by word"), required=False)
    paraf = forms.CharField(label=gettext_lazy("Initials"), max_length=20, required=False)

    def clean_due_on(self) -> Any:
        due = self.cleaned_data["due_on"]
        if due and due < local_today():
            raise forms.ValidationError(_("This day has passed already."))
        return due


class WordsForm(forms.Form):
    """A report or a reason."""

    words = forms.CharField(required=False, max_length=5000)


@login_required
@require_safe
def tree(request: HttpRequest, page_id: int) -> HttpResponse:
    """The dispositions of a document as a tree; one's own parts count as read from now on.

    What a person gave to a position he holds himself waits for who else holds it, where somebody does."""
    page = _page(request, page_id)
    user: Any = request.user
    found = disposition_tree(page, user=user, on=local_today())
    given = {sheet.pk for sheet in _sheets(found) if sheet.given_by_id == user.pk}
    mine = [part.row for part in _parts(found) if part.is_mine]
    own = {row.position_id for row in mine if row.disposition_id in given}
    others = held_by_others(position_ids=own, person=user, on=local_today()) if own else set()
    read = [row for row in mine if row.disposition_id not in given or row.position_id not in others]
    note_read(rows=read, now=timezone.now())
    context = {
        **frame(request, page, tab=""),
        "tree": found,
        "may_give": bool(_senders(request, page, parent=None)) and not is_unopened(page) and not _over(page),
        "open_states": ("DIBERIKAN", "DIBACA", "DIKERJAKAN"),
        "has_pdf": bool(converter()),
    }
    return render(request, "dumas_docs/dispositions.html", context)


def _over(page: BasePage) -> bool:
    return getattr(page, "state", "") in ENDED


def _sheets(sheets: list[Any]) -> list[Disposition]:
    below = [each for sheet in sheets for part in sheet.parts for each in _sheets(part.passed_on)]
    return [*(each.sheet for each in sheets), *below]


def _parts(sheets: list[Any]) -> list[Any]:
    return [each for sheet in sheets for part in sheet.parts for each in (part, *_parts(part.passed_on))]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, page_id: int) -> HttpResponse:
    """Give a disposition, or pass one on (`?dari=` the part): fields of DispositionForm."""
    page = _page(request, page_id)
    if _over(page):
        words = _("The file is closed (“%(state)s”); nothing is ordered in it any more.")
        messages.warning(request, words % {"state": page.get_state_display()})  # type: ignore[attr-defined]
        return redirect("dumas_dispositions", page_id=page.pk)
    parent = _parent(request, page)
    senders = _senders(request, page, parent=parent)
    recipients = {other.pk: other for sender in senders for other in positions_below(sender)}
    if not senders or is_unopened(page):
        refuse(request, page)
    form = DispositionForm(sent(request), senders=senders, recipients=list(recipients.values()))
    if request.method == "POST" and form.is_valid() and _given(request, page, form, parent):
        return redirect("dumas_dispositions", page_id=page.pk)
    context = {**frame(request, page, tab=""), "form": form, "parent": parent, "has_recipients": bool(recipients)}
    return render(request, "dumas_docs/give_disposition.html", context, status=422 if form.errors else 200)


def _senders(request: HttpRequest, page: BasePage, *, parent: DispositionRecipient | None) -> list[Position]:
    user: Any = request.user
    held = appointments_of(person=user, on=local_today())
    return [
        each.position for each in held if may_dispose(page, from_position=each.position, parent=parent, by=request.user)
    ]


def _given(request: HttpRequest, page: BasePage, form: DispositionForm, parent: DispositionRecipient | None) -> bool:
    try:
        give_disposition(
            page=page, by=request.user, now=timezone.now(), parent=parent,
            **form.cleaned_data | {"to_positions": list(form.cleaned_data["to_positions"])},
        )  # fmt: skip
    except (MayNotDispose, SealedLetter):
        form.add_error(None, _("You may not dispose of this document from this position."))
    except NothingOrdered:
        form.add_error("instructions", _("Choose an instruction or write a note."))
    except LaterThanOrdered as error:
        words = _("The disposition you pass on is due on %(day)s; this part cannot be due later.")
        form.add_error("due_on", words % {"day": date_format(error.day, "j F Y")})
    except NotDownward as error:
        words = _("A disposition goes downward only; this position does not stand below yours: %(titles)s.")
        form.add_error("to_positions", words % {"titles": "; ".join(error.titles)})
    except RecipientVacant as error:
        words = _("Nobody holds this position today: %(titles)s. Have a plt. or plh. appointed, or choose another.")
        form.add_error("to_positions", words % {"titles": "; ".join(error.titles)})
    except RecipientMayNotRead as error:
        words = _(
            "The document is secret and not open to: %(titles)s. A disposition lifts nobody's level; share the "
            "document or assign the case first."
        )
        form.add_error("to_positions", words % {"titles": "; ".join(error.titles)})
    except AlreadyDisposed as error:
        words = _("This position holds an open disposition on the document already: %(titles)s.")
        form.add_error("to_positions", words % {"titles": "; ".join(error.titles)})
    else:
        messages.success(request, _("The disposition was given."))
        return True
    return False


@login_required
@require_POST
def act(request: HttpRequest, page_id: int, pk: int, deed: str) -> HttpResponse:
    """Work on a part (`kerjakan`, `selesai`, `kembalikan`) or close a sheet (`tutup`); field `words`."""
    page = _page(request, page_id)
    if deed not in ("kerjakan", "selesai", "kembalikan", "tutup"):
        raise Http404
    model = Disposition if deed == "tutup" else DispositionRecipient
    found: Any = get_object_or_404(model, page=page.pk, pk=pk)
    form = WordsForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    try:
        _do(deed, found, words=words, by=request.user)
    except NotYourDisposition:
        refuse(request, page)
    except DispositionEnded:
        messages.warning(request, _("This has ended already. Nothing was changed."))
    except WordsMissing:
        messages.error(request, _("Write what was done, or why it is given back. Nothing was changed."))
    except PassedOnOpen:
        messages.error(request, _("What was passed on is still open. It is reported and closed first."))
    except RecipientsOpen:
        messages.error(
            request,
            _("Not everybody has reported. To close it all the same, and what was passed on, write the reason."),
        )
    else:
        messages.success(request, _("Recorded."))
    page_now = BasePage.objects.filter(pk=page.pk).first()
    if page_now is None or READ not in page_now.reader_verbs:
        return redirect("dumas_home")
    return redirect("dumas_dispositions", page_id=page.pk)


def _do(deed: str, found: Any, *, words: str, by: Any) -> None:
    now = timezone.now()
    if deed == "kerjakan":
        begin_work(row=found, by=by, now=now)
    elif deed == "selesai":
        report_done(row=found, report=words, by=by, now=now)
    elif deed == "kembalikan":
        give_back(row=found, reason=words, by=by, now=now)
    else:
        close_disposition(sheet=found, by=by, now=now, reason=words)


def _page(request: HttpRequest, page_id: int) -> BasePage:
    page = page_with(request, page_id)
    if not isinstance(page, DISPOSED):
        raise Http404
    return page


def _parent(request: HttpRequest, page: BasePage) -> DispositionRecipient | None:
    asked = request.GET.get("dari", "")
    if not asked:
        return None
    if not asked.isdecimal() or len(asked) > 15:
        raise Http404
    return get_object_or_404(DispositionRecipient, page=page.pk, pk=int(asked))
