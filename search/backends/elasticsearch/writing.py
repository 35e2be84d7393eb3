"""Sending documents to the index, each with a version: what was read earlier never overwrites what was read later.

Who writes holds the pages locked, so what he read is the newest there is. His version is the time on the database's
clock; where the index holds a higher one, from before a restore or a clock set back, he goes one above it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import Any

from django.db import connection
from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.backends.base import DocumentRefused, SearchUnavailable
from search.content import Content

from .entries import FAMILIES, FAMILY_OF_KIND, body_of

CHUNK_BYTES = 8 * 2**20
TRIES = 3
NEWER_STANDS, NEVER_KNEW = 409, 404
STANDING_VERSION = re.compile(r"current version \[(\d+)\]")
# Of each answer only what is read below.
TOLD = "error,status,errors,items.*._index,items.*._id,items.*.status,items.*.error"
MAY_COME_BACK = {429, 502, 503, 504}

# Index and id of one stored document.
Place = tuple[str, str]
Action = dict[str, Any]


def send(
    client: Elasticsearch, contents: Iterable[Content], *, to: Mapping[str, list[str]], now: datetime,
    show: bool = False,
) -> int:  # fmt: skip
    """Write documents into every index of their family, with `show` so that the next question meets them as they are
    now; returns how many were given.

    Raises SearchUnavailable when the cluster takes no writes, DocumentRefused for documents it will never take."""
    actions = _actions(contents, to=to, now=now)
    _carry_out(client, actions, version=_database_time(), show=show)
    return len({action["_id"] for action in actions})


def send_beside(
    client: Elasticsearch, batches: Iterable[Iterable[Content]], *, to: Mapping[str, list[str]], now: datetime
) -> None:
    """As `send` for many batches: while the cluster takes one, the next is read. Returns when all of them stand."""
    under_way: Future[None] | None = None
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="send-beside") as sender:
        for contents in batches:
            actions, version = _actions(contents, to=to, now=now), _database_time()
            if under_way:
                under_way.result()
            under_way = sender.submit(_carry_out, client, actions, version=version, show=False)
        if under_way:
            under_way.result()


def _actions(contents: Iterable[Content], *, to: Mapping[str, list[str]], now: datetime) -> list[Action]:
    return [
        {"_index": name, "_id": str(content.page_id), "_source": body}
        for content in contents
        for body in [body_of(content, now=now)]
        for name in to[FAMILY_OF_KIND[content.kind]]
    ]


def take_out(client: Elasticsearch, page_ids: Iterable[int], *, frm: Mapping[str, list[str]]) -> None:
    """Delete documents wherever they stand: a page that is gone says no more what it was. Raises like `send`."""
    names = [name for family in FAMILIES for name in frm[family]]
    actions = [{"_op_type": "delete", "_index": name, "_id": str(pk)} for pk in page_ids for name in names]
    _carry_out(client, actions, version=_database_time(), show=True)


def _carry_out(client: Elasticsearch, actions: list[Action], *, version: int, show: bool) -> None:
    """Asks no database, so that it may run in a thread of its own."""
    above: dict[Place, int] = {}
    for _try in range(TRIES):
        above = _try_once(client, _versioned(actions, above, version), show=show)
        if not above:
            return
    raise SearchUnavailable("versions keep changing")


def _versioned(actions: list[Action], above: Mapping[Place, int], version: int) -> Iterator[Action]:
    """Each with its version; when some were in conflict, only those."""
    for action in actions:
        place = action["_index"], action["_id"]
        if not above or place in above:
            yield {**action, "version": max(version, above.get(place, 0) + 1), "version_type": "external"}


def _try_once(client: Elasticsearch, actions: Iterator[Action], *, show: bool) -> dict[Place, int]:
    """Returns where a higher version stands, also that of a document deleted a moment ago, which nothing else tells."""
    again: dict[Place, int] = {}
    refused: dict[int, str] = {}
    busy = ""
    for accepted, answer in streaming_bulk(
        client, actions, raise_on_error=False, raise_on_exception=False, max_chunk_bytes=CHUNK_BYTES, refresh=show,
        filter_path=TOLD,
    ):  # fmt: skip
        (told,) = answer.values()
        status, error = told.get("status", 500), told.get("error", {})
        kind = error.get("type", "") if isinstance(error, dict) else str(error)
        if accepted or (status == NEVER_KNEW and "error" not in told):
            continue
        if status == NEWER_STANDS:
            standing = STANDING_VERSION.search(str(error))
            again[told["_index"], told["_id"]] = int(standing[1]) if standing else 0
        elif status in MAY_COME_BACK or kind == "cluster_block_exception" or "exception" in told:
            busy = kind or "unreachable"
        else:
            refused[int(told["_id"])] = kind
    if busy:
        raise SearchUnavailable(busy)
    if refused:
        raise DocumentRefused(refused)
    return again


def _database_time() -> int:
    """Microseconds on the one clock that all writers share."""
    if connection.vendor != "postgresql":
        return time.time_ns() // 1000
    with connection.cursor() as cursor:
        cursor.execute("SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::bigint")
        return int(cursor.fetchone()[0])
