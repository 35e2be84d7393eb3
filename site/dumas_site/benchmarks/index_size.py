"""What an index takes: room on disk for each document and each kilobyte of text, and the heap of the server."""

from __future__ import annotations

from dumas_docs.access.scope import person_scope
from search.backends.elasticsearch.backend import Asked
from search.backends.elasticsearch.connection import client
from search.backends.elasticsearch.names import read_alias, read_aliases
from search.content import Content
from search.query import parse

from .figures import Figure
from .words import all_contents
from .world import World

SAMPLES, QUESTIONS_EACH = 12, 40
MB = 2**20


def measure_size(world: World, questions: list[str]) -> list[Figure]:
    """Disk of the primaries as they stand after a rebuild, without merging them by force; heap while questions come."""
    documents, text = 0, 0
    for content in all_contents():
        documents, text = documents + 1, text + _characters(content)
    cases = _bytes_of(read_alias("cases"))
    held = _bytes_of(read_aliases())
    return [
        _figure("index on disk", held / MB, "MB"),
        _figure("index for each document", held / documents, "bytes"),
        _figure("index for each 1,000 characters of text", held / text * 1000, "bytes"),
        _figure("text of a document", text / documents, "characters"),
        _figure("share of cases, which hold the long texts", cases / held * 100, "%"),
        _figure("heap in use, least seen while questions come", _least_heap(world, questions) / MB, "MB"),
    ]


def _characters(content: Content) -> int:
    return len(content.subject) + len(content.body) + sum(len(file.text) for file in content.files)


def _bytes_of(names: str) -> int:
    return int(client().indices.stats(index=names, metric="store")["_all"]["primaries"]["store"]["size_in_bytes"])


def _least_heap(world: World, questions: list[str]) -> int:
    """Live objects, and what no collection has taken away yet."""
    seen = []
    with person_scope(world.many):
        for _sample in range(SAMPLES):
            for number in range(QUESTIONS_EACH):
                query = parse(questions[number % len(questions)])
                Asked(query, user=world.many).page().using(client()).execute()
            told = client().nodes.stats(metric="jvm")["nodes"].values()
            seen.append(sum(node["jvm"]["mem"]["heap_used_in_bytes"] for node in told))
    return min(seen)


def _figure(name: str, value: float, unit: str) -> Figure:
    return Figure(name, p50=value, p95=value, queries=0, unit=unit)
