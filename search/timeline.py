"""The results over time: so many documents in each year, or in each month of the one year that is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format

from .addresses import address_of
from .backends import FacetValue
from .months import span_of
from .query import SearchQuery

# Of a longer archive the last years are drawn.
MOST_YEARS = 40
ONLY_ONE = 2


@dataclass(frozen=True)
class Bar:
    """One year or month as a link: it chooses that one, or takes the choice back; an empty one leads nowhere."""

    label: str
    count: int
    url: str
    active: bool


@dataclass(frozen=True)
class Timeline:
    """`largest` is the count of the longest bar; `all_years_url` leads back from the months of one year."""

    title: str
    bars: list[Bar]
    largest: int
    all_years_url: str = ""


def timeline_of(query: SearchQuery, values: Mapping[str, Sequence[FacetValue]]) -> Timeline | None:
    """The histogram for one page of results, out of its facets; None where it would tell nothing."""
    years = query.facets.get("year", ())
    code = "month" if len(years) == 1 else "year"
    counts = {found.value: found.count for found in values.get(code, ())}
    drawn = _months(years[0]) if code == "month" else _years(counts)
    if not any(counts.get(value) for value in drawn) or (code == "year" and len(drawn) < ONLY_ONE):
        return None
    bars = [_bar(query, code, value, count=counts.get(value, 0)) for value in drawn]
    if code == "month":
        everything = address_of(query, facets=_without(query, "year", "month"))
        return Timeline(years[0], bars, max(bar.count for bar in bars), everything)
    return Timeline("", bars, max(bar.count for bar in bars))


def _bar(query: SearchQuery, code: str, value: str, *, count: int) -> Bar:
    active = value in query.facets.get(code, ())
    others = _without(query, code, "month")
    url = address_of(query, facets=others if active else {**others, code: (value,)}) if count or active else ""
    span = span_of(value)
    return Bar(date_format(span[0], "F") if span else value, count, url, active)


def _without(query: SearchQuery, *codes: str) -> dict[str, tuple[str, ...]]:
    return {code: values for code, values in query.facets.items() if code not in codes}


def _years(values: Iterable[str]) -> list[str]:
    found = sorted(int(value) for value in values if value.isdecimal())
    if not found:
        return []
    return [str(year) for year in range(max(found[0], found[-1] - MOST_YEARS + 1), found[-1] + 1)]


def _months(year: str) -> list[str]:
    return [f"{year}-{month:02}" for month in range(1, 13)]
