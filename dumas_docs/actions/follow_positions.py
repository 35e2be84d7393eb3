"""Running steps follow their position: to its new holders, to another position, or into a vacancy that is said."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import TaskState

from dumas_docs.access.scope import office_day, system_scope
from dumas_docs.models import Cause, GrantCause
from workflows.engine import events
from workflows.engine.acting import actors_at, substitutes_at
from workflows.engine.refill import note_vacancies, refill_vacant_steps
from workflows.models import StepState

from .chain_moves import last_mover
from .chain_rights import close_to_actors, open_to_actors
from .tell_of_steps import tell_actors


def follow_on_commit(*, role_codes: Collection[str]) -> None:
    """Follow as soon as the change of positions of these roles stands in the database."""
    transaction.on_commit(partial(_follow_now, tuple(role_codes)), robust=True)


def _follow_now(role_codes: Collection[str]) -> None:
    with system_scope("the organisation has changed"):
        follow_roles(role_codes=role_codes, now=timezone.now())


def follow_roles(*, role_codes: Collection[str], now: datetime) -> int:
    """Look again who acts at the steps of these roles; returns how many wait for somebody else from now on."""
    changed = note_vacancies(now=now) + refill_vacant_steps(now=now)
    return changed + follow_steps(steps=running_steps().filter(task__officetask__role_code__in=role_codes), now=now)


def running_steps() -> QuerySet[StepState]:
    """Steps that wait for somebody."""
    return StepState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).order_by("pk")


def follow_steps(*, steps: Iterable[StepState], now: datetime) -> int:
    """Look again who acts at these steps; returns how many wait for somebody else, or for nobody, from now on."""
    return sum(_follow(step.pk, now=now) for step in list(steps))


@transaction.atomic
def _follow(pk: int, *, now: datetime) -> bool:
    step = StepState.objects.select_for_update(of=("self",)).select_related("workflow_state", "position").get(pk=pk)
    if step.status != TaskState.STATUS_IN_PROGRESS:
        return False
    actors = actors_at(step.office_task, step, on=office_day(now))
    position_id = actors.position.pk if actors.position else None
    if (step.position_id, step.problem) == (position_id, actors.problem):
        if not step.problem and _given(step) != _due(step, now=now):
            close_to_actors(step=step, now=now)
            open_to_actors(step=step, substitutes=actors.substitutes, now=now)
        if not step.problem:
            # Whoever came to the position, or was named for it, since the step began; the others were told then.
            tell_actors(step=step, people=actors.people, by=last_mover(step)[0], now=now)
        return False
    close_to_actors(step=step, now=now)
    step.position, step.problem = actors.position, actors.problem
    step.save(update_fields=["position", "problem"])
    if not step.problem:
        events.step_started.send(
            sender=StepState, step=step, people=tuple(actors.people), substitutes=actors.substitutes, now=now
        )  # fmt: skip
    return True


def _given(step: StepState) -> set[tuple[Any, Any]]:
    """Named substitutes who were given the step, with their last day."""
    given = GrantCause.objects.filter(
        cause=Cause.LANGKAH, cause_ref=f"langkah:{step.pk}", revoked_at__isnull=True, user__isnull=False
    )
    return set(given.values_list("user_id", "ends_on"))


def _due(step: StepState, *, now: datetime) -> set[tuple[Any, Any]]:
    """Named substitutes who are to have it today."""
    if step.position is None:
        return set()
    named = substitutes_at(step.office_task, step.position, on=office_day(now))
    return {(each.person_id, each.ends_on) for each in named}
