"""Documents that come near: most of the words instead of all, and words that are almost written so.

A rare word says more than a frequent one. How rare it is, is counted among the documents the person may read, in the
person's own question: the order tells nothing of any other document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from math import ceil, log
from typing import Any

from elasticsearch_dsl import A, Q, Search
from elasticsearch_dsl.query import Query

from search.kindred import kindred, meanings
from search.query import SearchQuery
from search.sources import TITLED
from search.synonyms import groups

from . import questions
from .entries import as_written, stems

# So many of the telling words that occur at all must be there. Words in more of what the person may read than FREQUENT
# tell little: they only add to the order.
SHARE = 0.25
FREQUENT, NEVER_FREQUENT = 0.2, 3
MOST = 15
# Of the score of the nearest; what is less near than that is mostly there by chance.
CLOSE = 0.25
# With fewer than these, documents with less of the question follow.
FEW = 3
# Standards and procedures hold a little of every matter: what is told in other words is rarely one of them.
RULES = Q("terms", kind=sorted(TITLED))
BEHIND_CASES = 0.5
# Typing errors are looked for in words of letters, from this length on; never in numbers.
FUZZY_FROM = 5
FUZZY = {"fuzziness": "AUTO:5,9", "prefix_length": 1, "max_expansions": 200}
FUZZY_PLACES = {"subject": 1.5, "subject_exact": 1.5, "body": 0.8, "body_exact": 0.8, "files": 0.3}
# What a word is called in other words: any of these stands for it, and says less than itself.
KINDRED = 1.3
KINDRED_PLACES = {"subject": 2.0, "body": 1.0, "files": 0.4}


def found_near(
    search: Search, query: SearchQuery, *, filters: Sequence[Query], without: Sequence[Query],
    identified: Query | None, mistyped: bool = True, share: float = SHARE, least: int = 1, close: float = CLOSE,
) -> list[int]:  # fmt: skip
    """Ids of the documents nearest to the question, under the same filters, best first. Two requests, seldom three.

    Of its telling words `share` must be there, and at least `least`, and the score must be `close` of the best.
    `mistyped` words count as well, and what a word is called in other words; then where few documents come so near,
    those with fewer of the words follow."""
    words = tuple(map(" ".join, groups(query.words)))
    texts = (*words, *query.phrases)
    way_of = _almost if mistyped else _exactly
    # For each text the ways to say it, each weighed by itself: frequent words of one take nothing from a rare other.
    ways = [[way_of(text, identified)] for text in texts]
    if not ways:
        return []
    if mistyped:
        for said, in_other_words in zip(ways, (*meanings(words), *map(kindred, query.phrases)), strict=True):
            said += [_any_of(each, identified) for each in in_other_words]
    common = {"filter": list(filters), "must_not": list(without)}
    counting = search.query("bool", **common).extra(track_total_hits=True)[:0]
    for number, way in enumerate(chain.from_iterable(ways)):
        counting.aggs.bucket(str(number), A("filter", filter=way))
    counted = counting.execute()
    everything = counted.hits.total.value
    counts = (counted.aggregations[str(number)].doc_count for number in range(sum(map(len, ways))))
    occurring = []
    for said in ways:
        there = [(way, count) for way, count in zip(said, islice(counts, len(said)), strict=True) if count]
        if there:
            weighted = [_weighted(way, count, everything) for way, count in there]
            occurring.append((Q("dis_max", queries=weighted), there[0][1]))
    if not occurring:
        return []
    most = max(NEVER_FREQUENT, FREQUENT * everything)
    telling = [way for way, count in occurring if count <= most] or [way for way, _count in occurring]
    others = [way for way, _count in occurring if way not in telling]
    wanted = max(least, ceil(share * len(telling)))
    found: list[int] = []
    for enough in dict.fromkeys((wanted, least) if mistyped else (wanted,)):
        some = Q("bool", should=telling, minimum_should_match=enough)
        told = Q("bool", must=[some], should=others, **common)
        asked = search.query("boosting", positive=told, negative=RULES, negative_boost=BEHIND_CASES)
        hits = asked.sort("_score", *questions.NEWEST)[:MOST].execute()
        found += [pk for pk in _close(hits, close) if pk not in found]
        if len(found) >= FEW:
            break
    return found[:MOST]


def _close(hits: Sequence[Any], share: float) -> Iterator[int]:
    """Ids of the hits, best first, that reach `share` of the score of the best."""
    return (int(hit.meta.id) for hit in hits if hit.meta.score >= share * hits[0].meta.score)


def _weighted(way: Query, count: int, everything: int) -> Query:
    return Q("bool", must=[way], boost=log(1 + (everything - count + 0.5) / (count + 0.5)))


def _exactly(text: str, identified: Query | None) -> Query:
    return questions.any_way(tuple(text.split()) or (text,), identified)


def _almost(text: str, identified: Query | None) -> Query:
    exactly = [_exactly(text, identified)]
    word = as_written(text)
    if len(word) < FUZZY_FROM or not word.isalpha():
        return exactly[0]
    typed = {place: word if place.endswith("_exact") else stems(text) for place in FUZZY_PLACES}
    mistyped = [_mistyped(place, typed[place], boost) for place, boost in FUZZY_PLACES.items()]
    if identified is not None:
        withheld = _mistyped("withheld", stems(text), FUZZY_PLACES["body"])
        mistyped.append(Q("bool", must=[withheld], filter=[identified]))
    return Q("dis_max", queries=[*exactly, *mistyped])


def _any_of(others: Sequence[str], identified: Query | None) -> Query:
    said = [
        Q("constant_score", filter=_holds(place, others), boost=KINDRED * boost)
        for place, boost in KINDRED_PLACES.items()
    ]
    if identified is not None:
        withheld = Q("bool", filter=[_holds("withheld", others), identified])
        said.append(Q("constant_score", filter=withheld, boost=KINDRED))
    return Q("dis_max", queries=said)


def _holds(place: str, others: Sequence[str]) -> Query:
    phrases = [Q("match_phrase", **{place: other}) for other in others if " " in other]
    words = Q("terms", **{place: [other for other in others if " " not in other]})
    return Q("bool", should=[words, *phrases], minimum_should_match=1)


def _mistyped(place: str, word: str, boost: float) -> Query:
    return Q("match", **{place: {"query": word, "boost": boost, **FUZZY}})
