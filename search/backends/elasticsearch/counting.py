"""Facets: counted under the person's filter and all choices but the facet's own; the same choices as a filter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from elasticsearch_dsl import A, Q, Search
from elasticsearch_dsl.query import Query

from dumas_docs.enums import Level
from search.backends.base import FacetValue

# Facet code → field.
COLUMNS = {
    "kind": "kind", "year": "year", "state": "state", "channel": "channel", "level": "level", "unit": "unit",
    "issue": "issue", "province": "province",
}  # fmt: skip
MOST_VALUES = 1000


def conditions(chosen: Mapping[str, tuple[str, ...]]) -> dict[str, Query]:
    """One filter for each facet chosen. A value that does not exist is found nowhere."""
    return {code: _chosen(code, values) for code, values in chosen.items()}


def ask(search: Search, chosen: Mapping[str, Query]) -> None:
    """Have `search` count every facet under the choices of the others."""
    for code, column in COLUMNS.items():
        others = [condition for other, condition in chosen.items() if other != code]
        values = A("terms", field=column, size=MOST_VALUES, order=[{"_count": "desc"}, {"_key": "asc"}])
        search.aggs.bucket(code, A("filter", filter=Q("bool", filter=others))).bucket("values", values)


def counted(aggregations: Any) -> dict[str, list[FacetValue]]:
    """The values of each facet, most frequent first."""
    return {
        code: [
            FacetValue(shown, bucket.doc_count)
            for bucket in aggregations[code]["values"].buckets
            if (shown := _shown(code, bucket.key))
        ]
        for code in COLUMNS
    }


def _chosen(code: str, values: tuple[str, ...]) -> Query:
    column = COLUMNS.get(code)
    stored = [each for value in values if (each := _stored(code, value)) is not None]
    return Q("terms", **{column: stored}) if column and stored else Q("match_none")


def _stored(code: str, value: str) -> Any:
    if code == "level":
        return Level[value].value if value in Level.__members__ else None
    if code == "year":
        return int(value) if value.isascii() and value.isdecimal() and len(value) == 4 else None
    return value or None


def _shown(code: str, key: Any) -> str:
    return Level(int(key)).code if code == "level" else str(key)
