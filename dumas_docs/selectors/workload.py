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
from workflows.models import Appointment, Clock, RankGroup, StepState, Unit
from workflows.selectors import appointments_of, units_below

NOT_LEADING = (RankGroup.FUNGSIONAL, RankGroup.PELAKSANA)


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
class Workload:
    """The people of the units a leader answers for, the busiest first, and what waits for nobody."""

    units: list[Unit]
    rows: list[Load]
    without_handler: int
    vacant_steps: int
    largest: int


def led_units(*, user: Any, on: date) -> list[Unit]:
    """The units a person leads on a day with all units below them; none for who leads nothing. Three queries."""
    leading = _led_directly(user, on)
    return list(Unit.objects.filter(pk__in=leading | units_below(leading))) if leading else []


def leads(*, user: Any, on: date) -> bool:
    """Whether the person leads a unit on a day. One query."""
    return bool(_led_directly(user, on))


def _led_directly(user: Any, on: date) -> set[int]:
    held = appointments_of(person=user, on=on)
    return {each.position.unit_id for each in held if each.position.rank_group not in NOT_LEADING}


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
    steps: Counter[int | None] = Counter()
    waiting = StepState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, subject__in=seen.values("pk")).order_by()
    mine = waiting.filter(Q(position__unit__in=units) | Q(position=None, subject__unit__in=units))
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
        units=units, rows=rows, without_handler=by_handler.get(None, 0), vacant_steps=steps[None],
        largest=max((row.total for row in rows), default=0),
    )  # fmt: skip
