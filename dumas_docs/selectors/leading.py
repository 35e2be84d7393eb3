"""Which units a person leads on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from workflows.models import RankGroup, Unit
from workflows.selectors import appointments_of, units_below

NOT_LEADING = (RankGroup.FUNGSIONAL, RankGroup.PELAKSANA)


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
