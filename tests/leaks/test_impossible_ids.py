"""Ids that no row can have: too big, negative, or no number at all. Never an error, never a difference."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch

from tests.leaks.compare import difference
from tests.leaks.crawl import attempts
from tests.leaks.doors import table
from tests.leaks.knock import Visitor, listening
from tests.leaks.rows import Attempt, Row
from tests.leaks.world import GONE, World

pytestmark = pytest.mark.slow

IMPOSSIBLE = (0, 2**31 + 5, 2**63, -987_001, "abc", "9" * 400)


@pytest.mark.parametrize("name", ["sibling", "superuser"])
def test_an_impossible_id_answers_like_an_absent_one(world: World, db: None, name: str):
    person = world.people[name]
    faults = []
    with listening() as listener:
        visitor = Visitor(name, person.user, listener)
        for attempt in _one_per_door(world):
            absent = visitor.knock(attempt.without(set(attempt.rows())))
            for value in IMPOSSIBLE:
                row = Row(value, GONE)
                try:
                    answer = visitor.knock(_with(attempt, row))
                except NoReverseMatch:
                    continue
                if answer.status >= 500:
                    faults.append(f"{attempt.door} {attempt.method} {value}: {answer.status} {answer.error}")
                elif value == 0:  # a lone 0 stands in every answer, so what is told cannot be compared
                    if answer.status != absent.status:
                        faults.append(f"{attempt.door} {attempt.method} 0: {answer.status}, absent {absent.status}")
                elif answer.status != 400 and (told := difference(answer, absent, {row})):
                    faults.append(f"{attempt.door} {attempt.method} {value}: {told}")
    assert not faults, "\n".join(faults)


def _one_per_door(world: World) -> list[Attempt]:
    """For each door, one GET and one POST whose address holds an id."""
    found: dict[tuple[str, str], Attempt] = {}
    for name, door in table().items():
        for attempt in attempts(name, door, world, of=("case_secret",)) if door.visited else ():
            if any(isinstance(value, Row) and isinstance(value.value, int) for value in attempt.kwargs.values()):
                found.setdefault((name, attempt.method), attempt)
    return list(found.values())


def _with(attempt: Attempt, row: Row) -> Attempt:
    """The attempt with `row` in place of every id of its address."""
    ids = {name: row if isinstance(value, Row) else value for name, value in attempt.kwargs.items()}
    return Attempt(attempt.door, attempt.path, ids, attempt.query, attempt.form)
