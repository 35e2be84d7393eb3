"""From the terms of one clock to its dates. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from workflows.calendar.days import ONE_DAY, DayLine, WorkingCalendar, every_day
from workflows.calendar.office import OfficeCalendar
from workflows.models import CountsIn


@dataclass(frozen=True)
class Pause:
    """Days that do not count: from `begins_on` until the day before `ends_on`."""

    begins_on: date
    ends_on: date
    reason: str = ""

    def days(self) -> Iterator[date]:
        return (self.begins_on + timedelta(days=number) for number in range((self.ends_on - self.begins_on).days))


@dataclass(frozen=True)
class Terms:
    """What a clock was started with, and the pauses that have ended."""

    started_on: date
    limit: int
    counts_in: str
    monitor_before: int
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True)
class Dates:
    """What follows from the terms."""

    due_on: date
    monitor_on: date
    is_provisional: bool


def compute(terms: Terms, calendar: OfficeCalendar, *, monitor_in_working_days: bool) -> Dates:
    """Limit and monitoring point; provisional when the days in between are not settled by decree."""
    counted = counting_days(terms, calendar)
    due_on = counted.add(terms.started_on, terms.limit)
    if monitor_in_working_days or terms.counts_in == CountsIn.HARI_KALENDER:
        monitor_on = counted.back(due_on, terms.monitor_before)
    else:
        monitor_on = due_on - terms.monitor_before * ONE_DAY
    in_working_days = terms.counts_in == CountsIn.HARI_KERJA
    return Dates(due_on, monitor_on, in_working_days and calendar.is_provisional(terms.started_on, due_on))


def counting_days(terms: Terms, calendar: OfficeCalendar) -> WorkingCalendar:
    """The days that count for this clock: working days or all days, without the paused ones."""
    base = calendar.days if terms.counts_in == CountsIn.HARI_KERJA else every_day()
    paused = {day: pause.reason for pause in terms.pauses for day in pause.days()}
    return base.without(paused) if paused else base


def explain_terms(terms: Terms, calendar: OfficeCalendar) -> list[DayLine]:
    """The calculation day by day."""
    return counting_days(terms, calendar).explain(terms.started_on, terms.limit)
