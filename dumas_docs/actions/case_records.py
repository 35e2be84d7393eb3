"""What is put on record in a case: replies of institutions, inquiries about progress, interventions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from dumas_docs import events
from dumas_docs.access import audit
from dumas_docs.access.roles import ADD, CHANGE, READ
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.access.selectors import verbs_on
from dumas_docs.models import (
    Attachment,
    Complaint,
    FieldGroup,
    IncomingLetter,
    InstitutionReply,
    InterventionRecord,
    OutgoingLetter,
    ProgressInquiry,
)
from dumas_docs.models.closed_case import ended_in_words, is_closed
from dumas_docs.models.follow_up import is_follow_up
from dumas_docs.selectors.case_facts import SENT, was_forwarded
from dumas_docs.selectors.intervention_triggers import triggers_reached

from .advance_case import advance_case, is_possible
from .hide_in_words import words_without_persons
from .keep_progress_form import is_kept, keep_progress_form
from .stored_files import file_transaction


class MayNotRecord(PermissionError):
    """Only who works on the case puts something on its record."""


class NotOfThisCase(ValueError):
    """The letter is no part of the case."""


class NothingSent(ValueError):
    """No letter of the case has left the office, so nobody can have replied to one."""


class BeforeLetter(ValueError):
    """A reply does not come before the letter it answers went out."""


class InFuture(ValueError):
    """What has not happened yet is not recorded."""


class FileClosed(ValueError):
    """The file of the case is closed: no inquiry and no intervention begins in it. Its words say what to do."""


class NothingLate(ValueError):
    """No time limit of the case has come so far."""


class AlreadyAnswered(ValueError):
    """The inquiry has been answered before."""


def may_record(verbs: frozenset[str]) -> bool:
    """Whether somebody with `verbs` on a case puts something on its record."""
    return READ in verbs and bool(verbs & {CHANGE, ADD})


@transaction.atomic
def link_reply(
    *,
    case: Complaint,
    institution: str,
    replied_on: date,
    summary: str,
    by: Any,
    now: datetime,
    letter: OutgoingLetter | None = None,
    reply_letter: IncomingLetter | None = None,
) -> InstitutionReply:
    """Record the reply of an institution, with the letters where there are any; the case is answered where it can be.

    Raises MayNotRecord, NotOfThisCase, InFuture, NothingSent, BeforeLetter."""
    _ask(case, by=by)
    _not_later(replied_on, now=now)
    if not was_forwarded(case) or (letter is not None and (letter.state not in SENT or not is_follow_up(letter))):
        raise NothingSent
    if letter is not None and letter.dispatched_at and replied_on < office_day(letter.dispatched_at):
        raise BeforeLetter
    for page in (letter, reply_letter):
        if page is not None and not page.is_child_of(case):
            raise NotOfThisCase(page.pk)
    reply = InstitutionReply.objects.create(
        page=case, institution=institution.strip()[:200], letter=letter, reply_letter=reply_letter,
        replied_on=replied_on, summary=words_without_persons(case, summary), recorded_by=by, recorded_at=now,
    )  # fmt: skip
    _record(case, "reply", reply.pk, by=by, now=now)
    if is_possible(page=case, name="CATAT_TANGGAPAN", by=by, now=now):
        advance_case(page=case, name="CATAT_TANGGAPAN", by=by, now=now)
    return reply


@transaction.atomic
def record_inquiry(
    *, case: Complaint, medium: str, asked_at: datetime, question: str, by: Any, now: datetime
) -> ProgressInquiry:
    """Record that the complainant asked how the case stands (S1 A.2.6). Raises MayNotRecord, FileClosed, InFuture."""
    _ask(case, by=by)
    _still_open(case)
    if asked_at > now:
        raise InFuture
    inquiry = ProgressInquiry.objects.create(
        page=case, medium=medium, asked_at=asked_at, question=words_without_persons(case, question), recorded_by=by,
        recorded_at=now,
    )  # fmt: skip
    _record(case, "inquiry", inquiry.pk, by=by, now=now)
    return inquiry


def answer_inquiry(
    *, inquiry: ProgressInquiry, answer: str, by: Any, now: datetime, with_form: bool = False
) -> Attachment | None:
    """Record what the complainant was answered; `with_form` keeps the filled form (S1 A.5) with it, and gives it back.

    Raises MayNotRecord, AlreadyAnswered."""
    with file_transaction():
        return _answered(inquiry, answer=answer, by=by, now=now, with_form=with_form)


def _answered(inquiry: ProgressInquiry, *, answer: str, by: Any, now: datetime, with_form: bool) -> Attachment | None:
    inquiry = ProgressInquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    with bookkeeping():
        case = Complaint.objects.get(pk=inquiry.page_id)
    _ask(case, by=by)
    if inquiry.answered_at is not None:
        raise AlreadyAnswered
    inquiry.answered_at, inquiry.answered_by, inquiry.answer = now, by, words_without_persons(case, answer)
    inquiry.save(update_fields=["answered_at", "answered_by", "answer"])
    form = keep_progress_form(case=case, inquiry=inquiry, by=by, now=now) if with_form and is_kept(case) else None
    _record(case, "answer", inquiry.pk, by=by, now=now)
    return form


@transaction.atomic
def record_intervention(*, case: Complaint, trigger: str, action: str, by: Any, now: datetime) -> InterventionRecord:
    """Record what was done when a time limit came near or passed (S2). Raises MayNotRecord, FileClosed, NothingLate."""
    _ask(case, by=by)
    _still_open(case)
    if trigger not in triggers_reached(case, on=office_day(now)):
        raise NothingLate
    record = InterventionRecord.objects.create(
        page=case, trigger=trigger, action=words_without_persons(case, action), recorded_by=by, recorded_at=now
    )
    _record(case, "intervention", record.pk, by=by, now=now)
    return record


def _ask(case: Complaint, *, by: Any) -> None:
    if not may_record(verbs_on(by, case)):
        raise MayNotRecord


def _still_open(case: Complaint) -> None:
    with bookkeeping():
        now = Complaint.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    if is_closed(now):
        raise FileClosed(ended_in_words(now))


def _not_later(day: date, *, now: datetime) -> None:
    if day > office_day(now):
        raise InFuture


def _record(case: Complaint, what: str, pk: int, *, by: Any, now: datetime) -> None:
    audit.record(verb="perkara.catatan", by=by, page=case, group=FieldGroup.ISI, at=now, data={"what": what, "id": pk})
    events.content_changed.send(sender=Complaint, page_id=case.pk)
