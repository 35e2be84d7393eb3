"""Documents that wait where nobody can act. Who drafted one, who stands above the position and the registrar read of
it: a vacancy is said to those who can do something about it, never skipped."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from wagtail.models import TaskState

from dumas_docs.access.roles import READ, SEE
from dumas_docs.access.selectors import verbs_on_many, visible_to
from dumas_docs.models import BasePage
from workflows.chains import Where
from workflows.engine.acting import line_begins
from workflows.lifecycles.papers import DESK
from workflows.lifecycles.roles import in_words
from workflows.models import Appointment, Position, StepProblem, StepState, Unit
from workflows.selectors import all_units, upwards

from .leading import NOT_LEADING
from .step_actors import ADVICE, problem_in_words


@dataclass(frozen=True)
class StuckStep:
    """A step nobody can act at, with the positions of which one would have to be held, and the units they are in."""

    step: StepState
    positions: tuple[Position, ...]
    unit_ids: frozenset[int]

    @property
    def waits_for(self) -> str:
        """The nearest position; its role in words where the office has no such position."""
        return self.positions[0].title if self.positions else in_words([self.step.office_task.role_code])


@dataclass(frozen=True)
class HeldUp:
    """A document that waits where nobody can act, for one who is to know. `is_mine`: he handed it in himself."""

    page: BasePage
    verb_label: str
    waits_for: str
    since: datetime
    problem: str
    advice: str
    is_mine: bool
    may_read: bool


def held_up(*, user: Any, on: date) -> list[HeldUp]:
    """What this person is told of, longest waiting first: what he handed in, what waits for a position of the units he
    leads, and at the registrar's desk everything he may know of. Four queries; one while nothing is held up."""
    waiting = stuck_steps(Q(workflow_state__requested_by=user) | Q(subject__in=visible_to(user, SEE).values("pk")))
    if not waiting:
        return []
    units, held = all_units(), _units_held(waiting, user=user, on=on)
    own = held.get(user.pk, [])
    at_desk = any(position.role_code in DESK for position in own)
    leads = {position.unit_id for position in own if position.rank_group not in NOT_LEADING}
    stuck = [
        each
        for each in _explained(waiting, units, held, on=on)
        if at_desk
        or each.step.workflow_state.requested_by_id == user.pk
        or any(above.pk in leads for pk in each.unit_ids for above in upwards(units[pk]))
    ]
    verbs = verbs_on_many(user, [each.step.subject for each in stuck])
    return [
        HeldUp(
            page=each.step.subject, verb_label=each.step.task.officetask.act, waits_for=each.waits_for,
            since=each.step.started_at, problem=problem_in_words(each.step.problem),
            advice=str(ADVICE[each.step.problem]), is_mine=each.step.workflow_state.requested_by_id == user.pk,
            may_read=READ in verbs[each.step.subject_id],
        )
        for each in stuck
        if SEE in verbs[each.step.subject_id]
    ]  # fmt: skip


def stuck_steps(of: Q) -> list[StepState]:
    """Steps of documents at which nobody can act, longest waiting first. One query."""
    waiting = StepState.objects.filter(of, status=TaskState.STATUS_IN_PROGRESS, problem__in=StepProblem.values)
    joined = waiting.select_related("position", "subject", "workflow_state", "task__officetask__version")
    return list(joined.order_by("started_at", "pk"))


def explained(steps: Collection[StepState], *, on: date) -> list[StuckStep]:
    """For which position each of these steps waits. Three queries."""
    return _explained(steps, all_units(), _units_held(steps, on=on), on=on) if steps else []


def _units_held(steps: Collection[StepState], *, on: date, user: Any = None) -> dict[int, list[Position]]:
    people = {step.workflow_state.requested_by_id for step in steps} | {user.pk if user else None}
    held = Appointment.objects.on(on).filter(person__in=people - {None}).select_related("position")
    found: dict[int, list[Position]] = {}
    for each in held.order_by("kind", "pk"):
        found.setdefault(each.person_id, []).append(each.position)
    return found


def _explained(
    steps: Collection[StepState], units: dict[int, Unit], held: dict[int, list[Position]], *, on: date
) -> list[StuckStep]:
    roles = {step.task.officetask.role_code for step in steps}
    having: dict[str, list[Position]] = {}
    for position in Position.objects.filter(role_code__in=roles).order_by("code"):
        having.setdefault(position.role_code, []).append(position)
    found = []
    for step in steps:
        task, candidates = step.task.officetask, having.get(step.task.officetask.role_code, [])
        own = [units[position.unit_id] for position in held.get(step.workflow_state.requested_by_id, [])]
        start = line_begins(units.get(step.subject.unit_id), own)
        if step.position:
            candidates = [step.position]
        elif task.where == Where.LINE and start is not None:
            line = [unit.pk for unit in upwards(start, on=on)]
            in_line = [position for position in candidates if _unit_on(position, on) in line]
            candidates = sorted(in_line, key=lambda position: line.index(_unit_on(position, on)))
        places = {_unit_on(position, on) for position in candidates} or ({start.pk} if start else set())
        found.append(StuckStep(step, tuple(candidates), frozenset(places)))
    return found


def _unit_on(position: Position, on: date) -> int:
    if position.next_unit_id and position.next_unit_from and position.next_unit_from <= on:
        return position.next_unit_id
    return position.unit_id
