"""Letters about steps of chains in the outbox: somebody is to act, a document came back, its chain is done.

A letter of the outbox belongs to a row of `Clock`. A step gets one that never runs: it stands stopped from the
beginning, in no list of time limits, and carries the step's letters under its id."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workflows.calendar.hours import office_day
from workflows.models import Clock, ClockNotice, CountsIn, StepState

STEP = "langkah:"
OF_STEPS = Q(clock__code__startswith=STEP)


class StepNotice(models.TextChoices):
    """Why a letter about a step is written; each one goes to a person once for each step."""

    LANGKAH = "LANGKAH", _("Waits for you")
    KEMBALI = "KEMBALI", _("Returned to you")
    SELESAI = "SELESAI", _("Approval complete")


def queue_letters(*, step: StepState, kind: StepNotice, people: Collection[int], now: datetime) -> None:
    """Put a letter about `step` to each of these people into the outbox, in the caller's transaction; none twice."""
    if not people:
        return
    code = f"{STEP}{step.pk}"
    known = Clock.objects.filter(subject_id=step.subject_id, code=code).first()
    clock = known or _carrier(step, code, now)
    ClockNotice.objects.bulk_create(
        (ClockNotice(clock=clock, kind=kind, day=clock.started_on, person_id=pk, queued_at=now) for pk in people),
        ignore_conflicts=True,
    )


def step_id_of(notice: ClockNotice) -> int | None:
    """The step a letter is about; None for the reminder of a time limit."""
    code = notice.clock.code
    return int(code.removeprefix(STEP)) if code.startswith(STEP) else None


def _carrier(step: StepState, code: str, now: datetime) -> Clock:
    day = office_day(now)
    return Clock.objects.create(
        subject_id=step.subject_id, code=code, started_on=day, limit=0, counts_in=CountsIn.HARI_KERJA,
        monitor_before=0, due_on=day, monitor_on=day, started_at=now, stopped_at=now,
    )  # fmt: skip
