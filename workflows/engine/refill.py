"""Steps that waited for a position to be filled go on when it is. Run daily, and after every appointment."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.models import TaskState

from workflows.models import StepState

from . import events
from .acting import actors_of, unit_of_drafter
from .archive import subject_of


def refill_vacant_steps(*, now: datetime) -> int:
    """Look again for the holders of steps that nobody could act at; returns how many can go on."""
    waiting = StepState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).exclude(problem="")
    return sum(_refill(pk, now=now) for pk in waiting.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _refill(pk: int, *, now: datetime) -> bool:
    step = StepState.objects.select_for_update(of=["self"]).select_related("workflow_state").get(pk=pk)
    if step.status != TaskState.STATUS_IN_PROGRESS or not step.problem:
        return False
    subject, drafter = subject_of(step.subject_id), step.workflow_state.requested_by
    facts, day = subject.current_facts(), timezone.localtime(now).date()
    actors = actors_of(
        step.office_task, unit=unit_of_drafter(subject, drafter, on=day), on=day,
        drafters={step.workflow_state.requested_by_id, facts.get("drafter_id")} - {None},
        ordered=facts.get("ordered_ids", ()),
    )  # fmt: skip
    if actors.problem:
        return False
    step.position, step.problem = actors.position, ""
    step.save(update_fields=["position", "problem"])
    events.step_started.send(sender=StepState, step=step, now=now)
    return True
