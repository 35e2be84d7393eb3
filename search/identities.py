"""What only the right `identity` finds (access.md, "Identities"): cases by keyed hashes of the persons in them, and
texts of files that name persons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet

from dumas_docs.access.roles import IDENTITY
from dumas_docs.access.scope import current_scope
from dumas_docs.access.selectors import visible_to
from dumas_docs.models import ComplainantIdentity, ReportedParty
from dumas_docs.models.sealed import keyed_hashes
from search.names import plain_names
from search.query import SearchQuery


def identified(user: Any, query: SearchQuery) -> QuerySet | None:
    """Pages whose identities the person may meet, to be used inside another question; None when there are none."""
    if query.is_in_address or not current_scope().resolution.has_verb_anywhere(IDENTITY):
        return None
    return visible_to(user, IDENTITY).order_by().values("pk")


def identified_among(page_ids: Iterable[int], *, user: Any, query: SearchQuery) -> frozenset[int]:
    """Those of a few pages whose identities the person may meet. One query, none where there can be none."""
    pages = identified(user, query)
    return frozenset() if pages is None else frozenset(pages.filter(pk__in=page_ids).values_list("pk", flat=True))


def narrow(documents: QuerySet, query: SearchQuery, *, user: Any) -> QuerySet:
    """Documents of cases in which every named person stands exactly as asked."""
    wanted: list[tuple[type[Model], str]] = [
        *((ComplainantIdentity, text) for text in query.complainants),
        *((ReportedParty, text) for text in query.reported),
    ]
    if not wanted:
        return documents
    documents = documents.filter(pk__in=visible_to(user, IDENTITY).values("pk"))
    for model, text in wanted:
        documents = documents.filter(pk__in=_cases(model, text))
    return documents


def _cases(model: Any, text: str) -> QuerySet:
    hashes = [found for spelling in _spellings(text) for found in keyed_hashes(spelling)]
    stands = Q(pk__in=[])
    for name in model.hashed:
        stands |= Q(**{f"{name}_hash__in": hashes})
    return model.objects.filter(stands).values("complaint_id")


def _spellings(text: str) -> Iterable[str]:
    """As typed, a name also plainly, and a telephone number with either beginning: 0812… and +62 812…"""
    digits = "".join(char for char in text if char.isdigit())
    yield text
    if not digits and "@" not in text:
        yield from plain_names(text)
    if digits and not any(char.isalpha() for char in text):
        if digits.startswith("0"):
            yield f"62{digits[1:]}"
        elif digits.startswith("62"):
            yield f"0{digits[2:]}"
