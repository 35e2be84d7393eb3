"""What becomes of a disposition: read, begun, reported done or given back, and closed by its giver (W8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from dumas_docs.access import audit, grants, pointers
from dumas_docs.access.roles import READ
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.access.selectors import verbs_on
from dumas_docs.enums import DispositionState
from dumas_docs.models import BasePage, Disposition, DispositionRecipient, FieldGroup, GrantCause, IncomingLetter
from workflows.engine.decide import hold_chain
from workflows.selectors import appointments_of

from .advance_case import advance_case, is_possible
from .give_disposition import cause_ref
from .hide_in_words import words_without_persons


class NotYourDisposition(PermissionError):
    """The disposition stands with another position, or the document is not open to the person."""


class DispositionEnded(ValueError):
    """The recipient's part, or the sheet, has ended already."""


class WordsMissing(ValueError):
    """A report, or the reason for giving back, is missing."""


class PassedOnOpen(ValueError):
    """What was passed on is still open; it is reported and closed first."""


class RecipientsOpen(ValueError):
    """A recipient has not reported yet; closing before that needs a reason."""


@transaction.atomic
def note_read(*, rows: Iterable[DispositionRecipient], now: datetime) -> None:
    """Mark parts that their position has now seen."""
    ids = [row.pk for row in rows if row.state == DispositionState.DIBERIKAN]
    if ids:
        DispositionRecipient.objects.filter(pk__in=ids, state=DispositionState.DIBERIKAN).update(
            state=DispositionState.DIBACA, read_at=now
        )


@transaction.atomic
def begin_work(*, row: DispositionRecipient, by: Any, now: datetime) -> None:
    """Say that work has begun; a disposed letter is then in progress. Raises NotYourDisposition, DispositionEnded."""
    row, page = _own_part(row, by=by, now=now)
    row.state, row.begun_at, row.read_at = DispositionState.DIKERJAKAN, now, row.read_at or now
    row.save(update_fields=["state", "begun_at", "read_at"])
    _record(page, row, by=by, now=now)
    if is_possible(page=page, name="PROSES", by=by, now=now):
        advance_case(page=page, name="PROSES", by=by, now=now)


@transaction.atomic
def report_done(*, row: DispositionRecipient, report: str, by: Any, now: datetime) -> None:
    """Report one's part done. Raises NotYourDisposition, DispositionEnded, WordsMissing, PassedOnOpen."""
    _end(row, state=DispositionState.SELESAI, words=report, by=by, now=now)


@transaction.atomic
def give_back(*, row: DispositionRecipient, reason: str, by: Any, now: datetime) -> None:
    """Give one's part back with a reason. Raises NotYourDisposition, DispositionEnded, WordsMissing, PassedOnOpen."""
    _end(row, state=DispositionState.DIKEMBALIKAN, words=reason, by=by, now=now)


@transaction.atomic
def close_disposition(*, sheet: Disposition, by: Any, now: datetime, reason: str = "") -> None:
    """Close the sheet as the position that gave it. With a reason, parts that are still open are taken back, and with
    each what was passed on from it: that was ordered within this order, and ends with it (W8, "giver closes").
    A letter of which nothing is open any more, and something was done, is finished with its last sheet.

    Raises NotYourDisposition, DispositionEnded, RecipientsOpen."""
    _hold(sheet.page_id)
    sheet = Disposition.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    page = _page(sheet.page_id)
    if not _holds(sheet.from_position_id, by=by, now=now) or READ not in verbs_on(by, page):
        raise NotYourDisposition
    if sheet.closed_at is not None:
        raise DispositionEnded
    if not reason.strip() and any(row.is_open for row in sheet.recipients.all()):
        raise RecipientsOpen
    words = gettext("Taken back by its giver: %(reason)s")
    _close(sheet, page=page, words=words, reason=reason.strip(), by=by, now=now)
    reported = DispositionRecipient.objects.filter(page_id=page.pk, state=DispositionState.SELESAI)
    is_done = isinstance(page, IncomingLetter) and reported.exists()
    if is_done and is_possible(page=page, name="SELESAIKAN", by=by, now=now):
        given = {"reason": gettext("All dispositions are reported and closed.")}
        advance_case(page=page, name="SELESAIKAN", by=by, now=now, given=given)


def _close(sheet: Disposition, *, page: BasePage, words: str, reason: str, by: Any, now: datetime) -> None:
    below = gettext("Taken back with the disposition it was passed on from: %(reason)s")
    for row in sheet.recipients.select_for_update(of=("self",)):
        for passed in row.passed_on.select_for_update(of=("self",)).filter(closed_at=None):
            _close(passed, page=page, words=below, reason=reason, by=by, now=now)
        if row.is_open:
            told = words % {"reason": reason}
            _finish(row, page=page, state=DispositionState.DIKEMBALIKAN, words=told, by=by, now=now)
    sheet.closed_at, sheet.closed_by = now, by
    sheet.save(update_fields=["closed_at", "closed_by"])
    audit.record(
        verb="disposisi.ditutup", by=by, page=page, group=FieldGroup.ISI, at=now,
        reason=words_without_persons(page, reason),
        data={"disposition": sheet.pk},
    )  # fmt: skip


def _end(row: DispositionRecipient, *, state: DispositionState, words: str, by: Any, now: datetime) -> None:
    row, page = _own_part(row, by=by, now=now)
    if not words.strip():
        raise WordsMissing
    _finish(row, page=page, state=state, words=words.strip(), by=by, now=now)


def _finish(
    row: DispositionRecipient, *, page: BasePage, state: DispositionState, words: str, by: Any, now: datetime
) -> None:
    if row.passed_on.filter(closed_at=None).exists():
        raise PassedOnOpen
    row.state, row.ended_at, row.ended_by, row.report = state, now, by, words_without_persons(page, words)
    row.save(update_fields=["state", "ended_at", "ended_by", "report"])
    _record(page, row, by=by, now=now)
    for cause in GrantCause.objects.filter(page_id=page.pk, cause_ref=cause_ref(row), revoked_at__isnull=True):
        grants.revoke(cause=cause, by=by, now=now)


def _own_part(row: DispositionRecipient, *, by: Any, now: datetime) -> tuple[DispositionRecipient, BasePage]:
    _hold(row.page_id)
    row = DispositionRecipient.objects.select_for_update(of=("self",)).get(pk=row.pk)
    page = _page(row.page_id)
    if not _holds(row.position_id, by=by, now=now):
        raise NotYourDisposition
    if not row.is_open:
        raise DispositionEnded
    if READ not in verbs_on(by, page):
        raise NotYourDisposition
    return row, page


def _hold(page_id: int) -> None:
    """The locks of a step of the document come before those of its dispositions, which may lead to one."""
    hold_chain(page_id)
    pointers.hold_places()


def _holds(position_id: int, *, by: Any, now: datetime) -> bool:
    return appointments_of(person=by, on=office_day(now)).filter(position_id=position_id).exists()


def _page(page_id: int) -> BasePage:
    with bookkeeping():
        return BasePage.objects.get(pk=page_id).specific


def _record(page: BasePage, row: DispositionRecipient, *, by: Any, now: datetime) -> None:
    audit.record(
        verb="disposisi.dilaporkan", by=by, page=page, group=FieldGroup.ISI, at=now,
        data={"disposition": row.disposition_id, "recipient": row.pk, "state": str(row.state)},
    )  # fmt: skip
