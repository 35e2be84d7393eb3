"""Putting on record what is done in a case: directions, replies, inquiries, interventions, duplicates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from dumas_docs.access.roles import APPROVE, READ
from dumas_docs.actions.case_records import (
    AlreadyAnswered,
    BeforeLetter,
    FileClosed,
    NothingLate,
    NothingSent,
    answer_inquiry,
    link_reply,
    may_record,
    record_inquiry,
    record_intervention,
)
from dumas_docs.actions.merge_duplicate import MayNotMerge, OtherHasEnded, SameCase, merge_duplicate
from dumas_docs.actions.record_direction import (
    AlreadyConfirmed,
    DirectionTooEarly,
    DirectionTooLate,
    MayNotConfirm,
    NoDirectingPosition,
    PaperMissing,
    confirm_direction,
    may_record_direction,
    record_direction,
)
from dumas_docs.models import Complaint, Direction, MonitoringActivity, ProgressInquiry
from dumas_docs.models.closed_case import ended_in_words, has_ended, is_closed
from dumas_docs.selectors.direction_rules import not_directed_yet
from dumas_docs.selectors.intervention_triggers import triggers_reached
from workflows.lifecycles.advance import NeedsMissing, StepRefused

from .case_forms import AnswerForm, DirectionForm, DuplicateForm, InquiryForm, InterventionForm, ReplyForm
from .document import frame, page_with, refuse, sent
from .standing import capital

DIRECTED = (Complaint, MonitoringActivity)
PAPER_MISSING = gettext_lazy(
    "The paper behind this direction is missing: choose its scan, which came into the files on the day of the "
    "direction or later, or write its number and date, not before that day. Without a paper record it as given by word."
)
NOTHING_LATE = gettext_lazy("No time limit of this case has come so far: there is nothing to intervene about yet.")
METHODS = ["GET", "HEAD", "POST"]


def _case(
    request: HttpRequest, page_id: int, may: Callable[[frozenset[str]], bool], *, of: tuple[type, ...] = (Complaint,)
) -> Any:
    case = page_with(request, page_id)
    if not isinstance(case, of):
        raise Http404
    if not may(case.reader_verbs):
        refuse(request, case)
    return case


def _over(request: HttpRequest, case: Any, *, when: Callable[[Any], bool]) -> HttpResponse | None:
    """Back to the case with the reason, where it has come so far that nothing more begins in it."""
    if not when(case):
        return None
    messages.warning(request, ended_in_words(case))
    return redirect(case.get_url(request) or "dumas_home")


def _answer(
    request: HttpRequest, case: Complaint, form: forms.Form, *, title: str, button: str, intro: str = "",
    links: Sequence[tuple[str, str]] = (),
) -> HttpResponse:  # fmt: skip
    context = {
        **frame(request, case, tab=""), "form": form, "form_title": title, "button": button, "form_intro": intro,
        "form_links": links,
    }  # fmt: skip
    return render(request, "dumas_docs/case_form.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, case: Complaint, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(case.get_url(request) or "dumas_home")


@login_required
@require_http_methods(METHODS)
def direction(request: HttpRequest, page_id: int) -> HttpResponse:
    """Record a direction: fields of DirectionForm."""
    case = _case(request, page_id, may_record_direction, of=DIRECTED)
    if over := _over(request, case, when=has_ended):
        return over
    if words := not_directed_yet(case):
        messages.warning(request, words)
        return redirect(case.get_url(request) or "dumas_home")
    form = DirectionForm(sent(request), case=case)
    if request.method == "POST" and form.is_valid():
        try:
            record_direction(case=case, by=request.user, now=timezone.now(), **form.told())
        except NoDirectingPosition as error:
            form.add_error("position", str(error))
        except DirectionTooEarly as error:
            form.add_error("given_at", str(error))
        except PaperMissing:
            form.add_error("paper_file", PAPER_MISSING)
        except DirectionTooLate as error:
            form.add_error(None, str(error))
        else:
            return _done(request, case, _("The direction is on record."))
    intro = _("A direction by word counts once the one who gave it has confirmed the record here.")
    return _answer(request, case, form, title=_("Record a direction"), button=_("Record the direction"), intro=intro)


@login_required
@require_POST
def confirm(request: HttpRequest, page_id: int, pk: int) -> HttpResponse:
    """Confirm a direction given by word, as who gave it."""
    case = _case(request, page_id, lambda verbs: READ in verbs, of=DIRECTED)
    found = get_object_or_404(Direction, page=case.pk, pk=pk)
    try:
        confirm_direction(direction=found, by=request.user, now=timezone.now())
    except MayNotConfirm:
        refuse(request, case)
    except AlreadyConfirmed:
        messages.info(request, _("The direction was confirmed before."))
        return redirect(case.get_url(request) or "dumas_home")
    return _done(request, case, _("The direction is confirmed."))


@login_required
@require_http_methods(METHODS)
def reply(request: HttpRequest, page_id: int) -> HttpResponse:
    """Record the reply of an institution: fields of ReplyForm."""
    case = _case(request, page_id, may_record)
    form = ReplyForm(sent(request), case=case)
    if request.method == "POST" and form.is_valid():
        try:
            link_reply(case=case, by=request.user, now=timezone.now(), **form.cleaned_data)
        except NothingSent:
            form.add_error(None, _("No letter of this case has left the office yet, so there is nothing to reply to."))
        except BeforeLetter:
            form.add_error("replied_on", _("This day lies before the letter was sent."))
        else:
            return _done(request, case, _("The reply is on record."))
    return _answer(request, case, form, title=_("Record a reply"), button=_("Record the reply"))


@login_required
@require_http_methods(METHODS)
def inquiry(request: HttpRequest, page_id: int) -> HttpResponse:
    """Record that the complainant asked about progress: fields of InquiryForm."""
    case = _case(request, page_id, may_record)
    if over := _over(request, case, when=is_closed):
        return over
    form = InquiryForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            record_inquiry(case=case, by=request.user, now=timezone.now(), **form.cleaned_data)
        except FileClosed as error:
            form.add_error(None, str(error))
        else:
            return _done(request, case, _("The inquiry is on record; it waits for an answer."))
    return _answer(request, case, form, title=_("Record an inquiry about progress"), button=_("Record the inquiry"))


@login_required
@require_http_methods(METHODS)
def answer(request: HttpRequest, page_id: int, pk: int) -> HttpResponse:
    """Record the answer to an inquiry: fields of AnswerForm. The filled form can be looked at before."""
    case = _case(request, page_id, may_record)
    found = get_object_or_404(ProgressInquiry, page=case.pk, pk=pk)
    form = AnswerForm(sent(request), case=case)
    if request.method == "POST" and form.is_valid():
        try:
            answer_inquiry(inquiry=found, by=request.user, now=timezone.now(), **form.cleaned_data)
        except AlreadyAnswered:
            form.add_error(None, _("Somebody has recorded an answer meanwhile."))
        else:
            return _done(request, case, _("The answer is on record."))
    title = _("Answer the inquiry about progress")
    links = [(reverse("dumas_download", args=[case.pk]), _("Take the filled progress information form (Word)"))]
    return _answer(
        request, case, form, title=title, button=_("Record the answer"), intro=found.question, links=links
    )  # fmt: skip


@login_required
@require_http_methods(METHODS)
def intervention(request: HttpRequest, page_id: int) -> HttpResponse:
    """Record an intervention: fields of InterventionForm."""
    case = _case(request, page_id, may_record)
    if over := _over(request, case, when=is_closed):
        return over
    if not (reached := triggers_reached(case, on=timezone.localdate())):
        messages.warning(request, NOTHING_LATE)
        return redirect(case.get_url(request) or "dumas_home")
    form = InterventionForm(sent(request), reached=reached)
    if request.method == "POST" and form.is_valid():
        try:
            record_intervention(case=case, by=request.user, now=timezone.now(), **form.cleaned_data)
        except NothingLate:
            form.add_error("trigger", NOTHING_LATE)
        except FileClosed as error:
            form.add_error(None, str(error))
        else:
            return _done(request, case, _("The intervention is on record."))
    return _answer(request, case, form, title=_("Record an intervention"), button=_("Record the intervention"))


@login_required
@require_http_methods(METHODS)
def duplicate(request: HttpRequest, page_id: int) -> HttpResponse:
    """File the case as a duplicate of another: fields of DuplicateForm. A case one may not read is not there."""
    case = _case(request, page_id, lambda verbs: {READ, APPROVE} <= verbs)
    form = DuplicateForm(sent(request))
    if request.method == "POST" and form.is_valid() and _merged(request, case, form):
        return _done(request, case, _("The case is filed as a duplicate; the other one goes on."))
    return _answer(request, case, form, title=_("File as a duplicate"), button=_("File as a duplicate"))


def _merged(request: HttpRequest, case: Complaint, form: DuplicateForm) -> bool:
    data: dict[str, Any] = form.cleaned_data
    into = Complaint.objects.filter(title__iexact=data["number"].strip()).first()
    if into is None or READ not in into.reader_verbs:
        form.add_error("number", _("There is no case of this number that is open to you."))
        return False
    told = {part: data[f"told_{part}"] for part in ("medium", "on", "text")}
    try:
        merge_duplicate(case=case, into=into, by=request.user, now=timezone.now(), reason=data["reason"], told=told)
    except (MayNotMerge, SameCase):
        form.add_error("number", _("The case cannot be joined with this one."))
    except OtherHasEnded as ended:
        words = _(
            "That case has ended (“%(state)s”): nobody would work on this complaint any more. Have that case reopened "
            "first, or file this one with a reason of its own."
        )
        form.add_error("number", words % {"state": ended.state})
    except StepRefused as refused:
        for reason in refused.reasons:
            form.add_error(None, capital(reason))
    except NeedsMissing as missing:
        form.add_error(None, capital(str(missing)))
    else:
        return True
    return False
