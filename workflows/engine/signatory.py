"""Which position signs a letter: its chain says so from the rank of its addressees (domain.md §15, W4)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from workflows.chains import Facts, Verb, chain_for
from workflows.models import Position, Unit
from workflows.selectors import PositionVacant, holders


def signatory_title(*, kind: str, facts: Facts, unit: Unit | None, on: date) -> str:
    """The title below the letter; empty where no chain or no position is found. A vacant position keeps its title."""
    chain = chain_for(kind=kind, facts=facts)
    role = next((step.role for step in chain.steps if step.verb == Verb.SIGN), "") if chain else ""
    if not role or unit is None:
        return ""
    try:
        return holders(role_code=role, unit=unit, on=on)[0].position.title
    except PositionVacant:
        return _in_line(role, unit)


def _in_line(role: str, unit: Unit) -> str:
    titles = dict(Position.objects.filter(role_code=role, unit__in=_line(unit)).values_list("unit_id", "title"))
    return next((titles[pk] for pk in _line(unit) if pk in titles), "")


def _line(unit: Unit) -> Collection[int]:
    found: list[int] = []
    at: Unit | None = unit
    while at is not None:
        found.append(at.pk)
        at = at.parent
    return found
