"""Who sees what: the person's terms, from the same resolver as the SQL filter, as a part of every question."""

from __future__ import annotations

import hashlib
from typing import Any

from elasticsearch_dsl import Q
from elasticsearch_dsl.query import Query

from dumas_docs.access.resolve import Term
from dumas_docs.access.selectors import resolution_for

from .connection import asking
from .names import reach_index

# More ids than this are kept in the index and named there: the cluster refuses very long lists.
MOST_IDS = 10_000
COLUMNS = {"acl_folder_id": "acl_folder_id", "acl_item_id": "acl_item_id", "id": "page_id"}


def filter_for(user: Any, verb: str) -> Query:
    """What the person may meet with `verb`; nothing where nothing is reached."""
    terms = resolution_for(user).terms(verb, named_too=True)
    return Q("bool", should=[_reached(term) for term in terms], minimum_should_match=1) if terms else Q("match_none")


def _reached(term: Term) -> Query:
    ids = sorted(term.ids)
    column = COLUMNS[term.column]
    found = [Q("terms", **{column: ids if len(ids) <= MOST_IDS else _kept(ids)})]
    if term.reach is not None:
        found.append(Q("range", level={"lte": int(term.reach)}))
    if not term.drafts:
        found.append(Q("term", live=True))
    return Q("bool", filter=found)


def _kept(ids: list[int]) -> dict[str, str]:
    """A list of ids as a document of its own, named by what it holds: it cannot be out of date."""
    name = hashlib.sha256(",".join(map(str, ids)).encode()).hexdigest()
    with asking() as client:
        if not client.exists(index=reach_index(), id=name):
            client.index(index=reach_index(), id=name, document={"ids": ids}, refresh=True)
    return {"index": reach_index(), "id": name, "path": "ids"}
