"""Elasticsearch answers; the database decides about what is shown, and gives every word of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from elasticsearch_dsl import Q, Search
from elasticsearch_dsl.query import Query

from dumas_docs.access.roles import IDENTITY, READ
from dumas_docs.access.scope import as_reader, current_scope
from dumas_docs.access.selectors import visible_to
from search import behind, identities
from search.backends.base import LEAST_SHARED, SHARE_OF_SIMILAR, Hit, SearchBackend, SearchResults, Status
from search.backends.database import DatabaseBackend
from search.content import Content
from search.highlights import snippets_of
from search.models import SearchDocument, SearchNumber
from search.months import is_counted_by_month
from search.query import DATE, SearchQuery
from search.synonyms import one_list

from . import counting, indices, questions, writing
from .connection import asking
from .entries import FAMILIES
from .filling import fill_anew
from .names import read_alias, read_aliases
from .nearness import found_near
from .readers import filter_for

CHECKED_AT_ONCE = 2000
# What one request may reach; further pages are asked for step by step.
WINDOW = 10_000
# Documents that come near are shown where nothing answers, and with fewer answers than this to so many words.
FEW, MANY_WORDS = 5, 3
# A part of the index that is away would look like documents that do not exist: rather no answer, so that the database
# stands in.
WHOLE: dict[str, Any] = {"allow_partial_search_results": False}


class ElasticsearchBackend(SearchBackend):
    """Finds in the cluster, under the person's own filter."""

    code = "elasticsearch"
    name = gettext_lazy("search engine (Elasticsearch)")

    def search(self, query: SearchQuery, *, user: Any) -> SearchResults:
        with one_list(), as_reader(user):
            if self._is_known_by_number_alone(query, user=user):
                return DatabaseBackend().search(query, user=user)
            return self._answer(query, user=user)

    def _is_known_by_number_alone(self, query: SearchQuery, *, user: Any) -> bool:
        """Sealed letters stand in no index; whom they are open to finds them by their number."""
        if not query.exact_number:
            return False
        ids = SearchNumber.objects.filter(key=query.exact_number).values("page_id")
        sealed = SearchDocument.objects.filter(pk__in=ids, kind="incomingletter", subject="")
        return sealed.exists()

    def _answer(self, query: SearchQuery, *, user: Any) -> SearchResults:
        asked = Asked(query, user=user)
        search = asked.page()
        first = (query.page - 1) * query.per_page
        with asking() as client:
            if first + query.per_page <= WINDOW:
                response = search.using(client)[first : first + query.per_page].execute()
                ids = [int(hit.meta.id) for hit in response]
            else:
                response = search.using(client)[:0].execute()
                ids = _far(search.using(client), first, query.per_page, response.hits.total.value)
            near = asked.near(client, but=ids) if asked.wants_near(response.hits.total.value) else []
        hits = _hits([*ids, *near], query, user=user, near=near)
        return SearchResults(
            engine=self.name,
            hits=tuple(hit for hit in hits if hit.page_id in ids),
            near=tuple(hit for hit in hits if hit.page_id in near),
            total=response.hits.total.value,
            facets=counting.counted(response.aggregations),
        )

    def matches(self, query: SearchQuery, *, user: Any, most: int) -> list[int]:
        with one_list(), as_reader(user):
            if self._is_known_by_number_alone(query, user=user):
                return DatabaseBackend().matches(query, user=user, most=most)
            search = Asked(query, user=user).page().extra(aggs={}).sort(*questions.NEWEST)
            with asking() as client:
                return [int(hit.meta.id) for hit in search.using(client)[: min(most, WINDOW)].execute()]

    def best(self, query: SearchQuery, *, user: Any, most: int) -> list[int] | None:
        with one_list(), as_reader(user):
            if self._is_known_by_number_alone(query, user=user):
                return DatabaseBackend().best(query, user=user, most=most)
            search = Asked(query, user=user).page().extra(aggs={})
            with asking() as client:
                found = search.using(client)[: min(most, WINDOW)].execute()
            return [int(hit.meta.id) for hit in found] if found.hits.total.value <= len(found.hits) else None

    def similar(self, query: SearchQuery, *, user: Any, but: int | None, most: int) -> list[int]:
        with one_list(), as_reader(user):
            asked = Asked(query, user=user)
            with asking() as client:
                return asked.similar(client, but=[but] if but else [])[:most]

    def write(self, contents: Iterable[Content]) -> int:
        given = list(contents)
        sealed = [content.page_id for content in given if content.is_sealed]
        now = timezone.now()
        with asking() as client:
            indices.hold_still()
            to = indices.ensure(client, now=now)
            if sealed:
                writing.take_out(client, sealed, frm=to)
            open_ones = [content for content in given if not content.is_sealed]
            return writing.send(client, open_ones, to=to, now=now, show=True) if open_ones else 0

    def remove(self, page_ids: Iterable[int]) -> None:
        ids = list(page_ids)
        if not ids:
            return
        with asking() as client:
            indices.hold_still()
            writing.take_out(client, ids, frm=indices.written_to(client))

    def fingerprints(self) -> Iterator[tuple[int, str]]:
        # By page id and not by a scroll, which ends with the node it was begun on.
        search = Search(index=read_aliases()).params(ignore_unavailable=True, **WHOLE).source(["fingerprint"])
        search = search.sort("page_id", "_index").extra(size=CHECKED_AT_ONCE)
        after: list[Any] = []
        with asking() as client:
            while hits := list((search.extra(search_after=after) if after else search).using(client).execute()):
                for hit in hits:
                    yield int(hit.meta.id), hit.fingerprint
                after = list(hits[-1].meta.sort)

    def keeps(self, content: Content) -> bool:
        return not content.is_sealed

    def faults(self) -> Iterator[str]:
        with asking() as client:
            for fault in indices.mapping_faults(client):
                yield _("index %(fault)s") % {"fault": fault}

    def rebuild(
        self, page_ids: Iterable[int], *, read: Callable[[list[int]], list[Content]], progress: Callable[[int], None]
    ) -> None:
        with asking() as client:
            fill_anew(client, page_ids, read=lambda ids: filter(self.keeps, read(ids)), progress=progress)

    def status(self) -> Status:
        with asking() as client:
            copies = client.indices.refresh(index=read_aliases(), ignore_unavailable=True)["_shards"]
            told = client.search(index=read_aliases(), ignore_unavailable=True, size=0, track_total_hits=True, **WHOLE)
            return Status(
                engine=self.name,
                documents=told["hits"]["total"]["value"],
                missing_copies=copies["total"] - copies["successful"],
            )

    def show_now(self) -> None:
        """Make what was written findable at once; for tests and commands, never for a request."""
        with asking() as client:
            for family in FAMILIES:
                client.indices.refresh(index=read_alias(family), ignore_unavailable=True)


