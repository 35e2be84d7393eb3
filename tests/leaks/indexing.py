"""What the search keeps beside documents: failures, of a secret case too, and what somebody asks again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.models import SavedMatch, SavedSearch, SearchPending, Synonym
from search.outbox import MOST_ATTEMPTS

# Ids that mean nothing else wherever they turn up (canaries.ROW_ID).
SAVED_ID = {"case_secret": 8_739_990, "open_case": 8_739_991}

if TYPE_CHECKING:
    from tests.leaks.world import World


def build_failures(world: World) -> None:
    """One row of an open document and one of a secret case; the row's own number tells nothing."""
    for name in ("open_letter", "case_secret"):
        row = SearchPending.objects.create(
            page_id=world.pages[name].pk, attempts=MOST_ATTEMPTS, fault="strict_dynamic_mapping_exception"
        )
        world.row("failure", row.pk, "open_letter")
    world.row("synonym", Synonym.objects.order_by("pk")[0].pk, "open_letter")


def build_saved(world: World) -> None:
    """A saved search of the entitled person, which others may not meet, and one of the sibling that has found a secret
    case he read once."""
    for owner, page in (("entitled", "case_secret"), ("sibling", "open_case")):
        saved = SavedSearch.objects.create(
            pk=SAVED_ID[page], owner=world.people[owner].user,
            name=world.plant("name of a saved search", page, "identity"),
            question=f"q={world.plant('question of a saved search', page, 'identity')}", checked_at=world.now,
        )  # fmt: skip
        SavedMatch.objects.create(saved=saved, page_id=world.pages["case_secret"].pk, found_at=world.now)
        if owner == "entitled":
            world.row("saved search", saved.pk, page, "identity")
