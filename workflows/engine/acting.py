"""Who acts at a step: found from role, unit and day, and asked again whenever somebody acts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from workflows.calendar.hours import office_day
from workflows.chains import BY_FINGERPRINT, Facts, Where
from workflows.models import Appointment, OfficeTask, Position, StepProblem, StepState, Substitute, Unit
from workflows.selectors import PositionVacant, appointments_of, holders, stands_in_line, upwards

from .archive import orders_to, subject_of, whole_archive

APPROVE_VERBS = {"read", "approve"}
ASKED_ON_THE_WAY = ("PARAF", "SETUJU")
# Who is sent decides nothing about the order that sends him (domain.md §15, separation of duties; decision 0013).
NOT_BY_WHO_IS_SENT = ("SETUJU", "TANDA_TANGAN")


@dataclass(frozen=True)
class Actors:
    """The position a step waits for, and who may act there; `problem` when nobody may."""

    position: Position | None
    people: dict[int, str] = field(default_factory=dict)  # person id -> how he writes under it
    problem: str = ""
    holders: frozenset[int] = frozenset()  # who holds the position itself, plt. and plh. included
    substitutes: tuple[Substitute, ...] = ()  # who is named for the position in this chain


@dataclass(frozen=True)
class Acting:
    """How a person writes under a step (empty: he may not act there), and what decides who acts on the document."""

    label: str = ""
    matter: Matter | None = None


@dataclass(frozen=True)
class Matter:
    """What decides who acts on a document on a day: its facts, where the line of superiors begins, who drafted it."""

    on: date
    subject: Any
    unit: Unit | None
    facts: Facts
    drafters: frozenset[int]
    is_own_unit: bool = False  # whether the drafter has a position in that unit

    @property
    def ordered(self) -> Collection[int]:
        """Ids of the persons the document gives an order to."""
        return self.facts.get("ordered_ids", ())


def matter_of(subject: Any, *, drafter: Any, on: date, handed_in: datetime | None = None) -> Matter:
    """Gather it from the newest version of a document that `drafter` handed in, or would.

    Who has left his position since it was `handed_in` has drafted it there: its line stays the one above it."""
    facts = subject.current_facts()
    drafters = {drafter.pk if drafter is not None else None, facts.get("drafter_id")} - {None}
    held = [each.position.unit for each in _positions_of(drafter, on=on)]
    near = (unit for own in held for unit in upwards(own) if unit.pk == subject.unit_id)
    if not type(subject).unit.is_cached(subject) and (read := next(near, None)) is not None:
        subject.unit = read  # with the drafter's positions: he works in it, or below
    if handed_in is not None and not any(_is_below(own, subject.unit) for own in held):
        held += [each.position.unit for each in _positions_of(drafter, on=office_day(handed_in))]
    unit = line_begins(subject.unit, held)
    return Matter(
        on=on, subject=subject, unit=unit, facts=facts, drafters=frozenset(drafters), is_own_unit=unit in held
    )  # fmt: skip


def actors_of(task: OfficeTask, matter: Matter) -> Actors:
    """Find the position for a step and its holders on a day, plh. and plt. and named substitutes included.

    Who drafted the document does not decide last; nobody approves or signs an order for himself (workflows.md)."""
    try:
        appointments = _appointed(task, unit=matter.unit, on=matter.on)
    except PositionVacant:
        return Actors(position=None, problem=_why_nobody(task, unit=matter.unit, on=matter.on))
    position = appointments[0].position
    people = {held.person_id: held.label for held in reversed(appointments) if held.position_id == position.pk}
    holding = frozenset(people)
    substitutes = tuple(substitutes_at(task, position, on=matter.on))
    for named in substitutes:
        people.setdefault(named.person_id, f"a.n. {position.title}")
    return replace(_allowed(task, position, people, matter), holders=holding, substitutes=substitutes)


def drafted_by_holder(task: OfficeTask, actors: Actors, matter: Matter) -> str:
    """Why nobody need initial or approve on the way: who holds the position, also as plt. or plh., has drafted it."""
    if task.verb not in ASKED_ON_THE_WAY or not actors.people or decides_last(task, matter.facts):
        return ""
    drafted = actors.holders & matter.drafters or set(actors.people) <= matter.drafters
    return _("drafted by the holder of the position") if drafted else ""


def decides_last(task: OfficeTask, facts: Facts) -> bool:
    """Whether nobody decides after this step about a document with these facts: conditional steps may fall away."""
    table = BY_FINGERPRINT.get(task.version.fingerprint)
    return table.decides_last(facts).code == task.step_code if table else task.is_last_decision


def substitutes_at(task: OfficeTask, position: Position, *, on: date) -> list[Substitute]:
    """Who is named to act for the holder of the position in the chain of this step on a day."""
    named = Substitute.objects.on(on).filter(position=position)
    return [each for each in named if task.version.code in each.chains.split()]


def waiting_for(person: Any, *, on: date) -> QuerySet[StepState]:
    """Steps in progress at which the person acts on a day, as holder of a position or as a substitute named for it.

    Without those that are not his to take: of what he drafted, and of orders that send himself."""
    mine = Q(position__in=Appointment.objects.on(on).filter(person=person.pk).values("position_id"))
    for named in Substitute.objects.on(on).filter(person=person):
        mine |= Q(position=named.position_id, task__officetask__version__code__in=named.chains.split())
    steps = StepState.objects.filter(mine, status=TaskState.STATUS_IN_PROGRESS, problem="")
    own = Q(task__officetask__is_last_decision=True) | Q(task__officetask__verb__in=ASKED_ON_THE_WAY)
    sent = Q(task__officetask__verb__in=NOT_BY_WHO_IS_SENT, subject__in=orders_to(person))
    return steps.exclude(own, workflow_state__requested_by=person).exclude(sent)


def _appointed(task: OfficeTask, *, unit: Unit | None, on: date) -> list[Appointment]:
    if task.where == Where.LINE and unit is not None:
        return holders(role_code=task.role_code, unit=unit, on=on)
    found = Appointment.objects.on(on).filter(position__role_code=task.role_code)
    appointments = list(
        found.select_related("person", "position__unit", "position__group").order_by("position__code", "kind", "pk")
    )
    if not appointments:
        raise PositionVacant(task.role_code)
    return appointments


def _why_nobody(task: OfficeTask, *, unit: Unit | None, on: date) -> StepProblem:
    """A vacancy is filled by an appointment; a line without such a position by nobody."""
    if task.where != Where.LINE or unit is None or stands_in_line(role_code=task.role_code, unit=unit, on=on):
        return StepProblem.KOSONG
    return StepProblem.LUAR_GARIS


def _allowed(task: OfficeTask, position: Position, people: dict[int, str], matter: Matter) -> Actors:
    for barred, problem in (
        (matter.drafters if decides_last(task, matter.facts) else (), StepProblem.PENYUSUN),
        (matter.ordered if task.verb in NOT_BY_WHO_IS_SENT else (), StepProblem.DIPERINTAH),
    ):
        people = {person: label for person, label in people.items() if person not in barred}
        if not people:
            return Actors(position=position, problem=problem)
    if task.verb in ASKED_ON_THE_WAY:
        # Who drafted it is not asked while somebody else can be.
        people = {person: label for person, label in people.items() if person not in matter.drafters} or people
    return Actors(position=position, people=people)


def _positions_of(drafter: Any, *, on: date) -> Iterable[Appointment]:
    if drafter is None:
        return ()
    return appointments_of(person=drafter, on=on).select_related("position__unit__parent__parent__parent")


def line_begins(unit: Unit | None, held: Iterable[Unit]) -> Unit | None:
    """Where the line of superiors begins of a document of `unit` whose drafter has positions in the units `held`: his
    own unit when it belongs to the document's, else that one."""
    return next((own for own in held if _is_below(own, unit)), unit)


