"""Which position signs a letter: its chain says so from the rank of its addressees (domain.md §15, W4)."""

from __future__ import annotations

from datetime import date

from workflows.chains import Facts, Verb, chain_for
from workflows.models import Position, Unit
from workflows.selectors import PositionVacant, holders, upwards


def signatory_title(*, kind: str, facts: Facts, unit: Unit | None, on: date) -> str:
    """The title below the letter; empty where no chain or no position is found. A vacant position keeps its title."""
    chain = chain_for(kind=kind, facts=facts)
    role = next((step.role for step in chain.steps if step.verb == Verb.SIGN), "") if chain else ""
    if not role or unit is None:
        return ""
    try:
        return holders(role_code=role, unit=unit, on=on)[0].position.title
    except PositionVacant:
        return _in_line(role, [each.pk for each in upwards(unit, on=on)])


def _in_line(role: str, line: list[int]) -> str:
    titles = dict(Position.objects.filter(role_code=role, unit__in=line).values_list("unit_id", "title"))
    return next((titles[pk] for pk in line if pk in titles), "")
