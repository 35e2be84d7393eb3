"""Documents that come near: most of the words instead of all, and words that are almost written so.

A rare word says more than a frequent one. How rare it is, is counted among the documents the person may read, in the
person's own question: the order tells nothing of any other document.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, log
from typing import Any

from elasticsearch_dsl import A, Q, Search
from elasticsearch_dsl.query import Query

from search.query import SearchQuery
from search.synonyms import groups

from . import questions
from .entries import as_written, stems

# So many of the words that occur at all must be there.
SHARE = 0.5
MOST = 10
# Typing errors are looked for in words of letters, from this length on; never in numbers.
FUZZY_FROM = 5
FUZZY = {"fuzziness": "AUTO:5,9", "prefix_length": 1, "max_expansions": 200}
FUZZY_PLACES = {"subject": 1.5, "subject_exact": 1.5, "body": 0.8, "body_exact": 0.8, "files": 0.3}


def found_near(
    search: Search, query: SearchQuery, *, filters: Sequence[Query], without: Sequence[Query], identified: Query | None
) -> list[int]:
    """Ids of the documents nearest to the question, under the same filters, best first. Two requests."""
    ways = [_almost(text, identified) for text in (*map(" ".join, groups(query.words)), *query.phrases)]
    if not ways:
        return []
    common = {"filter": list(filters), "must_not": list(without)}
    counting = search.query("bool", **common).extra(track_total_hits=True)[:0]
    for number, way in enumerate(ways):
        counting.aggs.bucket(str(number), A("filter", filter=way))
    counted = counting.execute()
    everything = counted.hits.total.value
    weighted = [
        Q("bool", must=[way], boost=rarity)
        for number, way in enumerate(ways)
        if (rarity := _rarity(counted.aggregations[str(number)].doc_count, everything))
    ]
    if not weighted:
        return []
    least = ceil(SHARE * len(weighted))
    asked = search.query("bool", should=weighted, minimum_should_match=least, **common)
    newest: list[Any] = ["_score", {"date": {"order": "desc", "missing": "_last"}}, {"page_id": "desc"}]
    return [int(hit.meta.id) for hit in asked.sort(*newest)[:MOST].execute()]


def _rarity(count: int, everything: int) -> float:
    return log(1 + (everything - count + 0.5) / (count + 0.5)) if count else 0.0


def _almost(text: str, identified: Query | None) -> Query:
    exactly = [questions.any_way(tuple(text.split()) or (text,), identified)]
    word = as_written(text)
    if len(word) < FUZZY_FROM or not word.isalpha():
        return exactly[0]
    typed = {place: word if place.endswith("_exact") else stems(text) for place in FUZZY_PLACES}
    mistyped = [
        Q("match", **{place: {"query": typed[place], "boost": boost, **FUZZY}}) for place, boost in FUZZY_PLACES.items()
    ]
    return Q("dis_max", queries=[*exactly, *mistyped])
