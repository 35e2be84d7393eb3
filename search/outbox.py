"""Keeps the index true: a change writes its outbox rows in its own transaction; they are worked off after the commit.

Each engine has its own rows, so that one which is away holds up nobody. A process killed in between leaves the row; the
next commit of any process, or `run_office`, works it off.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from dumas_docs.access.scope import system_scope
from dumas_docs.models import BasePage

from .backends import DocumentRefused, SearchBackend, SearchUnavailable, kept_engines
from .indexing import heard_of, hold_pages, index_pages
from .models import SearchPending

BATCH = 100
# After so many failures a row waits for a person, who sees it in the list of what could not be indexed.
MOST_ATTEMPTS = 5
# Waiting after the first failure of a document; each further one waits twice as long.
FIRST_WAIT = timedelta(seconds=30)

logger = logging.getLogger(__name__)


def queue(page_id: int) -> None:
    """Have a page indexed anew by every engine once the present transaction is committed."""
    SearchPending.objects.bulk_create(SearchPending(page_id=page_id, engine=code) for code in kept_engines())
    transaction.on_commit(_after_commit, robust=True)


def forget(page_id: int) -> None:
    """Take a page out of the index, in the transaction that deletes it where the engine can."""
    for engine in kept_engines().values():
        if engine.transactional:
            with system_scope("the page is being deleted"):
                engine.remove([page_id])
    queue(page_id)


def drain(*, most: int | None = None) -> int:
    """Work off waiting rows of each engine, oldest first, at most `most` of each; returns how many pages were looked
    at. An engine that cannot answer keeps its rows as they are."""
    done = 0
    for engine in kept_engines().values():
        try:
            done += _drain_for(engine, most)
        except SearchUnavailable as error:
            logger.warning("%s takes no documents at the moment: %s", engine.code, error)
    return done


def given_up() -> QuerySet[SearchPending]:
    """Rows that wait for a person."""
    return SearchPending.objects.filter(attempts__gte=MOST_ATTEMPTS)


def try_again(rows: Iterable[int]) -> None:
    """Give rows that were given up their tries back, from the end of the present transaction on."""
    SearchPending.objects.filter(pk__in=list(rows)).update(attempts=0, fault="", due_at=timezone.now())
    transaction.on_commit(_after_commit, robust=True)


def _after_commit() -> None:
    drain()


def _drain_for(engine: SearchBackend, most: int | None) -> int:
    done = 0
    with system_scope("the search index holds every document"):
        while most is None or done < most:
            now = timezone.now()
            waiting = SearchPending.objects.filter(engine=engine.code, attempts__lt=MOST_ATTEMPTS, due_at__lte=now)
            rows = list(waiting.order_by("pk").values_list("pk", "page_id")[:BATCH])
            if not rows:
                break
            ids = {page_id for _row, page_id in rows}
            done += len(ids)
            for page_id in sorted(ids - _index_together(engine, ids)):
                _index_alone(engine, page_id, last=rows[-1][0], now=now)
            if len(rows) < BATCH:
                break
    return done


def _index_together(engine: SearchBackend, ids: set[int]) -> set[int]:
    """Index what nobody holds at the moment; returns the pages that are done."""
    try:
        with transaction.atomic():
            held = hold_pages(ids, skip_locked=True)
            others = ids - held
            gone = others - set(BasePage.objects.filter(pk__in=others).values_list("pk", flat=True))
            return _write(engine, held | gone)
    except SearchUnavailable:
        raise
    except Exception as error:  # noqa: BLE001  one bad page must not hold up the others
        logger.warning("A batch of %s pages could not be indexed together: %s", len(ids), type(error).__name__)
        return set()


def _index_alone(engine: SearchBackend, page_id: int, *, last: int, now: datetime) -> None:
    """Waits for whoever holds the page, holding nothing else meanwhile."""
    try:
        with transaction.atomic():
            hold_pages({page_id})
            _write(engine, {page_id})
    except SearchUnavailable:
        raise
    except Exception as error:
        logger.exception("Page %s could not be indexed", page_id)
        _note_fault(engine, page_id, last=last, now=now, faults=getattr(error, "faults", {}), error=error)


def _note_fault(
    engine: SearchBackend, page_id: int, *, last: int, now: datetime, faults: Mapping[int, str], error: Exception
) -> None:
    rows = SearchPending.objects.filter(engine=engine.code, page_id=page_id, pk__lte=last)
    fault = faults.get(page_id, "") if isinstance(error, DocumentRefused) else ""
    tried = max(rows.values_list("attempts", flat=True), default=0)
    rows.update(
        attempts=F("attempts") + 1, due_at=now + FIRST_WAIT * 2**tried, fault=(fault or type(error).__name__)[:100]
    )


def _write(engine: SearchBackend, ids: Iterable[int]) -> set[int]:
    done = set(ids)
    heard = heard_of(engine, done)
    if heard:
        # What has no row any more another worker has just done.
        index_pages(engine, heard.values())
        SearchPending.objects.filter(pk__in=heard).delete()
    return done
