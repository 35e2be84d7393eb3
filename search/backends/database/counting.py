"""Total and facet counts of one question out of a single GROUP BY, and the same choice as a condition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from dumas_docs.enums import Level
from search.backends.base import MOST_VALUES, FacetValue
from search.months import is_counted_by_month, span_of, value_of

NOTHING = Q(pk__in=[])
# Facet code → column. Level and unit are the page's own, so that they are never behind.
COLUMNS = {
    "kind": "kind",
    "year": "year",
    "state": "state",
    "channel": "channel",
    "level": "page__level",
    "unit": "page__unit__code",
    "issue": "issues",
    "province": "provinces",
}
SEVERAL = ("issue", "province")


def condition(chosen: Mapping[str, tuple[str, ...]]) -> Q:
    """All facets chosen, each with one of its values. A value that does not exist is found nowhere."""
    found = Q()
    for code, values in chosen.items():
        if code == "month":
            found &= _in_months(values)
            continue
        column = COLUMNS.get(code)
        if column is None:
            return NOTHING
        if code in SEVERAL:
            either = NOTHING
            for value in values:
                either |= Q(**{f"{column}__contains": f"|{value}|"})
            found &= either
        else:
            found &= Q(**{f"{column}__in": [each for value in values if (each := _stored(code, value)) is not None]})
    return found


def count(documents: QuerySet, chosen: Mapping[str, tuple[str, ...]]) -> tuple[int, dict[str, list[FacetValue]]]:
    """Total under all choices, and the values of each facet under the choices of the other facets."""
    total = 0
    columns = COLUMNS | ({"month": "month"} if is_counted_by_month(chosen) else {})
    counters: dict[str, Counter[str]] = {code: Counter() for code in columns}
    documents = documents.order_by()
    if "month" in columns:
        documents = documents.annotate(month=TruncMonth("date"))
    for *cells, found in documents.values_list(*columns.values()).annotate(found=Count("pk")):
        values = {code: _shown(code, cell) for code, cell in zip(columns, cells, strict=True)}
        misses = [code for code, wanted in chosen.items() if not set(wanted) & set(values.get(code, ()))]
        total += 0 if misses else found
        for code, here in values.items():
            if not misses or misses == [code]:
                counters[code].update(dict.fromkeys(here, found))
    return total, {code: _ranked(counter) for code, counter in counters.items()}


def _in_months(values: tuple[str, ...]) -> Q:
    either = NOTHING
    for first, after in filter(None, map(span_of, values)):
        either |= Q(date__gte=first, date__lt=after)
    return either


def _ranked(counter: Counter[str]) -> list[FacetValue]:
    ordered = sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:MOST_VALUES]
    return [FacetValue(value, found) for value, found in ordered]


def _shown(code: str, cell: Any) -> Iterable[str]:
    if cell is None or cell == "":
        return ()
    if code == "level":
        return (Level(cell).code,)
    if code == "month":
        return (value_of(cell),)
    return tuple(cell.strip("|").split("|")) if code in SEVERAL else (str(cell),)


def _stored(code: str, value: str) -> Any:
    if code == "level":
        return Level[value].value if value in Level.__members__ else None
    if code == "year":
        return int(value) if value.isascii() and value.isdecimal() and len(value) == 4 else None
    return value
