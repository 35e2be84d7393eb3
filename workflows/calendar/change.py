"""Changing the calendar: the new row stands in the place of the old one, which stays with who, when and why.

Whoever changes it brings the running time limits in line in the same transaction: workflows/clocks/recompute.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from workflows.models import CalendarDay, DayKind, DayStatus

from .office import DayChange


class CalendarFault(ValueError):
    """A change of the calendar that cannot be made."""


class DecreeMissing(CalendarFault):
    """An official day without the number of its decree."""


class NameMissing(CalendarFault):
    """A day without a name."""


class ReasonMissing(CalendarFault):
    """A change without a reason."""


class NoSuchDay(CalendarFault):
    """A day that stands not in the table cannot be taken out of it."""


@transaction.atomic
def change_days(
    *, changes: Iterable[DayChange], by: Any, now: datetime, reason: str
) -> list[CalendarDay]:  # fmt: skip
    """Enter, replace or take out days; returns the rows that came into force. A day that already is as asked for stays
    untouched. Raises DecreeMissing, NameMissing, ReasonMissing, NoSuchDay; then nothing has changed."""
    changes = list(changes)
    reason = reason.strip()
    if not reason:
        raise ReasonMissing
    standing = _lock({change.day for change in changes})
    entered = []
    for change in changes:
        row = standing.get(change.day)
        if change.kind is None:
            if row is None:
                raise NoSuchDay(change.day)
            _end(row, by=by, now=now, reason=reason)
        elif row is None or not is_same(row, change):
            _check(change)
            if row is not None:
                _end(row, by=by, now=now, reason=reason)
            entered.append(_enter(change, change.kind, by=by, now=now, reason=reason, instead_of=row))
    return entered


def is_same(row: CalendarDay, change: DayChange) -> bool:
    """Whether the day already stands in the table exactly so."""
    return (row.kind, row.name, row.status, row.decree_no, row.decree_date) == (
        change.kind, change.name, change.status, change.decree_no, change.decree_date,
    )  # fmt: skip


def _check(change: DayChange) -> None:
    if not change.name.strip():
        raise NameMissing(change.day)
    if change.status == DayStatus.RESMI and not change.decree_no.strip():
        raise DecreeMissing(change.day)


def _lock(days: Collection[date]) -> dict[date, CalendarDay]:
    return {row.date: row for row in CalendarDay.objects.current().select_for_update().filter(date__in=days)}


def _end(row: CalendarDay, *, by: Any, now: datetime, reason: str) -> None:
    row.ended_at, row.ended_by, row.end_reason = now, by, reason
    row.save(update_fields=["ended_at", "ended_by", "end_reason"])


def _enter(
    change: DayChange, kind: DayKind, *, by: Any, now: datetime, reason: str, instead_of: CalendarDay | None
) -> CalendarDay:
    return CalendarDay.objects.create(
        date=change.day, kind=kind, name=change.name.strip(), status=change.status,
        decree_no=change.decree_no.strip(), decree_date=change.decree_date, supersedes=instead_of,
        entered_at=now, entered_by=by, reason=reason,
    )  # fmt: skip
