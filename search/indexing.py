"""Bringing the index in line with the archive, and proving that it is. Runs in the system scope."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from dumas_docs.models import BasePage

from .backends import SearchBackend
from .content import Content, contents_of
from .models import SearchPending
from .sources import SOURCES

CHECK_BATCH = 200


def hold_pages(ids: Iterable[int], *, skip_locked: bool = False) -> set[int]:
    """Keep others from changing these pages until the transaction ends: an older state must not overwrite a newer."""
    held = BasePage.objects.select_for_update(no_key=True, skip_locked=skip_locked).filter(pk__in=ids)
    return set(held.order_by("pk").values_list("pk", flat=True))


def index_pages(engine: SearchBackend, ids: Iterable[int]) -> None:
    """Bring an engine's rows of these pages up to date; rows of pages that are gone, or have no content, go.

    Call it while the pages are held. Raises SearchUnavailable, DocumentRefused."""
    wanted = set(ids)
    contents = list(contents_of(wanted))
    engine.write(contents)
    engine.remove(wanted - {content.page_id for content in contents})


def searchable_pages() -> QuerySet[BasePage]:
    """All pages that belong into the index."""
    types = ContentType.objects.get_for_models(*SOURCES).values()
    return BasePage.objects.filter(content_type__in=types).order_by("pk")


def rebuild(engine: SearchBackend, *, progress: Callable[[int], None]) -> None:
    """Index every document of an engine anew, in batches of their own; run again after a kill, it loses nothing.

    Raises SearchUnavailable, DocumentRefused; what answered before answers on."""
    mine = SearchPending.objects.filter(engine=engine.code)
    ids = searchable_pages().values_list("pk", flat=True).iterator(chunk_size=5000)
    engine.rebuild(ids, read=_read, progress=progress)
    # What waits stays with the worker: until the new index answers, the one that does has not heard of it.
    mine.update(attempts=0, fault="", due_at=timezone.now())


def differences(engine: SearchBackend) -> Iterator[tuple[int, str]]:
    """(page id, what is wrong) for each document that is missing, out of date, or no longer there."""
    stored = dict(engine.fingerprints())
    ids = searchable_pages().values_list("pk", flat=True).iterator(chunk_size=5000)
    while batch := list(islice(ids, CHECK_BATCH)):
        for content in filter(engine.keeps, contents_of(batch)):
            fingerprint = stored.pop(content.page_id, None)
            if fingerprint is None:
                yield content.page_id, _("not in the index")
            elif fingerprint != content.fingerprint:
                yield content.page_id, _("out of date")
    for page_id in sorted(stored):
        yield page_id, _("no longer there")


def heard_of(engine: SearchBackend, ids: Iterable[int]) -> dict[int, int]:
    """Outbox rows of these pages, each with its page, that are settled by reading the pages from now on.

    Their numbers tell nothing: a change may take a lower one and be committed later."""
    rows = SearchPending.objects.filter(engine=engine.code, page_id__in=list(ids))
    return dict(rows.values_list("pk", "page_id"))


def _read(ids: list[int]) -> list[Content]:
    hold_pages(ids)
    return list(contents_of(ids))