def _is_below(own: Unit, unit: Unit | None) -> bool:
    return unit is None or unit in upwards(own)


def step_of(subject: Any) -> StepState | None:
    """The step a document waits at; None when no chain runs or it was returned to its drafter."""
    found = StepState.objects.filter(subject_id=subject.pk, status=TaskState.STATUS_IN_PROGRESS)
    return found.select_related("task", "workflow_state__workflow", "position").order_by("-pk").first()


def actors_at(task: OfficeTask, step: StepState, *, on: date) -> Actors:
    """Who may act at a running step on a day: its position stays, its holders may have changed."""
    state = step.workflow_state
    subject = subject_of(step.subject_id)
    return actors_of(task, matter_of(subject, drafter=state.requested_by, on=on, handed_in=state.created_at))


def may_act(step: StepState, person: Any) -> bool:
    """Whether the person acts at this step now."""
    return bool(acting_label(step, person))


def acting_label(step: StepState, person: Any) -> str:
    """How the person writes under this step now; empty when he may not act there."""
    return acting_at(step, person).label


def acting_at(step: StepState, person: Any) -> Acting:
    """How the person acts at this step now, and on what facts. The position alone opens nothing: the verbs are asked
    as well."""
    if step.status != TaskState.STATUS_IN_PROGRESS or step.position_id is None:
        return Acting()
    with whole_archive():
        subject = step.subject.specific
    if not subject.permissions_for_user(person).verbs >= APPROVE_VERBS:
        return Acting()
    state = step.workflow_state
    on = office_day(timezone.now())
    matter = matter_of(subject, drafter=state.requested_by, on=on, handed_in=state.created_at)
    return Acting(actors_of(step.office_task, matter).people.get(person.pk, ""), matter)
