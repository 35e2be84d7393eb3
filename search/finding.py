"""What a person is shown for a question: the engine proposes, the database decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from dumas_docs.access.roles import READ, SEE
from dumas_docs.access.selectors import verbs_on_many, visible_to
from dumas_docs.models import BasePage

from .backends import DATABASE, FacetValue, Hit, SearchResults, asked, get_backend
from .backends.database import DatabaseBackend
from .models import SearchDocument, SearchNumber, SearchPending
from .query import SearchQuery

MOST_KNOWN = 10


@dataclass(frozen=True)
class Found:
    """A document the person may read, with where the question was found in it."""

    page: BasePage
    hit: Hit


@dataclass(frozen=True)
class Findings:
    """One page of results. `known` are documents found by their exact number whose content the person may not read."""

    engine: str | Promise
    engine_code: str
    # The configured engine could not answer; the database did.
    is_stand_in: bool
    # The configured engine had not heard of what answers; the database had.
    is_ahead: bool
    found: list[Found]
    # What comes near where little answers the whole question.
    near: list[Found]
    known: list[BasePage]
    total: int
    facets: dict[str, list[FacetValue]]


@dataclass(frozen=True)
class Reached:
    """All that answers a question: its ids, best first, or only as rows where it is too much to be put in order.

    `known` are the documents found by their exact number whose content the person may not read."""

    ids: list[int]
    rows: QuerySet[SearchDocument] | None
    known: list[int]
    engine_code: str
    is_stand_in: bool


def find(query: SearchQuery, *, user: Any) -> Findings:
    """Answer `query` for `user`; the number of queries does not depend on what is found. Raises SearchUnavailable.

    Where the engine finds nothing and has not heard of every change, the database is asked as well."""
    results, engine, is_stand_in = asked(lambda engine: engine.search(query, user=user))
    newer = None if results.total or is_stand_in else _not_heard_of(query, user=user)
    results = newer or results
    proposed = [hit.page_id for hit in (*results.hits, *results.near)]
    readable = visible_to(user, READ).filter(pk__in=proposed).select_related("unit")
    pages = {page.pk: page for page in readable}
    return Findings(
        engine=results.engine,
        engine_code=(get_backend(DATABASE) if newer else engine).code,
        is_stand_in=is_stand_in,
        is_ahead=newer is not None,
        found=[Found(pages[hit.page_id], hit) for hit in results.hits if hit.page_id in pages],
        near=[Found(pages[hit.page_id], hit) for hit in results.near if hit.page_id in pages],
        known=_known_by_number(query, user=user),
        total=results.total,
        facets={code: list(values) for code, values in results.facets.items()},
    )


def matching(query: SearchQuery, *, user: Any, most: int) -> set[int]:
    """Ids of what answers `query` and `user` may read, at most `most`. Raises SearchUnavailable.

    No other engine stands in: two engines may differ in what they take for an answer."""
    proposed = get_backend().matches(query, user=user, most=most)
    return set(visible_to(user, READ).filter(pk__in=proposed).order_by().values_list("pk", flat=True))


def reach(query: SearchQuery, *, user: Any, most: int) -> Reached:
    """All that answers `query` and `user` may read, in order where it is at most `most`. Raises SearchUnavailable.

    Above that the database answers whichever engine is asked otherwise: it alone can be asked inside another question,
    so that no total is cut."""
    proposed, engine, is_stand_in = asked(lambda engine: engine.best(query, user=user, most=most))
    rows = DatabaseBackend().rows(query, user=user) if proposed is None else None
    readable = set(visible_to(user, READ).filter(pk__in=proposed or ()).order_by().values_list("pk", flat=True))
    return Reached(
        ids=[pk for pk in proposed or () if pk in readable],
        rows=rows,
        known=[page.pk for page in _known_by_number(query, user=user)],
        engine_code=engine.code,
        is_stand_in=is_stand_in,
    )


def reach_near(query: SearchQuery, *, user: Any) -> list[int]:
    """Ids of what `user` may read that comes near to a question nothing answers, best first."""
    return [found.page.pk for found in find(query, user=user).near]


def _not_heard_of(query: SearchQuery, *, user: Any) -> SearchResults | None:
    """What the database finds; None where that is nothing, or the engine is up to date."""
    engine = get_backend()
    if engine.transactional or not SearchPending.objects.filter(engine=engine.code).exists():
        return None
    newest = get_backend(DATABASE).search(query, user=user)
    return newest if newest.total else None


def _known_by_number(query: SearchQuery, *, user: Any) -> list[BasePage]:
    if not query.exact_number or query.page > 1:
        return []
    ids = SearchNumber.objects.filter(key=query.exact_number).values("page_id")
    pages = list(visible_to(user, SEE).filter(pk__in=ids).select_related("unit").order_by("-pk")[: 2 * MOST_KNOWN])
    verbs = verbs_on_many(user, pages)
    return [page for page in pages if READ not in verbs[page.pk]][:MOST_KNOWN]
