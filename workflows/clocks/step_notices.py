"""Letters about steps of chains in the outbox: somebody is to act, a document came back, its chain is done."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workflows.calendar.hours import office_day
from workflows.models import ClockNotice, StepState

OF_STEPS = Q(step__isnull=False)


class StepNotice(models.TextChoices):
    """Why a letter about a step is written; each one goes to a person once for each step."""

    LANGKAH = "LANGKAH", _("Waits for you")
    KEMBALI = "KEMBALI", _("Returned to you")
    SELESAI = "SELESAI", _("Approval complete")


def queue_letters(*, step: StepState, kind: StepNotice, people: Collection[int], now: datetime) -> None:
    """Put a letter about `step` to each of these people into the outbox, in the caller's transaction; none twice."""
    if people:
        ClockNotice.objects.bulk_create(
            (ClockNotice(step=step, kind=kind, day=office_day(now), person_id=pk, queued_at=now) for pk in people),
            ignore_conflicts=True,
        )