class Asked:
    """A question with the filters of the person who asks."""

    def __init__(self, query: SearchQuery, *, user: Any) -> None:
        self.query = query
        has_identities = not query.is_in_address and current_scope().resolution.has_verb_anywhere(IDENTITY)
        # Read before the cluster is asked: what is worked off from now on, it has heard of.
        waiting = behind.waiting_for(ElasticsearchBackend.code)
        self.identified = None
        unnamed = behind.closed_among(waiting, user=user, verb=IDENTITY) if query.has_words or has_identities else []
        if has_identities:
            self.identified = Q("bool", filter=[filter_for(user, IDENTITY)], must_not=_among(unnamed))
        self.filters = [filter_for(user, READ), *questions.fields(query, identified=self.identified)]
        if query.wants_identity:
            cases = identities.narrow(visible_to(user, IDENTITY), query, user=user)
            self.filters.append(Q("terms", page_id=list(cases.values_list("pk", flat=True)[:WINDOW])))
        self.without = questions.negative(query, identified=self.identified)
        # Words that were closed a moment ago still stand in the index: who may not see identities is not answered by
        # a document that waits, whatever he asks for in it.
        closed = unnamed if query.has_words else behind.closed_among(waiting, user=user, verb=READ)
        self.without += _among(closed)
        self.chosen = counting.conditions(query.facets)
        self.bare = Search(index=read_aliases()).source(excludes=["*"]).params(**WHOLE)

    def page(self) -> Search:
        """What answers the whole question, in order, with total and facets."""
        asked = questions.positive(self.query, identified=self.identified)
        told: Query = Q(
            "bool",
            must=asked,
            should=questions.closeness(self.query) if asked or self.query.institutions else [],
            must_not=self.without,
            filter=self.filters,
        )
        by_date = self.query.sort == DATE or not (asked or self.query.institutions)
        search = self.bare.query(told).sort(*(questions.NEWEST if by_date else ("_score", *questions.NEWEST)))
        counting.ask(search, self.chosen, by_month=is_counted_by_month(self.query.facets))
        if self.chosen:
            search = search.post_filter(Q("bool", filter=list(self.chosen.values())))
        return search.extra(track_total_hits=True)

    def wants_near(self, total: int) -> bool:
        """Whether what comes near is worth two more requests: only for words, on the first page."""
        if self.query.wants_identity or self.query.page > 1:
            return False
        return total == 0 or (total < FEW and len(self.query.words) >= MANY_WORDS and self.query.sort != DATE)

    def near(self, client: Any, *, but: list[int]) -> list[int]:
        """What comes near to the question, beside what was found."""
        without = [*self.without, Q("terms", page_id=but)]
        filters = [*self.filters, *self.chosen.values()]
        search = self.bare.using(client)
        return found_near(search, self.query, filters=filters, without=without, identified=self.identified)

    def similar(self, client: Any, *, but: list[int]) -> list[int]:
        """Complaints that share most with the words of the question, which are written as they stand."""
        filters = [*self.filters, Q("term", kind="complaint")]
        without = [Q("terms", page_id=but)]
        return found_near(
            self.bare.using(client), self.query, filters=filters, without=without, identified=self.identified,
            mistyped=False, share=SHARE_OF_SIMILAR, least=LEAST_SHARED, close=0.0,
        )  # fmt: skip


