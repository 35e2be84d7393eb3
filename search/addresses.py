"""The search page's address: reading it into a question, and links that change one part of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from .backends import FacetValue
from .facets import FACETS, Facet
from .query import DATE, SearchQuery, parse

TEXT, SORT, PAGE = "q", "urut", "hal"
# Values of one facet that a person can choose together, and that stand open; the others stand behind "more".
MOST_CHOSEN = 20
MOST_OPEN = 10
LAST_PAGE = 100_000


def question_of(given: QueryDict) -> SearchQuery:
    """The question in an address or a sent form; whatever is in it, it is a valid question."""
    number = given.get(PAGE, "")
    return parse(
        given.get(TEXT, ""),
        facets={facet.code: _values(given, facet) for facet in FACETS.values()},
        sort=given.get(SORT, ""),
        page=min(int(number), LAST_PAGE) if number.isascii() and number.isdecimal() and len(number) < 7 else 1,
    )


def address_of(query: SearchQuery, **changes: Any) -> str:
    """The address of `query` from its first page on, with `sort`, `text` or `facets` changed."""
    chosen = changes.get("facets", query.facets)
    parameters = QueryDict(mutable=True)
    if text := changes.get("text", query.text):
        parameters[TEXT] = text
    for code, values in chosen.items():
        parameters.setlist(FACETS[code].parameter, values)
    if changes.get("sort", query.sort) == DATE:
        parameters[SORT] = DATE
    encoded = parameters.urlencode()
    return reverse("dumas_search") + (f"?{encoded}" if encoded else "")


@dataclass(frozen=True)
class Choice:
    """One value of a facet as a link: it chooses the value, or takes the choice back."""

    label: str
    url: str
    active: bool
    count: int | None = None
    group: str = ""


@dataclass(frozen=True)
class ChoiceGroup:
    """The values of one facet: those that stand open first, by their count, then the others by their name."""

    label: str
    options: list[Choice]
    open_count: int
    in_timeline: bool = False

    @property
    def closed_count(self) -> int:
        """How many stand behind "more"."""
        return len(self.options) - self.open_count


def choices(query: SearchQuery, values: dict[str, list[FacetValue]]) -> list[ChoiceGroup]:
    """The facets beside the results. Chosen values stay offered, also when nothing is left of them."""
    groups = []
    for facet in FACETS.values():
        now = query.facets.get(facet.code, ())
        counts = {found.value: found.count for found in values.get(facet.code, [])}
        counts |= {value: 0 for value in now if value not in counts}
        if facet.in_timeline:
            counts = {value: counts[value] for value in now}
        if len(counts) < 2 and not now:
            continue
        labels = facet.labels(counts)
        options = {
            value: _choice(query, facet, value, label=labels.get(value, value), count=count)
            for value, count in counts.items()
        }
        first = dict.fromkeys([*islice(counts, MOST_OPEN), *now])
        others = sorted((value for value in counts if value not in first), key=lambda value: options[value].label)
        ordered = [options[value] for value in (*first, *others)]
        groups.append(ChoiceGroup(str(facet.title), ordered, len(first), facet.in_timeline))
    return groups


def chosen(groups: Iterable[ChoiceGroup]) -> list[Choice]:
    """The active choices, for taking them back above the results."""
    return [
        Choice(option.label, option.url, active=True, group=group.label)
        for group in groups
        for option in group.options
        if option.active
    ]


def in_words(query: SearchQuery) -> list[str]:
    """The facets of a question as a person reads them: "Year: 2026"."""
    return [f"{choice.group}: {choice.label}" for choice in chosen(choices(query, {}))]


def _choice(query: SearchQuery, facet: Facet, value: str, *, label: str, count: int) -> Choice:
    now = query.facets.get(facet.code, ())
    active = value in now
    after = tuple(other for other in now if other != value) if active else (*now, value)
    # A month belongs to its year, and goes with it.
    month = {"month": ()} if facet.code == "year" else {}
    facets = {**query.facets, **month, facet.code: after}
    return Choice(label, address_of(query, facets={code: some for code, some in facets.items() if some}), active, count)


def _values(given: QueryDict, facet: Facet) -> list[str]:
    values = [value[:100] for value in given.getlist(facet.parameter)[:MOST_CHOSEN] if value]
    return [facet.aliases.get(value, value) for value in values]
