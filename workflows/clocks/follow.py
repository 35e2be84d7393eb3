"""The calendar changes, and in the same transaction the running clocks follow."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from workflows.calendar.change import change_days
from workflows.calendar.load import YearLoaded, load_year
from workflows.calendar.office import DayChange
from workflows.models import CalendarDay

from .recompute import Move, recompute_open_clocks


@dataclass(frozen=True)
class CalendarChanged:
    """The rows that came into force and the clocks that moved."""

    days: list[CalendarDay]
    moves: list[Move]


@dataclass(frozen=True)
class CalendarLoaded:
    """What each year brought, and the clocks that moved."""

    years: list[YearLoaded]
    moves: list[Move]


@transaction.atomic
def change_calendar(*, changes: Collection[DayChange], by: Any, now: datetime, reason: str) -> CalendarChanged:
    """Enter, replace or take out days of the calendar and bring running clocks in line.

    Raises DecreeMissing, NameMissing, ReasonMissing, NoSuchDay; then nothing has changed."""
    days = change_days(changes=changes, by=by, now=now, reason=reason)
    return CalendarChanged(days, recompute_open_clocks(by=by, reason=reason, now=now))


@transaction.atomic
def load_calendar(
    *, years: Iterable[int], now: datetime, by: Any = None, decree_no: str = "", decree_date: date | None = None
) -> CalendarLoaded:
    """Load whole years from the package `holidays`, official where the number of their decree is given, and bring
    running clocks in line. Raises YearUnknown; then nothing has changed."""
    reason = _("Calendar loaded: %(source)s") % {"source": decree_no or _("without decree")}
    loaded = [
        load_year(year=year, now=now, by=by, decree_no=decree_no, decree_date=decree_date, reason=reason)
        for year in sorted(set(years))
    ]
    return CalendarLoaded(loaded, recompute_open_clocks(by=by, reason=reason, now=now))
