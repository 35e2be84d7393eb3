"""What could not be indexed: a secret case among it, of which whoever looks after the system may not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.models import SearchPending, Synonym
from search.outbox import MOST_ATTEMPTS

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
