"""A changed calendar moves the clocks that run, never those that have stopped; first shown, then done and logged."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from workflows.calendar.office import DayChange, OfficeCalendar, office_calendar
from workflows.conf import setting
from workflows.models import Clock, ClockChange, ClockPause

from .arithmetic import Dates, Pause, Terms, compute
from .running import change_of

BATCH = 1_000


@dataclass(frozen=True)
class Move:
    """A running clock with the dates it has and the ones it would get."""

    clock: Clock
    dates: Dates

    @property
    def moves_due(self) -> bool:
        return self.clock.due_on != self.dates.due_on


def preview_recompute(changes: Collection[DayChange] = ()) -> list[Move]:
    """The running clocks that `changes` of the calendar would move; nothing is changed. Dates and codes may
    be shown to whoever keeps the calendar; the subjects only to those who may know of them."""
    return list(_moves(Clock.objects.running(), changes))


@transaction.atomic
def recompute_open_clocks(*, by: Any, reason: str, now: datetime) -> list[Move]:
    """Bring all running clocks in line with the calendar and the settings; each one that moves leaves a ClockChange
    with its old and new dates. Again: nothing moves."""
    moves = list(_moves(Clock.objects.running().select_for_update(), ()))
    ClockChange.objects.bulk_create(
        (change_of(move.clock, move.dates, by=by, reason=reason, now=now) for move in moves), batch_size=BATCH
    )
    for dates, clock_ids in _by_dates(moves).items():
        for batch in _batches(clock_ids):
            Clock.objects.filter(pk__in=batch).update(
                due_on=dates.due_on, monitor_on=dates.monitor_on, is_provisional=dates.is_provisional
            )
    return moves


def _moves(running: QuerySet[Clock], changes: Collection[DayChange]) -> Iterator[Move]:
    clocks = list(running.order_by("pk"))
    if not clocks:
        return
    pauses = _finished_pauses()
    started = [clock.started_on for clock in clocks]
    ended = [pause.ends_on for of_clock in pauses.values() for pause in of_clock]
    calendar = office_calendar(first=min(started), last=max(started + ended), changes=changes)
    dates = _Reckoner(calendar)
    for clock in clocks:
        found = dates.of(
            Terms(clock.started_on, clock.limit, clock.counts_in, clock.monitor_before, pauses.get(clock.pk, ()))
        )
        if (clock.due_on, clock.monitor_on, clock.is_provisional) != (
            found.due_on, found.monitor_on, found.is_provisional,
        ):  # fmt: skip
            yield Move(clock, found)


class _Reckoner:
    """Many clocks share their terms: each set of terms is reckoned once."""

    def __init__(self, calendar: OfficeCalendar) -> None:
        self.calendar = calendar
        self.in_working_days = setting("MONITOR_IN_WORKING_DAYS")
        self.known: dict[Terms, Dates] = {}

    def of(self, terms: Terms) -> Dates:
        if terms not in self.known:
            self.known[terms] = compute(terms, self.calendar, monitor_in_working_days=self.in_working_days)
        return self.known[terms]


def _finished_pauses() -> dict[int, tuple[Pause, ...]]:
    found: dict[int, list[Pause]] = {}
    rows = ClockPause.objects.filter(clock__stopped_at__isnull=True).order_by("paused_on", "pk")
    for clock_id, begins_on, ends_on, reason in rows.values_list("clock_id", "paused_on", "resumed_on", "reason"):
        if ends_on is not None:
            found.setdefault(clock_id, []).append(Pause(begins_on, ends_on, reason))
    return {clock_id: tuple(pauses) for clock_id, pauses in found.items()}


def _by_dates(moves: list[Move]) -> dict[Dates, list[int]]:
    found: dict[Dates, list[int]] = {}
    for move in moves:
        found.setdefault(move.dates, []).append(move.clock.pk)
    return found


def _batches(ids: list[int]) -> Iterator[list[int]]:
    return (ids[first : first + BATCH] for first in range(0, len(ids), BATCH))
