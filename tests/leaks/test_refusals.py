"""Refused attempts leave a trace: who, which page, which door."""

import pytest

from dumas_docs.models import AuditEntry
from tests.leaks.crawl import attempts
from tests.leaks.doors import table
from tests.leaks.knock import Visitor, listening
from tests.leaks.people import BLOCKED
from tests.leaks.rows import Attempt, Row
from tests.leaks.world import World

# Doors of one page, or of a file of it, by the name of the kwarg that names it.
NAMING = ("page_id", "parent_page_id", "page_to_move_id")
FILES = ("dumas_file", "dumas_image", "dumas_rendition", "dumas_thumbnail")


def test_every_door_of_a_page_records_who_was_refused(world: World, db: None):
    sibling = world.people["sibling"]
    silent = set()
    with listening() as listener:
        visitor = Visitor(sibling.name, sibling.user, listener)
        for attempt in _on_the_blocked_case(world):
            recorded: list[bool] = []
            answer = visitor.knock(
                attempt, after=lambda answer, recorded=recorded: recorded.append(_is_recorded(world))
            )
            if answer.door == attempt.door and answer.status != 405 and not recorded[0]:
                silent.add(attempt.door)
    assert not silent, f"Refused without a trace: {sorted(silent)}"


@pytest.mark.parametrize("name", ["login_only", "superuser", "ex_holder"])
def test_a_refusal_names_person_page_and_door(world: World, db: None, name: str):
    page = world.pages[BLOCKED]
    person = world.people[name]

    def look(answer) -> None:
        entry = AuditEntry.objects.latest("number")
        assert (entry.actor_id, entry.page_id, entry.refused) == (person.user.pk, page.pk, True)
        assert entry.data["door"] == "dumas_history"

    with listening() as listener:
        visitor = Visitor(name, person.user, listener)
        assert visitor.knock(Attempt("dumas_history", kwargs={"page_id": page.pk}), after=look).status == 404


def _on_the_blocked_case(world: World) -> list[Attempt]:
    """One GET and one POST for each door, with the page the sibling editor may not know of."""
    found: dict[tuple[str, str], Attempt] = {}
    for name, door in table().items():
        if not door.visited:
            continue
        for attempt in attempts(name, door, world, of=(BLOCKED,)):
            named = [attempt.kwargs.get(kwarg) for kwarg in NAMING] + [
                attempt.kwargs.get("pk") if name in FILES else None
            ]
            if any(isinstance(row, Row) and row.page == BLOCKED for row in named):
                found.setdefault((name, attempt.method), attempt)
    return list(found.values())


def _is_recorded(world: World) -> bool:
    return AuditEntry.objects.filter(refused=True, page_id=world.pages[BLOCKED].pk).exists()