def _among(page_ids: list[int]) -> list[Query]:
    return [Q("terms", page_id=page_ids)] if page_ids else []


def _hits(ids: list[int], query: SearchQuery, *, user: Any, near: list[int]) -> tuple[Hit, ...]:
    """The hits the database lets the person read, with words from the database."""
    columns = ("pk", "kind", "state", "date", "subject", "body")
    found: dict[int, dict[str, Any]] = {
        row["pk"]: row for row in SearchDocument.objects.filter(pk__in=ids).values(*columns)
    }
    shown = [found[pk] for pk in ids if pk in found]
    open_to = identities.identified_among(list(found), user=user, query=query)
    snippets = snippets_of(shown, query=query, identified=open_to, near=near)
    return tuple(
        Hit(
            page_id=row["pk"], kind=row["kind"], state=row["state"], date=row["date"],
            snippets=snippets.get(row["pk"], ()),
        )
        for row in shown
    )  # fmt: skip


def _far(search: Search, first: int, size: int, total: int) -> list[int]:
    """Ids of a page of results beyond the window, reached by going on after the last one of each step."""
    if first >= total:
        return []
    after: list[Any] = []
    at = 0
    while True:
        step = min(WINDOW, first - at) or size
        asked = search.extra(search_after=after, aggs={}) if after else search.extra(aggs={})
        hits = list(asked[:step].execute())
        if at == first or not hits:
            return [int(hit.meta.id) for hit in hits]
        at, after = at + len(hits), list(hits[-1].meta.sort)
