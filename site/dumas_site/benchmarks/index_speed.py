"""What indexing costs: a whole rebuild beside bare bulk of ready JSON, its memory, and one changed document."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.utils import timezone
from elasticsearch.helpers import bulk

from dumas_docs.access.scope import person_scope
from dumas_docs.models import Complaint
from search import indexing, outbox
from search.backends import SearchBackend
from search.backends.elasticsearch.connection import client
from search.backends.elasticsearch.entries import body_of
from search.backends.elasticsearch.names import prefix
from search.content import contents_of
from search.query import parse

from .figures import Figure, rate
from .words import batches
from .world import World

READY = 5000
# proc(5): what a process holds, its peak, and how that is reset.
STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
HELD, PEAK, RESET_PEAK = "VmRSS:", "VmHWM:", "5"
REBUILT = "re-index into Elasticsearch"


def measure_index(database: SearchBackend, cluster: SearchBackend) -> list[Figure]:
    """A rebuild of both engines; the cluster's beside the rate of bare `helpers.bulk`, with the memory it took."""
    figures = [rate("re-index in the database", lambda: _rebuilt(database))]
    before = _memory()
    CLEAR.write_text(RESET_PEAK)
    rebuilt = rate(REBUILT, lambda: _rebuilt(cluster), goal="≥ 0.5 × bare bulk")
    grown = _memory(PEAK) - before
    bare = rate("bare bulk of ready JSON", _bare_bulk())
    if rebuilt.p50 and bare.p50:
        rebuilt.beside, rebuilt.ratio = f"{bare.name} {bare.p50:.0f}/s", rebuilt.p50 / bare.p50
    memory = Figure("memory a rebuild takes more", p50=grown, p95=grown, queries=0, unit="MB", goal="flat as N grows")
    return [*figures, rebuilt, memory]


def measure_change(world: World, cluster: Any) -> Figure:
    """Seconds from the commit of a change until its word is found by a person who may read it."""
    case = Complaint.objects.filter(level=1, path__startswith=world.offices[0].path).first()
    spent = []
    for number in range(5):
        word = f"berubahkali{number}"
        Complaint.objects.filter(pk=case.pk).update(chronology=word)
        start = time.perf_counter()
        outbox.queue(case.pk)
        outbox.drain()
        with person_scope(world.many):
            while not cluster.search(parse(word), user=world.many).total:
                time.sleep(0.02)
        spent.append(time.perf_counter() - start)
    spent.sort()
    return Figure("a changed document is found", p50=spent[2], p95=spent[-1], queries=0, unit="s", goal="≤ 1 s")


def _rebuilt(engine: SearchBackend) -> int:
    done: list[int] = []
    indexing.rebuild(engine, progress=done.append)
    return sum(done)


def _bare_bulk() -> Any:
    """What writes ready bodies into an index with the same fields; made before the clock starts."""
    name = f"{prefix()}-bare"
    with_fields = client().indices.get(index=f"{prefix()}-cases-read")
    (told,) = with_fields.values()
    client().indices.create(
        index=name, mappings=told["mappings"], settings={"number_of_replicas": 0, "refresh_interval": "500ms"}
    )
    ids = indexing.searchable_pages().values_list("pk", flat=True)[:READY]
    bodies = [
        {"_index": name, "_id": str(content.page_id), "_source": body_of(content, now=timezone.now())}
        for batch in batches(iter(list(ids)), 500)
        for content in contents_of(batch)
    ]

    def write() -> int:
        bulk(client(), bodies)
        return len(bodies)

    return write


def _memory(which: str = HELD) -> float:
    """Megabytes this process holds, or has held at most since the peak was reset."""
    (told,) = (line for line in STATUS.read_text().splitlines() if line.startswith(which))
    return int(told.split()[1]) / 1024
