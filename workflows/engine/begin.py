"""Beginning a step: skip it with a reason, or find out for whom it waits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import TaskState
from wagtail.signals import task_submitted

from workflows.calendar.hours import office_day
from workflows.chains import CHAINS
from workflows.chains.table import ALWAYS, Condition
from workflows.models import OfficeTask, StepState

from . import events
from .acting import (
    ASKED_ON_THE_WAY,
    Actors,
    Matter,
    actors_of,
    decides_last,
    drafted_by_holder,
    matter_of,
)
from .archive import subject_in, whole_archive
from .digest import content_digest
from .line import not_asked_below

CONDITIONS: dict[str, Condition] = {
    condition.name: condition
    for chain in CHAINS
    for condition in (ALWAYS, chain.when, *(step.only_if for step in chain.steps))
}


def condition_of(task: OfficeTask) -> Condition:
    """When the step is asked. A condition that the tables know no more skips nobody."""
    return CONDITIONS.get(task.condition, ALWAYS)


def begin_step(task: OfficeTask, workflow_state: Any, *, now: datetime) -> StepState:
    """Write the passing of this step: skipped with its reason, or waiting for a position (or for one to be filled)."""
    with whole_archive():
        return _begin(task, workflow_state, now=now)


def _begin(task: OfficeTask, workflow_state: Any, *, now: datetime) -> StepState:
    drafter = workflow_state.requested_by
    on, matter = office_day(now), getattr(workflow_state, "matter", None)
    if matter is None or matter.on != on:
        matter = matter_of(subject_in(workflow_state), drafter=drafter, on=on, handed_in=workflow_state.created_at)
    subject = matter.subject
    revision = subject.get_latest_revision()
    step = StepState(
        workflow_state=workflow_state, task=task, revision=revision, subject=subject,
        standard_minutes=task.standard_minutes, status=TaskState.STATUS_IN_PROGRESS,
    )  # fmt: skip
    condition = condition_of(task)
    if not condition.holds(matter.facts):
        return _skipped(step, str(condition.otherwise), now)
    actors = actors_of(task, matter)
    if above := not_asked_below(task, actors, matter):
        return _skipped(step, above, now)
    step.position, step.problem = actors.position, actors.problem
    asked_before = _asked_before(task, actors, workflow_state, matter, content_digest(revision))
    if asked_before:
        return _skipped(step, asked_before, now)
    step.save()
    task_submitted.send(sender=StepState, instance=step, user=drafter)
    events.step_started.send(
        sender=StepState, step=step, people=tuple(actors.people), substitutes=actors.substitutes, now=now
    )  # fmt: skip
    return step


def _skipped(step: StepState, reason: str, now: datetime) -> StepState:
    step.status, step.skip_reason, step.finished_at = TaskState.STATUS_SKIPPED, reason, now
    step.save()
    return step


def _asked_before(task: OfficeTask, actors: Actors, workflow_state: Any, matter: Matter, digest: str) -> str:
    """Why nobody need be asked again: who would act has drafted it, or decided on this very content before."""
    if drafted := drafted_by_holder(task, actors, matter):
        return drafted
    if task.verb not in ASKED_ON_THE_WAY or not actors.people or decides_last(task, matter.facts):
        return ""
    people = set(actors.people)
    decided = StepState.objects.filter(
        workflow_state=workflow_state, status=TaskState.STATUS_APPROVED, digest=digest, finished_by_id__in=people
    )
    if people <= set(decided.values_list("finished_by_id", flat=True)):
        return _("the same person has already decided on this text in another position")
    return ""
