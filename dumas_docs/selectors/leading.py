"""Which units a person leads on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from dumas_docs.access.selectors import held_by
from workflows.models import RankGroup, Unit
from workflows.selectors import units_below

NOT_LEADING = (RankGroup.FUNGSIONAL, RankGroup.PELAKSANA)


def led_units(*, user: Any, on: date) -> list[Unit]:
    """The units a person leads on a day with all units below them; none for who leads nothing. Two queries."""
    leading = _led_directly(user, on)
    return list(Unit.objects.filter(pk__in=leading | units_below(leading))) if leading else []


def leads(*, user: Any, on: date) -> bool:
    """Whether the person leads a unit on a day. No query for the person of the scope."""
    return bool(_led_directly(user, on))


def _led_directly(user: Any, on: date) -> set[int]:
    held = held_by(user, on=on)
    return {each.position.unit_id for each in held if each.position.rank_group not in NOT_LEADING}
