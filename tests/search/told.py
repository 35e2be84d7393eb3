"""The table of what people met while nodes came and went, and the proof that nothing is missing afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from rich.console import Console
from rich.table import Table

from dumas_docs.access.scope import person_scope
from search import indexing, outbox
from search.backends import get_backend, kept_engines
from search.backends.elasticsearch.connection import breaker
from search.models import SearchPending
from search.query import parse
from tests.search.load import DATABASE, ERROR, SAVE, SEARCH, WRONG, Request

COLUMNS = ("state", "s", "searches", "/s", "p50 / p95 / most ms", "by the database", "wrong, error", "saves",
           "p50 / p95 / most ms", "error")  # fmt: skip


def print_parts(parts: Sequence[tuple[float, str]], requests: Sequence[Request]) -> None:
    """One row for each part, from its beginning to that of the next."""
    table = Table(*COLUMNS)
    for (start, name), (end, _next) in pairwise(parts):
        within = [request for request in requests if start <= request.at < end]
        asked = [request for request in within if request.kind == SEARCH]
        saved = [request for request in within if request.kind == SAVE]
        table.add_row(
            name, f"{end - start:.0f}", str(len(asked)), f"{len(asked) / (end - start):.0f}",
            _times(asked), str(_count(asked, DATABASE)), str(_count(asked, WRONG) + _count(asked, ERROR)),
            str(len(saved)), _times(saved), str(_count(saved, ERROR)),
        )  # fmt: skip
    Console(width=160).print(table)


def unfound(requests: Sequence[Request], *, person: Any) -> list[str]:
    """Saved words that the cluster does not find on their page, once the outbox is empty."""
    breaker.reset()
    outbox.drain()
    engine = get_backend()
    engine.show_now()
    lost = []
    with person_scope(person):
        for request in requests:
            if request.kind == SAVE and request.outcome != ERROR:
                page_id, word = request.word.split()
                if [hit.page_id for hit in engine.search(parse(word), user=person).hits] != [int(page_id)]:
                    lost.append(request.word)
    return lost


def untrue() -> int:
    """What check_index would name: documents that differ, faults of an engine, rows that wait."""
    wrong = sum(len([*indexing.differences(each), *each.faults()]) for each in kept_engines().values())
    return wrong + SearchPending.objects.count()


def _count(requests: Sequence[Request], outcome: str) -> int:
    return sum(request.outcome == outcome for request in requests)


def _times(requests: Sequence[Request]) -> str:
    spent = sorted(request.seconds * 1000 for request in requests)
    if not spent:
        return ""
    at = [spent[round(share * (len(spent) - 1))] for share in (0.5, 0.95, 1)]
    return " / ".join(f"{value:.0f}" for value in at)
