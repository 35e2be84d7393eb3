"""Starting, stopping, pausing and resuming the clocks of a subject. Everything here may be called twice."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from workflows.calendar.hours import office_day
from workflows.calendar.office import office_calendar
from workflows.conf import setting
from workflows.models import Clock, ClockChange, ClockPause

from .arithmetic import Dates, Pause, Terms, compute
from .table import rule


class ClockFault(ValueError):
    """Something that cannot be done to a clock."""


class RunsSinceAnotherDay(ClockFault):
    """The clock already runs, from another day: `move_start` corrects the day."""


class NotRunning(ClockFault):
    """No such clock runs on the subject."""


class ReasonMissing(ClockFault):
    """A pause or a correction needs a reason (domain.md §1.9: a pause is visible, reasoned and reported)."""


class DayOutOfOrder(ClockFault):
    """A pause that begins before the clock, or ends before it began."""


def start_clock(*, subject_id: int, code: str, started_on: date, now: datetime, by: Any = None) -> Clock | None:
    """Start the clock `code` of the subject, or give back the one that runs. None where the office has switched this
    clock off. A clock that was stopped does not hinder a new one (a reopened case).

    Raises UnknownClock, RunsSinceAnotherDay."""
    row = rule(code)
    if not row.is_on:
        return None
    running = _running(subject_id, code)
    if running is None:
        terms = Terms(started_on, row.limit, row.counts_in, row.monitor_before)
        dates = dates_of(terms)
        try:
            with transaction.atomic():
                return Clock.objects.create(
                    subject_id=subject_id, code=code, started_on=started_on, limit=row.limit, counts_in=row.counts_in,
                    monitor_before=row.monitor_before, due_on=dates.due_on, monitor_on=dates.monitor_on,
                    is_provisional=dates.is_provisional, started_by=by, started_at=now,
                )  # fmt: skip
        except IntegrityError:
            # Somebody else started it in the meantime.
            running = Clock.objects.running().get(subject_id=subject_id, code=code)
    if running.started_on != started_on:
        raise RunsSinceAnotherDay(code, running.started_on)
    return running


@transaction.atomic
def stop_clock(*, subject_id: int, code: str, outcome: str, now: datetime, by: Any = None) -> Clock | None:
    """Stop the clock with its outcome; an open pause ends first, so that lateness is measured rightly. None when it
    does not run (any more)."""
    clock = _locked(subject_id, code)
    if clock is None:
        return None
    _resume(clock, now=now, by=by)
    clock.stopped_at, clock.stopped_by, clock.outcome = now, by, outcome
    clock.save(update_fields=["stopped_at", "stopped_by", "outcome"])
    return clock


def stop_all_clocks(*, subject_id: int, outcome: str, now: datetime, by: Any = None) -> list[Clock]:
    """Stop whatever runs on the subject: the case is closed, or its page is gone."""
    codes = Clock.objects.running().filter(subject_id=subject_id).values_list("code", flat=True)
    stopped = [stop_clock(subject_id=subject_id, code=code, outcome=outcome, now=now, by=by) for code in codes]
    return [clock for clock in stopped if clock is not None]


@transaction.atomic
def pause_clock(*, subject_id: int, code: str, reason: str, now: datetime, by: Any = None) -> ClockPause:
    """Let the days from today on not count. The clock stays on every board and in every reminder; its limit moves when
    it is resumed. Raises ReasonMissing, NotRunning, DayOutOfOrder."""
    if not reason.strip():
        raise ReasonMissing
    clock = _locked(subject_id, code)
    if clock is None:
        raise NotRunning(code)
    standing = clock.pauses.filter(resumed_on__isnull=True).first()
    if standing is not None:
        return standing
    today = office_day(now)
    if today < clock.started_on:
        raise DayOutOfOrder
    return ClockPause.objects.create(clock=clock, paused_on=today, reason=reason.strip(), paused_by=by)


@transaction.atomic
def resume_clock(*, subject_id: int, code: str, now: datetime, since: date | None = None, by: Any = None) -> Clock:
    """Let the days from today on count again, or from `since`, but not before the pause began; the limit moves by the
    working days that were paused, and the move is on record. A clock that is not paused stays as it is.
    Raises NotRunning, DayOutOfOrder."""
    clock = _locked(subject_id, code)
    if clock is None:
        raise NotRunning(code)
    _resume(clock, now=now, by=by, since=since)
    return clock


@transaction.atomic
def move_start(*, subject_id: int, code: str, started_on: date, reason: str, now: datetime, by: Any) -> Clock:
    """Correct the day a running clock started on; old and new limit are on record. Raises ReasonMissing, NotRunning."""
    if not reason.strip():
        raise ReasonMissing
    clock = _locked(subject_id, code)
    if clock is None:
        raise NotRunning(code)
    if clock.started_on != started_on:
        clock.started_on = started_on
        _recompute(clock, reason=reason.strip(), now=now, by=by)
    return clock


def terms_of(clock: Clock) -> Terms:
    """The terms of a clock with its finished pauses; prefetch `pauses` for many."""
    pauses = tuple(
        Pause(each.paused_on, each.resumed_on, each.reason)
        for each in clock.pauses.all()
        if each.resumed_on is not None
    )
    return Terms(clock.started_on, clock.limit, clock.counts_in, clock.monitor_before, pauses)


def dates_of(terms: Terms) -> Dates:
    """The dates by the calendar as it stands."""
    last = max([terms.started_on, *(pause.ends_on for pause in terms.pauses)])
    calendar = office_calendar(first=terms.started_on, last=last)
    return compute(terms, calendar, monitor_in_working_days=setting("MONITOR_IN_WORKING_DAYS"))


def change_of(clock: Clock, dates: Dates, *, by: Any, reason: str, now: datetime) -> ClockChange:
    """The line of the history, unsaved, for a clock that is about to get `dates`."""
    return ClockChange(
        clock=clock, at=now, by=by, reason=reason[:300], old_due_on=clock.due_on, new_due_on=dates.due_on,
        old_monitor_on=clock.monitor_on, new_monitor_on=dates.monitor_on, was_provisional=clock.is_provisional,
        is_provisional=dates.is_provisional,
    )  # fmt: skip


def _running(subject_id: int, code: str) -> Clock | None:
    return Clock.objects.running().filter(subject_id=subject_id, code=code).first()


def _locked(subject_id: int, code: str) -> Clock | None:
    return Clock.objects.running().select_for_update().filter(subject_id=subject_id, code=code).first()


def _resume(clock: Clock, *, now: datetime, by: Any, since: date | None = None) -> None:
    pause = clock.pauses.filter(resumed_on__isnull=True).first()
    if pause is None:
        return
    today = office_day(now)
    if today < pause.paused_on:
        raise DayOutOfOrder
    pause.resumed_on, pause.resumed_by = max(pause.paused_on, min(since or today, today)), by
    pause.save(update_fields=["resumed_on", "resumed_by"])
    _recompute(clock, reason=pause.reason, now=now, by=by)


def _recompute(clock: Clock, *, reason: str, now: datetime, by: Any) -> None:
    dates = dates_of(terms_of(clock))
    if dates != Dates(clock.due_on, clock.monitor_on, clock.is_provisional):
        change_of(clock, dates, by=by, reason=reason, now=now).save()
    clock.due_on, clock.monitor_on, clock.is_provisional = dates.due_on, dates.monitor_on, dates.is_provisional
    clock.save(update_fields=["started_on", "due_on", "monitor_on", "is_provisional"])
