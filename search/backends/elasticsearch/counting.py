"""Facets: counted under the person's filter and all choices but the facet's own; the same choices as a filter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from elasticsearch_dsl import A, Q, Search
from elasticsearch_dsl.query import Query

from dumas_docs.enums import Level
from search.backends.base import MOST_VALUES, FacetValue
from search.months import span_of

# Facet code → field.
COLUMNS = {
    "kind": "kind", "year": "year", "state": "state", "channel": "channel", "level": "level", "unit": "unit",
    "issue": "issue", "province": "province",
}  # fmt: skip
ORDER = [{"_count": "desc"}, {"_key": "asc"}]


def conditions(chosen: Mapping[str, tuple[str, ...]]) -> dict[str, Query]:
    """One filter for each facet chosen. A value that does not exist is found nowhere."""
    return {code: _chosen(code, values) for code, values in chosen.items()}


def ask(search: Search, chosen: Mapping[str, Query], *, by_month: bool) -> None:
    """Have `search` count every facet under the choices of the others."""
    counts = {code: A("terms", field=column, size=MOST_VALUES, order=ORDER) for code, column in COLUMNS.items()}
    if by_month:
        counts["month"] = A(
            "date_histogram", field="date", calendar_interval="month", format="yyyy-MM", min_doc_count=1, order=ORDER
        )
    for code, values in counts.items():
        others = [condition for other, condition in chosen.items() if other != code]
        search.aggs.bucket(code, A("filter", filter=Q("bool", filter=others))).bucket("values", values)


def counted(aggregations: Any) -> dict[str, list[FacetValue]]:
    """The values of each facet, most frequent first."""
    return {
        code: [
            FacetValue(shown, bucket.doc_count)
            for bucket in aggregations[code]["values"].buckets
            if (shown := _shown(code, bucket))
        ]
        for code in (*COLUMNS, "month")
        if code in aggregations
    }


def _chosen(code: str, values: tuple[str, ...]) -> Query:
    if code == "month":
        return _in_months(values)
    column = COLUMNS.get(code)
    stored = [each for value in values if (each := _stored(code, value)) is not None]
    return Q("terms", **{column: stored}) if column and stored else Q("match_none")


def _in_months(values: tuple[str, ...]) -> Query:
    spans = [
        Q("range", date={"gte": first.isoformat(), "lt": after.isoformat()})
        for first, after in filter(None, map(span_of, values))
    ]
    return Q("bool", should=spans, minimum_should_match=1) if spans else Q("match_none")


def _stored(code: str, value: str) -> Any:
    if code == "level":
        return Level[value].value if value in Level.__members__ else None
    if code == "year":
        return int(value) if value.isascii() and value.isdecimal() and len(value) == 4 else None
    return value or None


def _shown(code: str, bucket: Any) -> str:
    if code == "level":
        return Level(int(bucket.key)).code
    return bucket.key_as_string if code == "month" else str(bucket.key)
