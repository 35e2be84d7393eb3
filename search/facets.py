"""The facets of the results, in the order of the page: code, name in the address, heading, words for their values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dumas_docs.enums import Channel, Level
from dumas_docs.models import Complaint, IssueCode
from workflows.models import Unit

from .months import span_of
from .query import SearchQuery
from .sources import SOURCES

# A choice that no document meets.
NO_LEVEL = "-"
# Where kinds of documents share a code, complaints give the word.
STATES: dict[str, str | Promise] = {
    value: label
    for model in sorted(SOURCES, key=lambda model: model is Complaint)
    if hasattr(model, "state")
    for value, label in model._meta.get_field("state").flatchoices
}


def _kinds(values: Iterable[str]) -> dict[str, str]:
    return {model._meta.model_name or "": _capital(model._meta.verbose_name) for model in SOURCES}


def _levels(values: Iterable[str]) -> dict[str, str]:
    return {level.code: str(level.label) for level in Level}


def _channels(values: Iterable[str]) -> dict[str, str]:
    return {channel.value: str(channel.label) for channel in Channel}


def _states(values: Iterable[str]) -> dict[str, str]:
    return {code: str(label) for code, label in STATES.items()}


def _units(values: Iterable[str]) -> dict[str, str]:
    return dict(Unit.objects.filter(code__in=list(values)).values_list("code", "name"))


def _issues(values: Iterable[str]) -> dict[str, str]:
    return dict(IssueCode.objects.filter(code__in=list(values)).values_list("code", "name"))


def _months(values: Iterable[str]) -> dict[str, str]:
    return {value: date_format(span[0], "F Y") for value in values if (span := span_of(value))}


def _as_they_are(values: Iterable[str]) -> dict[str, str]:
    return {value: value for value in values}


def _capital(name: str | Promise) -> str:
    text = str(name)
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Facet:
    """One facet. `labels` gives the words of its values; values without words are shown as they are."""

    code: str
    parameter: str
    title: str | Promise
    labels: Callable[[Iterable[str]], dict[str, str]]
    # Drawn over time (search.timeline) instead of offered as a list.
    in_timeline: bool = False
    # Other ways in which an address may name a value.
    aliases: Mapping[str, str] = field(default_factory=dict)


FACETS: dict[str, Facet] = {
    facet.code: facet
    for facet in (
        Facet("kind", "jenis", _("Type of document"), _kinds),
        Facet("year", "tahun", _("Year"), _as_they_are, in_timeline=True),
        Facet("month", "bulan", _("Month"), _months, in_timeline=True),
        Facet("state", "status", _("State"), _states),
        Facet("issue", "masalah", _("Issue"), _issues),
        Facet("channel", "kanal", _("Channel"), _channels),
        Facet("province", "provinsi", _("Province"), _as_they_are),
        Facet(
            "level", "tingkat", _("Security level"), _levels, aliases={str(level.value): level.code for level in Level}
        ),
        Facet("unit", "unit", _("Unit"), _units),
    )
}


def below_secret(query: SearchQuery) -> SearchQuery:
    """The question without secret documents."""
    asked = query.facets.get("level") or tuple(level.code for level in Level)
    below = tuple(code for code in asked if code in Level.__members__ and Level[code] < Level.RAHASIA)
    return replace(query, facets={**query.facets, "level": below or (NO_LEVEL,)})
