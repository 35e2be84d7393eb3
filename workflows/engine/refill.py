"""Running steps that nobody can act at any more: a vacancy says so and goes on when it is filled, what is not asked any
more is left. Vacancies are looked for daily and on appointments."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import TaskState, WorkflowState

from workflows.calendar.hours import office_day
from workflows.models import Appointment, StepProblem, StepState

from . import events
from .acting import actors_at
from .archive import subject_of, whole_archive
from .begin import condition_of


def refill_vacant_steps(*, now: datetime) -> int:
    """Look again for the holders of steps that nobody could act at; returns how many can go on."""
    waiting = StepState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).exclude(problem="")
    return sum(_refill(pk, now=now) for pk in waiting.order_by("pk").values_list("pk", flat=True))


def note_vacancies(*, now: datetime) -> int:
    """Say of each waiting step whose position nobody holds any more that it is vacant; returns how many."""
    held = Appointment.objects.on(office_day(now))
    waiting = StepState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, problem="")
    left = waiting.exclude(position__in=held.values("position"))
    return sum(_vacate(pk, now=now) for pk in left.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _vacate(pk: int, *, now: datetime) -> bool:
    step = _held(pk)
    if step.status != TaskState.STATUS_IN_PROGRESS or step.problem:
        return False
    actors = actors_at(step.office_task, step, on=office_day(now))
    if not actors.problem and actors.position == step.position:
        return False
    events.step_vacant.send(sender=StepState, step=step, now=now)
    step.position, step.problem = None, actors.problem or StepProblem.KOSONG
    step.save(update_fields=["position", "problem"])
    return True


@transaction.atomic
def pass_by(step: StepState, *, by: Any, now: datetime) -> bool:
    """Leave the step a document waits at where it is not asked any more, as at a level that was raised meanwhile; the
    chain goes on with the next one. Tells whether it was left."""
    with whole_archive():
        step = _held(step.pk)
        condition, facts = condition_of(step.office_task), subject_of(step.subject_id).current_facts()
        if step.status != TaskState.STATUS_IN_PROGRESS or condition.holds(facts):
            return False
        step.status, step.skip_reason, step.finished_at = TaskState.STATUS_SKIPPED, str(condition.otherwise), now
        step.problem = ""
        step.save()
        events.step_left.send(sender=StepState, step=step, by=by, now=now)
        state = WorkflowState.objects.get(pk=step.workflow_state_id)
        state.update(user=by)
    return True


def _held(pk: int) -> StepState:
    return StepState.objects.select_for_update(of=["self"]).select_related("workflow_state", "position").get(pk=pk)


@transaction.atomic
def _refill(pk: int, *, now: datetime) -> bool:
    step = _held(pk)
    if step.status != TaskState.STATUS_IN_PROGRESS or not step.problem:
        return False
    actors = actors_at(step.office_task, step, on=office_day(now))
    if actors.problem:
        return False
    step.position, step.problem = actors.position, ""
    step.save(update_fields=["position", "problem"])
    events.step_started.send(
        sender=StepState, step=step, people=tuple(actors.people), substitutes=actors.substitutes, now=now
    )  # fmt: skip
    return True
