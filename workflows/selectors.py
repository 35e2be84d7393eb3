"""The only way anything finds out who holds which position on a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from .models import Appointment, Unit


class PositionVacant(LookupError):
    """Nobody holds the position on that day; the clerk is told, the step is never skipped."""


def appointments_of(*, person: AbstractBaseUser, on: date) -> QuerySet[Appointment]:
    """Appointments `person` holds on `on`, definitive ones first."""
    return Appointment.objects.on(on).filter(person=person).select_related("position__unit").order_by("kind", "pk")


def position_group_ids(*, person_id: int, on: date) -> list[int]:
    """Ids of the groups of all positions the person holds on that day."""
    return list(Appointment.objects.on(on).filter(person_id=person_id).values_list("position__group_id", flat=True))


def people_out_of_office(*, person_ids: Collection[int], on: date) -> set[int]:
    """Those of `person_ids` who have been given positions and hold none on that day."""
    appointed = Appointment.objects.filter(person_id__in=person_ids)
    return set(appointed.values_list("person_id", flat=True)) - set(
        appointed.on(on).values_list("person_id", flat=True)
    )


def people_without_position(*, person_ids: Collection[int], on: date) -> set[int]:
    """Those of `person_ids` who hold no position on that day, whether or not they ever did."""
    return set(person_ids) - set(
        Appointment.objects.on(on).filter(person_id__in=person_ids).values_list("person_id", flat=True)
    )


def holders(*, role_code: str, unit: Unit, on: date) -> list[Appointment]:
    """Who holds `role_code` for `unit` on a day, looking upwards through the units above.

    Raises PositionVacant when no unit up to the top has a holder."""
    at: Unit | None = unit
    while at is not None:
        found = list(
            Appointment.objects.on(on)
            .filter(position__role_code=role_code, position__unit=at)
            .select_related("person", "position__unit")
        )
        if found:
            return found
        at = at.parent
    raise PositionVacant(f"{role_code} ({unit})")
