"""Counting working days. Pure: no database, no clock on the wall, no settings.

Counting rule (domain.md §5): day 0 is the start, day 1 the next working day; a start on a day off gives the same result
as the working day before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


class Why(StrEnum):
    """Why a day counts or does not."""

    START = "START"
    COUNTS = "COUNTS"
    COUNTS_INSTEAD = "COUNTS_INSTEAD"
    SATURDAY = "SATURDAY"
    SUNDAY = "SUNDAY"
    DAY_OFF = "DAY_OFF"


@dataclass(frozen=True)
class DayLine:
    """One day of a calculation: its running number where it counts, else the reason; `name` is the holiday's."""

    day: date
    why: Why
    number: int | None = None
    name: str = ""


@dataclass(frozen=True)
class WorkingCalendar:
    """Days off and extra working days, each with its name; `weekend` holds weekday numbers (Monday is 0)."""

    days_off: Mapping[date, str] = field(default_factory=dict)
    extra_days: Mapping[date, str] = field(default_factory=dict)
    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})

    def is_working(self, day: date) -> bool:
        """Whether the office works on `day`. An extra working day outweighs weekend and holiday."""
        return day in self.extra_days or (day.weekday() not in self.weekend and day not in self.days_off)

    def without(self, days: Mapping[date, str]) -> WorkingCalendar:
        """The same calendar in which none of `days` counts, for whatever reason they name."""
        extra = {day: name for day, name in self.extra_days.items() if day not in days}
        return replace(self, days_off={**self.days_off, **days}, extra_days=extra)

    def add(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`; for 0 the start itself, or the working day before it.

        Raises ValueError for a negative count."""
        return self._walk(start, _checked(count), ONE_DAY) if count else self.on_or_before(start)

    def back(self, deadline: date, count: int) -> date:
        """The `count`-th working day before `deadline`; for 0 the deadline itself. Raises ValueError below 0."""
        return self._walk(deadline, _checked(count), -ONE_DAY)

    def between(self, after: date, until: date) -> int:
        """Working days after `after` up to and with `until`; negative when `until` lies before."""
        if until < after:
            return -self.between(until, after)
        days = (after + timedelta(days=number) for number in range(1, (until - after).days + 1))
        return sum(map(self.is_working, days))

    def on_or_before(self, day: date) -> date:
        """`day` when the office works, else the working day before it."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def on_or_after(self, day: date) -> date:
        """`day` when the office works, else the next working day."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def explain(self, start: date, count: int) -> list[DayLine]:
        """The calculation of `add(start, count)` day by day, from the start to the day it ends on.

        Raises ValueError for a negative count."""
        lines, day, number = [DayLine(start, Why.START, 0, self._reason(start)[1])], start, 0
        while number < _checked(count):
            day += ONE_DAY
            why, name = self._reason(day)
            counts = why in (Why.COUNTS, Why.COUNTS_INSTEAD)
            number += counts
            lines.append(DayLine(day, why, number if counts else None, name))
        return lines

    def _walk(self, day: date, count: int, step: timedelta) -> date:
        while count:
            day += step
            count -= self.is_working(day)
        return day

    def _reason(self, day: date) -> tuple[Why, str]:
        if day in self.extra_days:
            return Why.COUNTS_INSTEAD, self.extra_days[day]
        if day in self.days_off:
            return Why.DAY_OFF, self.days_off[day]
        if day.weekday() in self.weekend:
            return (Why.SATURDAY if day.weekday() == SATURDAY else Why.SUNDAY), ""
        return Why.COUNTS, ""


def every_day() -> WorkingCalendar:
    """The calendar in which each day counts: for limits in calendar days."""
    return WorkingCalendar(weekend=frozenset())


def _checked(count: int) -> int:
    if count < 0:
        raise ValueError("Days are counted forwards from 0.")
    return count
