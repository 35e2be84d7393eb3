"""The database as search engine. The reader's filter is part of each SQL statement: hits, total and facets."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from itertools import islice
from operator import and_
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import Case, F, IntegerField, OrderBy, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch.query import PlainText
from modelsearch.query import SearchQuery as Expression

from dumas_docs.access.scope import as_reader
from search import identities
from search.backends.base import Hit, SearchBackend, SearchResults, SearchUnavailable, Status
from search.beginnings import beginning_of
from search.content import Content
from search.highlights import snippets_of
from search.models import SearchDocument
from search.query import DATE, SearchQuery, is_telling
from search.synonyms import one_list
from search.terms import has_digits, key, term, terms

from . import counting, likeness, questions, rows

if connection.vendor == "postgresql":
    from . import postgresql as full_text
else:
    from . import sqlite as full_text  # type: ignore[no-redef]

REBUILD_BATCH = 100
NEWEST = (F("date").desc(nulls_last=True), "-pk")
# Of the documents that share a word with a case, so many are compared with it as a whole.
MOST_COMPARED = 300

logger = logging.getLogger(__name__)


class DatabaseBackend(SearchBackend):
    """Answers with what the database can do. SearchDocument's manager adds the reader's filter to every SELECT."""

    code = "database"
    name = _("database search")
    transactional = True

    def search(self, query: SearchQuery, *, user: Any) -> SearchResults:
        try:
            with one_list(), as_reader(user):
                return self._answer(query, user=user)
        except DatabaseError as error:
            logger.exception("The database could not answer a question")
            raise SearchUnavailable from error

    def _answer(self, query: SearchQuery, *, user: Any) -> SearchResults:
        expression = questions.positive(query)
        documents = _matching(query, user=user)
        total, facets = counting.count(documents, query.facets)
        first = (query.page - 1) * query.per_page
        if first >= total:
            return SearchResults(engine=self.name, total=total, facets=facets)
        ordered = _ordered(documents.filter(counting.condition(query.facets)), query, expression)
        shown = list(ordered.values("pk", "kind", "state", "date", "subject", "body")[first : first + query.per_page])
        open_to = identities.identified_among([row["pk"] for row in shown], user=user, query=query)
        snippets = snippets_of(shown, query=query, identified=open_to)
        return SearchResults(
            engine=self.name,
            total=total,
            facets=facets,
            hits=[
                Hit(
                    page_id=row["pk"], kind=row["kind"], state=row["state"], date=row["date"],
                    snippets=snippets.get(row["pk"], ()),
                )
                for row in shown
            ],
        )  # fmt: skip

    def matches(self, query: SearchQuery, *, user: Any, most: int) -> list[int]:
        try:
            with one_list(), as_reader(user):
                return list(_ordered(self.rows(query, user=user), query, None).values_list("pk", flat=True)[:most])
        except DatabaseError as error:
            logger.exception("The database could not answer a question")
            raise SearchUnavailable from error

    def best(self, query: SearchQuery, *, user: Any, most: int) -> list[int] | None:
        try:
            with one_list(), as_reader(user):
                documents = self.rows(query, user=user)
                if documents.order_by().values("pk")[: most + 1].count() > most:
                    return None
                return list(_ordered(documents, query, questions.positive(query)).values_list("pk", flat=True))
        except DatabaseError as error:
            logger.exception("The database could not answer a question")
            raise SearchUnavailable from error

    def rows(self, query: SearchQuery, *, user: Any) -> QuerySet[SearchDocument]:
        """All that answers `query`, however much, for use inside another question of the same person."""
        return _matching(query, user=user).filter(counting.condition(query.facets))

    def similar(self, query: SearchQuery, *, user: Any, but: int | None, most: int) -> list[int]:
        expression = questions.either(query)
        if expression is None:
            return []
        wanted = list(dict.fromkeys(key(word) if has_digits(word) else term(word) for word in query.words))
        try:
            with as_reader(user):
                documents = SearchDocument.objects.filter(full_text.matching(expression), kind="complaint")
                nearest = documents.exclude(pk=but).order_by(full_text.relevance(expression).desc(), *NEWEST)
                rows = nearest.values_list("pk", "title_terms", "body_terms")[:MOST_COMPARED]
                return likeness.nearest(wanted, ((pk, f"{title} {body}") for pk, title, body in rows), most=most)
        except DatabaseError as error:
            logger.exception("The database could not answer a question")
            raise SearchUnavailable from error

    def write(self, contents: Iterable[Content]) -> int:
        return rows.write(contents, now=timezone.now())

    def remove(self, page_ids: Iterable[int]) -> None:
        rows.remove(page_ids)

    def fingerprints(self) -> Iterator[tuple[int, str]]:
        yield from SearchDocument.objects.order_by("pk").values_list("pk", "fingerprint").iterator(chunk_size=5000)

    def faults(self) -> Iterator[str]:
        """Whether every row is found by its first term, so that a lost trigger or column is noticed."""
        for pk, title in SearchDocument.objects.exclude(title_terms="").values_list("pk", "title_terms").iterator():
            word = title.split(maxsplit=1)[0]
            if not SearchDocument.objects.filter(full_text.matching(PlainText(word)), pk=pk).exists():
                yield _("page %(page)d: its row is not in the full text index") % {"page": pk}

    def rebuild(
        self, page_ids: Iterable[int], *, read: Callable[[list[int]], list[Content]], progress: Callable[[int], None]
    ) -> None:
        waiting, seen = iter(page_ids), set()
        while batch := list(islice(waiting, REBUILD_BATCH)):
            with transaction.atomic():
                contents = read(batch)
                rows.write(contents, now=timezone.now(), unchanged_too=True)
            seen |= {content.page_id for content in contents}
            progress(len(batch))
        others = iter([page_id for page_id, _fingerprint in self.fingerprints() if page_id not in seen])
        while batch := list(islice(others, REBUILD_BATCH)):
            with transaction.atomic():
                # Pages that were made meanwhile stay; what is gone goes.
                made = read(batch)
                rows.write(made, now=timezone.now())
                rows.remove(set(batch) - {content.page_id for content in made})

    def status(self) -> Status:
        try:
            return Status(engine=self.name, documents=SearchDocument.objects.count())
        except DatabaseError as error:
            raise SearchUnavailable from error


def _matching(query: SearchQuery, *, user: Any) -> QuerySet[SearchDocument]:
    """Documents the person may read that answer the question, before any facet is chosen."""
    documents = SearchDocument.objects.all()
    identified = identities.identified(user, query)
    held = _holding(questions.positive, query, identified=identified)
    if held is not None:
        begun = _begun(query, identified=identified)
        documents = documents.filter(held if begun is None else held | begun)
    excluded = _holding(questions.negative, query, identified=identified)
    if excluded is not None:
        documents = documents.exclude(excluded)
    for number in query.numbers:
        own = Q(number_terms__contains=f" {' '.join(terms(number))} ") | Q(number_terms__contains=f" {key(number)} ")
        documents = documents.filter(own | _in_text(number, identified) if is_telling(number) else own)
    for name in query.institutions:
        documents = documents.filter(_named(name) | _in_text(name, identified))
    return identities.narrow(documents, query, user=user)


def _named(name: str) -> Q:
    return reduce(and_, (Q(institution_terms__contains=f" {part} ") for part in terms(name)))


def _in_text(text: str, identified: QuerySet | None) -> Q:
    """What holds a number or a name in its text."""
    return _holding(questions.positive, SearchQuery(phrases=(text,)), identified=identified) or Q(pk__in=[])


def _holding(asked: Callable[..., Expression | None], query: SearchQuery, *, identified: QuerySet | None) -> Q | None:
    """What matches; a file that names persons counts only among the pages `identified`."""
    expression = asked(query)
    if expression is None or identified is None:
        return full_text.matching(expression) if expression is not None else None
    anywhere = asked(query, withheld_too=True)
    return full_text.matching(anywhere) & (full_text.matching(expression) | Q(pk__in=identified))


def _begun(query: SearchQuery, *, identified: QuerySet | None) -> Q | None:
    """What holds the other words and one that begins as the unfinished one; None where that says too little."""
    beginning = beginning_of(query.unfinished)
    if not beginning:
        return None
    begins = full_text.beginning(beginning)
    if identified is not None:
        begins |= full_text.beginning(beginning.withheld) & Q(pk__in=identified)
    rest = _holding(questions.positive, query.before_unfinished, identified=identified)
    return begins if rest is None else rest & begins


def _ordered(documents: QuerySet, query: SearchQuery, expression: Expression | None) -> QuerySet:
    if query.sort == DATE or not (expression or query.institutions):
        return documents.order_by(*NEWEST)
    first: list[OrderBy] = []
    if query.institutions:
        first.append(_one_where(reduce(and_, map(_named, query.institutions))).desc())
    if expression:
        # Its own number or one in its subject; a number that its text quotes counts as any other word.
        is_this_number = _one_where(Q(title_terms__contains=f" {key(query.text)} "))
        first += [is_this_number.desc(), full_text.relevance(expression).desc()]
    return documents.order_by(*first, *NEWEST)


def _one_where(holds: Q) -> Case:
    return Case(When(holds, then=Value(1)), default=Value(0), output_field=IntegerField())
