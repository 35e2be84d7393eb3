"""Wagtail's own search of pages, asked by a person: its admin search, its lists and its choosers of pages.

It finds what the search page finds, by the same engine and under the same rules, also while the last word is being
typed; beside it, whatever the person may know of by a title: folders, and numbers in parts. Without a person, and for
what is no page, Wagtail's own index answers.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from modelsearch.backends.base import BaseSearchResults

from dumas_docs import page_index
from dumas_docs.access.roles import IDENTITY
from dumas_docs.access.scope import scope_or_none
from dumas_docs.access.selectors import resolution_for
from dumas_docs.models import BasePage
from dumas_docs.models.queries import bound_to_reader

from .completing import SHORTEST, pages_numbered
from .finding import Reached, reach, reach_near
from .query import SearchQuery, parse
from .standing import minutes_behind
from .terms import TOKEN, fold

# As many are put in order of relevance; what more than these answer is listed newest first. Totals are never cut.
MOST_RANKED = 1_000


def SearchBackend(params: dict[str, Any]) -> Any:
    """Wagtail's search backend, for WAGTAILSEARCH_BACKENDS."""
    stock = page_index.SearchBackend(params)
    made = type("SearchBackend", (AskedByPerson, type(stock)), {"index_class": stock.index_class})
    return made(params)


class AskedByPerson:
    """Lets the office's engine answer what a person types; everything else is left to the stock engine."""

    def search(self, query: Any, model_or_queryset: Any, fields: Any = None, **options: Any) -> Any:
        if (pages := _asked_by_person(query, model_or_queryset, fields)) is None:
            return super().search(query, model_or_queryset, fields=fields, **options)  # type: ignore[misc]
        return _answer(self, pages, query, unfinished=False, **options)

    def autocomplete(self, query: Any, model_or_queryset: Any, fields: Any = None, **options: Any) -> Any:
        if (pages := _asked_by_person(query, model_or_queryset, fields)) is None:
            return super().autocomplete(query, model_or_queryset, fields=fields, **options)  # type: ignore[misc]
        return _answer(self, pages, query, unfinished=True, **options)


def _asked_by_person(query: Any, model_or_queryset: Any, fields: Any) -> QuerySet | None:
    scope = scope_or_none()
    if scope is None or scope.is_system or fields is not None or not isinstance(query, str) or not query.strip():
        return None
    is_queryset = isinstance(model_or_queryset, QuerySet)
    pages = model_or_queryset if is_queryset else model_or_queryset.objects.all()
    return pages if issubclass(pages.model, BasePage) else None


def _answer(
    backend: Any, pages: QuerySet, text: str, *, unfinished: bool, order_by_relevance: bool = True, **_options: Any
) -> PageResults:
    return PageResults(backend, PageQuestion(backend, pages, text, unfinished, order_by_relevance))


