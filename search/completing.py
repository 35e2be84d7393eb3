"""How a field filter that somebody is typing may go on: with what this person may know, and nothing else."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from dumas_docs.access.roles import READ, SEE
from dumas_docs.access.scope import as_reader
from dumas_docs.access.selectors import visible_to

from .models import Completion
from .terms import fold

MOST = 8
# From how many letters and digits on a field is completed. The fields for persons never are; who reads the letter of a
# private sender meets his name under "instansi" as well.
SHORTEST = {"nomor": 2, "instansi": 2, "tahun": 0}
# Two documents write one name in two ways; so many rows give MOST different ones nearly always.
ROWS = 5 * MOST


def completions(field: str, typed: str, *, user: Any) -> list[str]:
    """Values of `field` that begin as `typed`, signs and case apart, in their order; at most MOST.

    Numbers are those of documents `user` may know of; those of a sender, institutions and years of documents he may
    read. Empty for any other field, and for a beginning that nothing of his meets."""
    wanted = fold(typed)
    if len(wanted) < SHORTEST.get(field, len(wanted) + 1):
        return []
    with as_reader(user):
        readable = Q(page_id__in=visible_to(user, READ).values("pk"))
        known = Q(is_outer=True, page_id__in=visible_to(user, SEE).values("pk"))
        rows = Completion.objects.filter(readable | known, field=field, key__startswith=wanted)
        found = rows.order_by("key", "text").values_list("key", "text").distinct()[:ROWS]
        return list(dict.fromkeys(text for _key, text in found))[:MOST]


def pages_numbered(typed: str) -> QuerySet[Completion]:
    """Documents, known and unknown alike, whose own number begins as `typed`; for a question that asks who may know."""
    return Completion.objects.filter(field="nomor", is_outer=True, key__startswith=fold(typed))
