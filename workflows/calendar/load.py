"""A year of the calendar from the package `holidays`: official where a decree is named, else an estimate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from workflows.models import CalendarDay, DayStatus

from .change import change_days
from .office import DayChange
from .source import PublishedDay, published_days


@dataclass(frozen=True)
class YearLoaded:
    """What loading did: days entered, days that an official entered and that stay, estimates nobody publishes now."""

    year: int
    entered: list[CalendarDay]
    kept: list[CalendarDay]
    stale: list[CalendarDay]
    is_decreed: bool


@transaction.atomic
def load_year(
    *, year: int, now: datetime, by: Any = None, decree_no: str = "", decree_date: date | None = None, reason: str
) -> YearLoaded:  # fmt: skip
    """Enter the published holidays of `year`. With the number of its decree they are official, except those that the
    source itself calls estimates. An official day in the table is never touched; again: only what changed.

    Raises YearUnknown."""
    standing = {row.date: row for row in CalendarDay.objects.current().filter(date__year=year)}
    official = {day for day, row in standing.items() if row.status == DayStatus.RESMI}
    published = published_days(year)
    wanted = [
        _wanted(each, decree_no=decree_no.strip(), decree_date=decree_date)
        for each in published
        if each.day not in official
    ]
    entered = change_days(changes=wanted, by=by, now=now, reason=reason)
    known = {each.day for each in published}
    after = CalendarDay.objects.current().filter(date__year=year)
    return YearLoaded(
        year=year,
        entered=entered,
        kept=[standing[day] for day in sorted(official & known)],
        stale=[row for day, row in sorted(standing.items()) if day not in known and day not in official],
        is_decreed=after.filter(status=DayStatus.RESMI).exists(),
    )


def _wanted(published: PublishedDay, *, decree_no: str, decree_date: date | None) -> DayChange:
    if decree_no and not published.is_estimate:
        return DayChange(
            published.day, published.kind, published.name, DayStatus.RESMI, decree_no, decree_date
        )  # fmt: skip
    return DayChange(published.day, published.kind, published.name)