class PageQuestion:
    """One question about `queryset`; asked once, however often its results are sliced and counted."""

    def __init__(self, backend: Any, queryset: QuerySet, text: str, unfinished: bool, by_relevance: bool) -> None:
        self.backend = backend
        self.queryset = queryset
        self.is_typed = unfinished
        self.by_relevance = by_relevance
        # Wagtail asks by the address, at each key: a name in it must find nothing.
        self.query: SearchQuery = parse(text, unfinished=unfinished, in_address=True)
        self.user = scope.user if (scope := scope_or_none()) else None

    @cached_property
    def reached(self) -> Reached | None:
        """What the engine proposes; None for a question about a person, which is asked and recorded elsewhere."""
        if self.query.names_person or not self.query.asks:
            return None
        return reach(self.query, user=self.user, most=MOST_RANKED)

    @cached_property
    def titles(self) -> list[QuerySet]:
        """What the person may know of by its title. Fields and excluded words say nothing of a title."""
        query = self.query
        typed = " ".join(TOKEN.findall(" ".join((*query.words, *query.phrases))))
        if not typed or query.without or query.institutions or query.facets or query.numbers:
            return []
        stock = self.backend
        compilers = (stock.query_compiler_class, stock.autocomplete_query_compiler_class)
        compiler = compilers[self.is_typed](BasePage.objects.all(), typed, operator="and", order_by_relevance=False)
        found = [compiler.search(compiler.get_config(stock), None, None)]
        if self.is_typed and len(fold(query.text)) >= SHORTEST["nomor"]:
            found.append(BasePage.objects.filter(pk__in=pages_numbered(query.text).values("page_id")))
        return [bound_to_reader(pages.order_by().values_list("pk", flat=True)) for pages in found]

    @cached_property
    def title_ids(self) -> set[int] | None:
        """Ids of the same; None where they are too many to be named one by one."""
        found = {pk for pages in self.titles for pk in pages[: MOST_RANKED + 1]}
        return found if len(found) <= MOST_RANKED else None

    @cached_property
    def answers(self) -> QuerySet:
        if self.reached is None:
            return self.queryset.none()
        named = [*self.reached.known, *self.reached.ids, *(self.title_ids or ())]
        found = Q(pk__in=named)
        if self.title_ids is None:
            found |= self._in_title()
        if self.reached.rows is not None:
            found |= Q(pk__in=self.reached.rows.order_by().values("pk"))
        return self.queryset.filter(found)

    def _in_title(self) -> Q:
        return reduce(or_, (Q(pk__in=pages) for pages in self.titles))

    @cached_property
    def near(self) -> list[int]:
        """What comes near, where nothing answers."""
        if self.reached is None or self.answers.exists():
            return []
        return reach_near(self.query, user=self.user)

    @cached_property
    def shown(self) -> QuerySet:
        return self.queryset.filter(pk__in=self.near) if self.near else self.answers

    @cached_property
    def count(self) -> int:
        return self.shown.count()

    @cached_property
    def in_order(self) -> list[int] | None:
        """Ids, best first: titles, then what holds the words. None where there are too many."""
        if self.reached is None or self.count > MOST_RANKED:
            return None
        best = {pk: place for place, pk in enumerate([*self.reached.known, *self.reached.ids, *self.near])}
        titled = self.title_ids
        if titled is None:
            titled = set(self.answers.filter(self._in_title()).order_by().values_list("pk", flat=True))
        found = self.shown.order_by().values_list("pk", flat=True)
        return sorted(found, key=lambda pk: (pk not in titled, best.get(pk, len(best)), -pk))

    @property
    def note(self) -> str:
        """What the person must be told of the answer; empty where there is nothing to tell."""
        if self.query.names_person:
            return _("Persons are looked for on the search page alone, where the question is recorded.")
        if self.reached is None:
            return ""
        told = []
        if self.reached.is_stand_in:
            told.append(_("The search engine does not answer at the moment. The database answered instead."))
        if minutes := minutes_behind(self.reached.engine_code, now=timezone.now()):
            behind = ngettext(
                "The index is %(minutes)d minute behind.", "The index is %(minutes)d minutes behind.", minutes
            )
            told.append(behind % {"minutes": minutes})
        if self.near:
            told.append(_("No document holds all of it. These come nearest."))
        if (self.near or not self.count) and resolution_for(self.user).has_verb_anywhere(IDENTITY):
            told.append(_("Texts and files that name persons are looked into on the search page alone."))
        return " ".join(told)


class PageResults(BaseSearchResults):
    """Pages that answer a PageQuestion, read with the filter of the person's scope."""

    supports_facet = True

    @property
    def note(self) -> str:
        """What the list must say beside its rows."""
        return self.query_compiler.note

    def facet(self, field_name: str) -> OrderedDict:
        rows = self.query_compiler.shown.order_by().values_list(field_name).annotate(found=Count("pk"))
        return OrderedDict(rows.order_by("-found", field_name))

    def _do_count(self) -> int:
        whole = self.query_compiler.count
        return max(0, min(whole, whole if self.stop is None else self.stop) - self.start)

    def _do_search(self) -> list[BasePage]:
        asked = self.query_compiler
        if not asked.by_relevance:
            ordered = asked.shown if asked.shown.query.order_by else asked.shown.order_by("-pk")
            return list(ordered[self.start : self.stop])
        if asked.in_order is None:
            return list(asked.shown.order_by("-pk")[self.start : self.stop])
        ids = asked.in_order[self.start : self.stop]
        pages = {page.pk: page for page in asked.queryset.filter(pk__in=ids)}
        return [pages[pk] for pk in ids if pk in pages]
