"""Querysets that show only what the person of the current scope may see (access.md, "Why the ORM enforces it").

The filter is added when the SQL is made, never when the queryset is: an eager filter would be cached process-wide in
chooser fields. UPDATE and DELETE change the query's class, so tree bookkeeping stays whole.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.sql import Query
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from dumas_docs.access.roles import READ, SEE
from dumas_docs.access.scope import Scope, current_scope


class ScopedQuery(Query):
    """A SELECT that compiles with the visibility filter of the scope in force. `access_path` leads to the page."""

    access_path = ""
    access_verb = SEE
    # The scope whose filter is already part of the conditions.
    access_applied_for: Scope | None = None
    # The scope whose filter this query keeps wherever it is compiled (`bound_to_reader`).
    access_bound_to: Scope | None = None

    def get_compiler(self, using=None, connection=None, elide_empty=True):
        query = self if self.combinator else self._with_access()
        return super(ScopedQuery, query).get_compiler(using, connection, elide_empty)

    def as_sql(self, compiler, connection):
        if not self._asked_around(compiler.query):
            return super().as_sql(compiler, connection)
        query = self.chain()
        query.access_applied_for, query.access_bound_to = current_scope(), None
        return super(ScopedQuery, query).as_sql(compiler, connection)

    def _asked_around(self, outer: Query) -> bool:
        """Whether this is the bound inner query of one that already asks the same of its own rows."""
        bound = self.access_bound_to
        return (
            bound is not None
            and bound is current_scope()
            and isinstance(outer, ScopedQuery)
            and outer.access_applied_for is bound
            and (outer.access_path, outer.access_verb) == (self.access_path, self.access_verb)
        )

    def _with_access(self) -> Query:
        query: ScopedQuery = self
        bound, current = self.access_bound_to, current_scope()
        for scope in (current,) if bound is None or bound is current else (bound, current):
            if not scope.is_system and self.access_applied_for is not scope:
                query = query._filtered_for(scope)
        return query

    def _filtered_for(self, scope: Scope) -> ScopedQuery:
        query: Any = self.chain()
        query.access_applied_for = scope
        predicate = scope.resolution.predicate(self.access_verb)
        if predicate is None:
            query.set_empty()
        else:
            query.add_q(_prefixed(predicate, self.access_path))
        return query


def _prefixed(predicate: Q, path: str) -> Q:
    if not path:
        return predicate
    moved = predicate.copy()
    moved.children = [_prefixed_child(child, path) for child in predicate.children]
    return moved


def _prefixed_child(child: Any, path: str) -> Any:
    return _prefixed(child, path) if isinstance(child, Q) else (f"{path}__{child[0]}", child[1])


class ReadableByPageQuery(ScopedQuery):
    """For rows that belong to a page by their foreign key `page`: even the name of a file is content."""

    access_path = "page"
    access_verb = READ


class ScopedPageQuerySet(PageQuerySet):
    def __init__(self, model=None, query=None, using=None, hints=None):
        super().__init__(model=model, query=query or ScopedQuery(model), using=using, hints=hints)


ScopedPageManager = PageManager.from_queryset(ScopedPageQuerySet, class_name="ScopedPageManager")


def bound_to_reader(pages: QuerySet) -> QuerySet:
    """Pages that keep the filter of the person's scope now in force, also where they are read outside of it.

    For `pk__in=` inside a listing of the same person, whose own rows are filtered already: there the inner query asks
    nothing twice (docs/benchmarks.md, "explorer")."""
    found = pages.all()
    found.query.access_bound_to = current_scope()
    return found


class ReadableByPageQuerySet(QuerySet):
    """Attachments and images, visible where their page may be read."""

    def __init__(self, model=None, query=None, using=None, hints=None):
        super().__init__(model=model, query=query or ReadableByPageQuery(model), using=using, hints=hints)
