"""Work of a unit by person, for those who lead it: only what the reader may know of is counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from wagtail.models import TaskState

from dumas_docs.access.roles import SEE
from dumas_docs.access.selectors import visible_to
from dumas_docs.actions.case_clocks import OPEN
from dumas_docs.models import Complaint, DispositionRecipient
from dumas_docs.models.dispositions import OPEN_STATES
from workflows.models import Appointment, Clock, Position, StepState, Unit

from .held_up import StuckStep, explained, stuck_steps


@dataclass(frozen=True)
class Load:
    """One person of the unit with what stands with him."""

    name: str
    positions: str
    cases: int
    overdue: int
    tasks: int
    dispositions: int

    @property
    def total(self) -> int:
        return self.cases + self.tasks + self.dispositions


@dataclass(frozen=True)
class Vacancy:
    """A position where nobody can act: nobody holds it, or steps wait that its holder may not take."""

    title: str
    unit: str
    steps: int
    is_held: bool


@dataclass(frozen=True)
class Workload:
    """The people of the units a leader answers for, the busiest first, and what waits for nobody."""

    units: list[Unit]
    rows: list[Load]
    without_handler: int
    vacancies: list[Vacancy]
    largest: int

    @property
    def vacant_steps(self) -> int:
        return sum(each.steps for each in self.vacancies)


def workload(*, units: list[Unit], user: Any, on: date) -> Workload:
    """Open cases, waiting steps and open dispositions by person. A constant number of queries."""
    held = list(
        Appointment.objects.on(on).filter(position__unit__in=units, person__is_active=True)
        .select_related("person", "position").order_by("pk")
    )  # fmt: skip
    people = {each.person_id: each.person for each in held}
    positions: dict[int, list[Appointment]] = {}
    for each in held:
        positions.setdefault(each.person_id, []).append(each)
    seen = visible_to(user, SEE)
    own_cases = visible_to(user, SEE, model=Complaint).filter(state__in=OPEN)
    cases = own_cases.filter(Q(handler__in=people) | Q(handler=None, unit__in=units)).order_by()
    late = Q(pk__in=Clock.objects.running().filter(due_on__lt=on).values("subject_id"))
    counted = list(cases.values_list("handler").annotate(open=Count("pk"), late=Count("pk", filter=late)))
    by_handler = {handler: count for handler, count, _late in counted}
    overdue = {handler: count for handler, _all, count in counted}
    steps: Counter[int] = Counter()
    waiting = StepState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, subject__in=seen.values("pk")).order_by()
    mine = waiting.filter(position__unit__in=units, problem="")
    steps.update(dict(mine.values_list("position").annotate(Count("pk"))))
    orders = DispositionRecipient.objects.filter(state__in=OPEN_STATES, page__in=seen.values("pk")).order_by()
    disposed = dict(orders.filter(position__unit__in=units).values_list("position").annotate(Count("pk")))
    rows = [
        Load(
            name=person.get_full_name() or person.get_username(),
            positions=", ".join(each.label for each in positions[pk]),
            cases=by_handler.get(pk, 0), overdue=overdue.get(pk, 0),
            tasks=sum(steps[each.position_id] for each in positions[pk]),
            dispositions=sum(disposed.get(each.position_id, 0) for each in positions[pk]),
        )
        for pk, person in people.items()
    ]  # fmt: skip
    rows.sort(key=lambda row: (-row.total, row.name))
    return Workload(
        units=units, rows=rows, without_handler=by_handler.get(None, 0),
        vacancies=_vacancies(units, explained(stuck_steps(Q(subject__in=seen.values("pk"))), on=on), on=on),
        largest=max((row.total for row in rows), default=0),
    )  # fmt: skip


def _vacancies(units: list[Unit], stuck: list[StuckStep], *, on: date) -> list[Vacancy]:
    """The positions of these units that nobody holds, and those where a step waits for somebody else; the fullest
    first."""
    named = {unit.pk: unit.name for unit in units}
    held = set(Appointment.objects.on(on).filter(position__unit__in=units).values_list("position", flat=True))
    found = {
        (position.title, position.unit_id, False): 0
        for position in Position.objects.filter(unit__in=units).exclude(pk__in=held).order_by("code")
    }
    for each in stuck:
        if ours := sorted(each.unit_ids & named.keys()):
            at = next((position for position in each.positions if position.unit_id in named), None)
            key = (at.title, at.unit_id, at.pk in held) if at else (each.waits_for, ours[0], False)
            found[key] = found.get(key, 0) + 1
    rows = [Vacancy(title, named[unit_id], count, is_held) for (title, unit_id, is_held), count in found.items()]
    return sorted(rows, key=lambda row: -row.steps)
