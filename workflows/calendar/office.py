"""The calendar of this office for a span of years: its own table, and a draft where a year was never entered."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from workflows.conf import setting
from workflows.models import CalendarDay, DayKind, DayStatus

from .days import WorkingCalendar
from .source import FIRST_YEAR, LAST_YEAR, published_days


@dataclass(frozen=True)
class DayChange:
    """A day as it shall be; `kind` None takes the day out of the table, so that it is an ordinary one again."""

    day: date
    kind: DayKind | None
    name: str = ""
    status: DayStatus = DayStatus.PERKIRAAN
    decree_no: str = ""
    decree_date: date | None = None


@dataclass(frozen=True)
class OfficeCalendar:
    """Working days with what is known of their firmness."""

    days: WorkingCalendar
    decreed_years: frozenset[int]
    entered_years: frozenset[int]
    estimates: frozenset[date]

    def doubtful_years(self, first: date, last: date) -> list[int]:
        """Years from `first` to `last` without a decree: no date that needs them is final (domain.md §5)."""
        return [year for year in range(first.year, last.year + 1) if year not in self.decreed_years]

    def doubtful_days(self, first: date, last: date) -> list[date]:
        """Days of that span which no decree has settled yet."""
        return sorted(day for day in self.estimates if first <= day <= last)

    def is_provisional(self, first: date, last: date) -> bool:
        """Whether a date counted from `first` to `last` may still move."""
        return bool(self.doubtful_years(first, last) or self.doubtful_days(first, last))


def office_calendar(
    *, first: date, last: date, changes: Collection[DayChange] = (), at: datetime | None = None
) -> OfficeCalendar:
    """The calendar that holds for every limit beginning between `first` and `last`, as it would be after `changes`,
    or as it was at a moment of the past.

    One query. A year the office never entered is filled in from `published_days` and is never final."""
    years = range(max(first.year - 1, FIRST_YEAR), min(last.year + 1, LAST_YEAR) + 1)
    table = CalendarDay.objects.in_force(at) if at else CalendarDay.objects.current()
    rows = table.filter(date__gte=date(years.start, 1, 1), date__lte=date(years.stop - 1, 12, 31))
    columns = ("date", "kind", "name", "status", "decree_no", "decree_date")
    days = {row[0]: _as_change(*row) for row in rows.values_list(*columns)}
    entered = {day.year for day in days}
    days |= {each.day: each for year in years if year not in entered for each in _draft(year)}
    days |= {change.day: change for change in changes}
    kept = [each for each in days.values() if each.kind is not None]
    return OfficeCalendar(
        days=working_calendar(kept),
        decreed_years=frozenset(each.day.year for each in kept if each.status == DayStatus.RESMI),
        entered_years=frozenset(entered | {change.day.year for change in changes}),
        estimates=frozenset(each.day for each in kept if each.status == DayStatus.PERKIRAAN),
    )


def working_calendar(days: Iterable[DayChange]) -> WorkingCalendar:
    """Days off and extra days; joint leave is left out where the office works on it (a setting)."""
    days_off, extra = {}, {}
    for each in days:
        if each.kind == DayKind.HARI_KERJA_PENGGANTI:
            extra[each.day] = each.name
        elif each.kind != DayKind.CUTI_BERSAMA or setting("JOINT_LEAVE_IS_OFF"):
            days_off[each.day] = each.name
    return WorkingCalendar(days_off, extra)


def _as_change(day: date, kind: str, name: str, status: str, decree_no: str, decree_date: date | None) -> DayChange:
    return DayChange(day, DayKind(kind), name, DayStatus(status), decree_no, decree_date)


def _draft(year: int) -> list[DayChange]:
    return [DayChange(each.day, each.kind, each.name) for each in published_days(year)]
