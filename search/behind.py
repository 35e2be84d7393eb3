"""What an engine has not heard of yet, and its reader may not meet: it must not be counted for him either.

An index is a moment behind the archive, or hours, where it takes no writes but answers. The rows of the outbox tell of
which documents, so a case that was moved or reclassified a moment ago stands in no total and no facet."""

from __future__ import annotations

from typing import Any

from dumas_docs.access.selectors import visible_to

from .backends.base import SearchUnavailable
from .models import SearchPending

# With more than these the engine is not asked at all.
MOST_WAITING = 10_000


def waiting_for(engine: str) -> list[int]:
    """Ids of the documents that the engine of this code has not brought up to date. Raises SearchUnavailable where
    these are too many to be left out one by one."""
    rows = SearchPending.objects.filter(engine=engine).order_by().values_list("page_id", flat=True)
    found = list(rows.distinct()[: MOST_WAITING + 1])
    if len(found) > MOST_WAITING:
        raise SearchUnavailable("too far behind")
    return found


def closed_among(page_ids: list[int], *, user: Any, verb: str) -> list[int]:
    """Those on which `user` does not hold `verb` now. No query where there are none."""
    if not page_ids:
        return []
    held = visible_to(user, verb).filter(pk__in=page_ids).order_by().values_list("pk", flat=True)
    return sorted(set(page_ids) - set(held))
