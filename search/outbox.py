"""Keeps the index true: a change writes its outbox row in its own transaction; rows are worked off after the commit.

A process killed in between leaves the row; the next commit of any process, or `rebuild_search --pending`, works it off.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from dumas_docs.access.scope import system_scope
from dumas_docs.models import BasePage

from .backends import get_backend
from .indexing import hold_pages, index_pages
from .models import SearchPending

BATCH = 100
# After so many failures a row waits for `check_search` and a person.
MOST_ATTEMPTS = 5

logger = logging.getLogger(__name__)


def queue(page_id: int) -> None:
    """Have a page indexed anew once the present transaction is committed."""
    SearchPending.objects.create(page_id=page_id)
    waiting = transaction.get_connection().run_on_commit
    if not any(function is _after_commit for _savepoints, function, _robust in waiting):
        transaction.on_commit(_after_commit, robust=True)


def forget(page_id: int) -> None:
    """Take a page out of the index, in the transaction that deletes it where the engine can."""
    backend = get_backend()
    if backend.transactional:
        with system_scope("the page is being deleted"):
            backend.remove([page_id])
    queue(page_id)


def drain(*, most: int | None = None) -> int:
    """Work off waiting rows, oldest first, at most `most` of them; returns how many pages were looked at."""
    done = 0
    with system_scope("the search index holds every document"):
        while most is None or done < most:
            waiting = SearchPending.objects.filter(attempts__lt=MOST_ATTEMPTS).order_by("pk")
            rows = list(waiting.values_list("pk", "page_id")[:BATCH])
            if not rows:
                break
            ids = {page_id for _row, page_id in rows}
            last = rows[-1][0]
            done += len(ids)
            for page_id in ids - _index_together(ids, last=last):
                _index_alone(page_id, last=last)
            if len(rows) < BATCH:
                break
    return done


def _after_commit() -> None:
    drain()


def _index_together(ids: set[int], *, last: int) -> set[int]:
    """Index what nobody holds at the moment; returns the pages that are done."""
    try:
        with transaction.atomic():
            held = hold_pages(ids, skip_locked=True)
            others = ids - held
            gone = others - set(BasePage.objects.filter(pk__in=others).values_list("pk", flat=True))
            return _write(held | gone, last=last)
    except Exception as error:  # noqa: BLE001  one bad page must not hold up the others
        logger.warning("A batch of %s pages could not be indexed together: %s", len(ids), type(error).__name__)
        return set()


def _index_alone(page_id: int, *, last: int) -> None:
    """Waits for whoever holds the page, holding nothing else meanwhile."""
    try:
        with transaction.atomic():
            hold_pages({page_id})
            _write({page_id}, last=last)
    except Exception as error:
        logger.exception("Page %s could not be indexed", page_id)
        SearchPending.objects.filter(page_id=page_id, pk__lte=last).update(
            attempts=F("attempts") + 1, fault=type(error).__name__[:100]
        )


def _write(ids: Iterable[int], *, last: int) -> set[int]:
    done = set(ids)
    index_pages(done)
    SearchPending.objects.filter(page_id__in=done, pk__lte=last).delete()
    return done
