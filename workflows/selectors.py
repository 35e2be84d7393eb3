"""The only way anything finds out who holds which position on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F, Q, QuerySet

from .models import Appointment, Position, Unit


class PositionVacant(LookupError):
    """Nobody holds the position on that day; the clerk is told, the step is never skipped."""


def appointments_of(*, person: AbstractBaseUser, on: date) -> QuerySet[Appointment]:
    """Appointments `person` holds on `on`, definitive ones first."""
    return Appointment.objects.on(on).filter(person=person).select_related("position__unit").order_by("kind", "pk")


def held_by_others(*, position_ids: Collection[int], person: AbstractBaseUser, on: date) -> set[int]:
    """Those of these positions that somebody else than `person` holds on a day as well."""
    others = Appointment.objects.on(on).filter(position_id__in=position_ids).exclude(person=person)
    return set(others.values_list("position_id", flat=True))


def position_group_ids(*, person_id: int, on: date) -> list[int]:
    """Ids of the groups of all positions the person holds on that day."""
    return list(Appointment.objects.on(on).filter(person_id=person_id).values_list("position__group_id", flat=True))


def people_out_of_office(*, person_ids: Collection[int], on: date) -> set[int]:
    """Those of `person_ids` who have been given positions and hold none on that day.

    What was taken back before its first day was never given; taken back later it was, and has ended."""
    given = Appointment.objects.filter(person_id__in=person_ids).exclude(taken_back_at__date__lt=F("starts_on"))
    holding = Appointment.objects.on(on).filter(person_id__in=person_ids)
    return set(given.exclude(person_id__in=holding.values("person_id")).values_list("person_id", flat=True))


def people_without_position(*, person_ids: Collection[int], on: date) -> set[int]:
    """Those of `person_ids` who hold no position on that day, whether or not they ever did."""
    return set(person_ids) - set(
        Appointment.objects.on(on).filter(person_id__in=person_ids).values_list("person_id", flat=True)
    )


def units_below(unit_ids: Collection[int]) -> set[int]:
    """Ids of all units below some units, themselves not included. One query."""
    parents = dict(Unit.objects.values_list("pk", "parent_id"))
    found: set[int] = set()
    layer = set(unit_ids)
    while layer:
        layer = {pk for pk, parent in parents.items() if parent in layer} - found - set(unit_ids)
        found |= layer
    return found


def upwards(unit: Unit | None, *, on: date | None = None) -> Iterator[Unit]:
    """The unit and those above it, the nearest first; with a day, the units that have their matters on it."""
    while unit is not None:
        here = unit_in_force(unit, on=on) if on is not None else unit
        yield here
        unit = here.parent


def all_units() -> dict[int, Unit]:
    """Every unit by its id, joined to its superior and its successor: `upwards` then asks nothing more. One query."""
    found = Unit.objects.in_bulk()
    for unit in found.values():
        unit.parent, unit.continued_by = found.get(unit.parent_id or 0), found.get(unit.continued_by_id or 0)
    return found


def stands_in_line(*, role_code: str, unit: Unit, on: date) -> bool:
    """Whether the office has a position of that role from `unit` upwards on a day, held or vacant."""
    line = [here.pk for here in upwards(unit, on=on)]
    near = Q(unit__in=line) | Q(next_unit__in=line)
    return any(_unit_on(position, on) in line for position in Position.objects.filter(near, role_code=role_code))


def stands_below(*, role_code: str, unit: Unit) -> bool:
    """Whether the office has a position of that role in a unit below `unit`."""
    return Position.objects.filter(role_code=role_code, unit__in=units_below([unit.pk])).exists()


def holders(*, role_code: str, unit: Unit, on: date) -> list[Appointment]:
    """Who holds `role_code` for `unit` on a day, looking upwards through the units above.

    A unit that was continued by another one is looked for there, a position in the unit it has moved to by that day.
    Raises PositionVacant when no unit up to the top has a holder."""
    line = list(upwards(unit, on=on))
    near = Q(position__unit__in=line) | Q(position__next_unit__in=line)
    appointed = Appointment.objects.on(on).filter(near, position__role_code=role_code)
    found = list(appointed.select_related("person", "position__unit", "position__group"))
    for here in line:
        if nearest := [held for held in found if _unit_on(held.position, on) == here.pk]:
            return nearest
    raise PositionVacant(f"{role_code} ({unit})")


def unit_in_force(unit: Unit, *, on: date) -> Unit:
    """The unit that has the matters of `unit` on a day: itself, or the one it was continued by."""
    seen = {unit.pk}
    while unit.continued_by_id and unit.continued_from and unit.continued_from <= on:
        if unit.continued_by_id in seen:
            return unit
        seen.add(unit.continued_by_id)
        unit = unit.continued_by  # type: ignore[assignment]
    return unit


def _unit_on(position: Position, on: date) -> int | None:
    has_moved = position.next_unit_id and position.next_unit_from and position.next_unit_from <= on
    return position.next_unit_id if has_moved else position.unit_id
