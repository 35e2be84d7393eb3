"""As what a person acts for a unit, and which positions a step waits for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflows.models import Appointment, Position, Unit
from workflows.selectors import appointments_of


@dataclass(frozen=True)
class ActingAs:
    """A position held on the day, with its label under a name ("Plh. Kepala Bidang")."""

    position_id: int
    role_code: str
    label: str


@dataclass(frozen=True)
class Awaited:
    """A position a step waits for, by role; `holders` are the ids of who holds it today.

    `lacks_right`: no position of the role has the right on the document that the step asks for besides."""

    title: str
    holders: frozenset[int] = frozenset()
    group_id: int | None = None
    lacks_right: bool = False

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds it today."""
        return not self.holders


def line_of(unit: Unit | None) -> set[int]:
    """Ids of the unit, all units above it and all below it."""
    if unit is None:
        return set()
    parents = dict(Unit.objects.values_list("pk", "parent_id"))
    line, at = {unit.pk}, parents.get(unit.pk)
    while at is not None and at not in line:
        line.add(at)
        at = parents.get(at)
    below = {unit.pk}
    while below:
        below = {pk for pk, parent in parents.items() if parent in below} - line
        line |= below
    return line


def acting_as(*, user: Any, unit: Unit | None, on: date) -> dict[str, ActingAs]:
    """What `user` may act as in matters of `unit`, by role code, definitive appointments first.

    A position counts in the line of the unit: there, above and below. Where the line has no position of a role at all,
    such as the registry of another bureau, positions of that role elsewhere serve it."""
    if user is None or not getattr(user, "is_active", False):
        return {}
    appointments = list(appointments_of(person=user, on=on))
    if not appointments:
        return {}
    line = line_of(unit)
    in_line = set(Position.objects.filter(unit_id__in=line).values_list("role_code", flat=True)) if unit else set()
    found: dict[str, ActingAs] = {}
    for held in appointments:
        role = held.position.role_code
        if held.position.unit_id in line or role not in in_line:
            found.setdefault(role, ActingAs(held.position_id, role, held.label))
    return found


def awaited(role_codes: Collection[str], *, unit: Unit | None, on: date) -> dict[str, list[Awaited]]:
    """Positions that carry each role in matters of `unit`; three queries however many roles."""
    line = line_of(unit)
    positions = list(Position.objects.filter(role_code__in=role_codes).order_by("unit__code", "code"))
    held: dict[int, set[int]] = {}
    for position_id, person_id in (
        Appointment.objects.on(on)
        .filter(position__in=positions, person__is_active=True)
        .values_list("position_id", "person_id")
    ):
        held.setdefault(position_id, set()).add(person_id)
    found: dict[str, list[Awaited]] = {}
    for role in role_codes:
        of_role = [position for position in positions if position.role_code == role]
        nearest = [position for position in of_role if position.unit_id in line] or of_role
        found[role] = [
            Awaited(position.title, frozenset(held.get(position.pk, ())), position.group_id) for position in nearest
        ]
    return found
