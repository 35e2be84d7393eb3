"""Which reminders are due, and putting them into the outbox.

A clock is at one stage at a time: at its monitoring point (S2: intervention), due today, or overdue. Actors are told
of each, superiors from the due date on and, as S2 asks, at the monitoring point of the service classes. After a day on
which nothing ran, the stage a clock is at by then is told; earlier ones would only confuse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from workflows.calendar.days import WorkingCalendar
from workflows.calendar.hours import is_office_time, office_day
from workflows.calendar.office import office_calendar
from workflows.models import Clock, ClockNotice, NoticeKind

from .recipients import Recipients, recipients_of
from .table import CLOCK_OF_CLASS

# An overdue clock is told of again after so many working days.
OVERDUE_EVERY = 5
BATCH = 500
SERVICE_CLASSES = frozenset(CLOCK_OF_CLASS.values())


@dataclass(frozen=True)
class DueReminder:
    """One reminder to one person that has not been put into the outbox yet."""

    clock: Clock
    kind: NoticeKind
    day: date
    person: Any
    as_superior: bool


@dataclass(frozen=True)
class Queued:
    """What came of one look: reminders newly queued, and clocks at a stage with nobody to tell."""

    queued: int
    nobody: list[Clock]


@dataclass(frozen=True)
class Stage:
    """Where a clock stands, and since which day."""

    clock: Clock
    kind: NoticeKind
    day: date


def due_reminders(now: datetime) -> list[DueReminder]:
    """Reminders that should go out at `now` and have not been queued; none outside of office hours.

    Raises NobodyAnswers."""
    return [reminder for reminder, _stage in _look(now) if reminder is not None]


def queue_reminders(now: datetime) -> Queued:
    """Put what is due into the outbox. Twice, or by two processes at once: each reminder stands there once.

    Raises NobodyAnswers."""
    reminders, nobody = [], []
    for reminder, stage in _look(now):
        if reminder is None:
            nobody.append(stage.clock)
        else:
            reminders.append(reminder)
    ClockNotice.objects.bulk_create(
        (
            ClockNotice(
                clock=each.clock, kind=each.kind, day=each.day, person=each.person, as_superior=each.as_superior,
                queued_at=now,
            )
            for each in reminders
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )  # fmt: skip
    return Queued(ClockNotice.objects.filter(queued_at=now, clock__isnull=False).count(), nobody)


def stage_of(clock: Clock, *, on: date, days: WorkingCalendar) -> Stage | None:
    """The stage of a running clock on a day; None before its monitoring point."""
    if on > clock.due_on:
        late = max(days.between(clock.due_on, on), 1)
        last_told = (late - 1) // OVERDUE_EVERY * OVERDUE_EVERY + 1
        return Stage(clock, NoticeKind.TERLAMBAT, days.add(clock.due_on, last_told))
    if on == clock.due_on:
        return Stage(clock, NoticeKind.JATUH_TEMPO, clock.due_on)
    if on >= clock.monitor_on:
        return Stage(clock, NoticeKind.TITIK_PANTAU, clock.monitor_on)
    return None


def people_for(stage: Stage, recipients: Recipients) -> Iterator[tuple[Any, bool]]:
    """Who is told of the stage, each person once, with whether as superior. A vacant desk is told of above it."""
    told = set()
    for person in recipients.actors:
        if person.pk not in told:
            told.add(person.pk)
            yield person, False
    escalates = stage.kind != NoticeKind.TITIK_PANTAU or stage.clock.code in SERVICE_CLASSES
    for person in recipients.superiors if escalates or not told else ():
        if person.pk not in told:
            told.add(person.pk)
            yield person, True


def _look(now: datetime) -> Iterator[tuple[DueReminder | None, Stage]]:
    today = office_day(now)
    clocks = list(Clock.objects.running().filter(Q(monitor_on__lte=today) | Q(due_on__lte=today)).order_by("pk"))
    days = office_calendar(first=min([today, *(clock.due_on for clock in clocks)]), last=today).days
    if not is_office_time(now, days):
        return
    stages = [stage for clock in clocks if (stage := stage_of(clock, on=today, days=days))]
    known = recipients_of(subject_ids={stage.clock.subject_id for stage in stages}, on=today)
    told = _already_told(stages)
    for stage in stages:
        recipients = known.get(stage.clock.subject_id)
        people = list(people_for(stage, recipients)) if recipients else []
        if not people:
            yield None, stage
        for person, as_superior in people:
            if (stage.clock.pk, stage.kind, stage.day, person.pk) not in told:
                yield DueReminder(stage.clock, stage.kind, stage.day, person, as_superior), stage


def _already_told(stages: Iterable[Stage]) -> set[tuple[int, str, date, int]]:
    days = {stage.day for stage in stages}
    rows = ClockNotice.objects.filter(day__in=days, clock__isnull=False, clock__stopped_at__isnull=True)
    return set(rows.values_list("clock_id", "kind", "day", "person_id"))
