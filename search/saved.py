"""A person's saved searches: keeping, naming and reading them. Each knows the documents it has found so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.http import QueryDict

from dumas_docs.access.roles import READ
from dumas_docs.access.selectors import visible_to
from dumas_docs.models import BasePage

from .addresses import address_of, question_of
from .finding import matching
from .models import LONGEST_SAVED_NAME, SavedMatch, SavedSearch
from .query import DATE, SearchQuery

MOST_SAVED = 50
# A search that more documents answer is too wide to be watched.
MOST_WATCHED = 2000
MOST_SHOWN = 5


class CannotSave(ValueError):
    """The base of what is refused; `code` tells why."""

    code = ""


class NamesPerson(CannotSave):
    """A question about a person is answered once and recorded, never kept."""

    code = "person"


class AsksNothing(CannotSave):
    """There is nothing to look for."""

    code = "nothing"


class NoName(CannotSave):
    """It needs a name of at most LONGEST_SAVED_NAME characters."""

    code = "name"


class NameTaken(CannotSave):
    """The person has one of this name."""

    code = "taken"


class TooMany(CannotSave):
    """The person has MOST_SAVED already."""

    code = "many"


@dataclass(frozen=True)
class Kept:
    """One saved search as its owner is shown it: `new` are some of the documents he has not looked at yet."""

    saved: SavedSearch
    query: SearchQuery
    new: list[BasePage]
    new_count: int


def query_of(saved: SavedSearch) -> SearchQuery:
    """The question that was saved."""
    return question_of(QueryDict(saved.question))


def save_search(query: SearchQuery, *, name: str, tells: bool, owner: Any, now: datetime) -> SavedSearch:
    """Keep `query` for `owner`; what it finds now is not new. Raises CannotSave, SearchUnavailable."""
    if query.names_person:
        raise NamesPerson
    if not query.asks:
        raise AsksNothing
    if SavedSearch.objects.filter(owner=owner).count() >= MOST_SAVED:
        raise TooMany
    found = matching(query, user=owner, most=MOST_WATCHED + 1)
    try:
        with transaction.atomic():
            saved = SavedSearch.objects.create(
                owner=owner, name=_checked(name), question=address_of(query).partition("?")[2], tells=tells,
                checked_at=now, is_too_wide=len(found) > MOST_WATCHED,
            )  # fmt: skip
            known = () if saved.is_too_wide else found
            SavedMatch.objects.bulk_create(
                [SavedMatch(saved=saved, page_id=pk, found_at=now, is_told=True, is_seen=True) for pk in known],
                batch_size=500,
            )
    except IntegrityError as error:
        raise NameTaken from error
    return saved


def change_search(saved: SavedSearch, *, name: str, tells: bool) -> None:
    """Give it another name, or begin or end the letters about it: told is what is found from now on. Raises
    CannotSave."""
    begins = tells and not saved.tells
    saved.name, saved.tells = _checked(name), tells
    try:
        with transaction.atomic():
            saved.save(update_fields=["name", "tells"])
            if begins:
                saved.matches.update(is_told=True)
    except IntegrityError as error:
        raise NameTaken from error


def look_at(saved: SavedSearch) -> str:
    """Its owner opens it: nothing is new any more. Returns the address of its results, the newest first."""
    saved.matches.filter(is_seen=False).update(is_seen=True, is_told=True)
    return address_of(query_of(saved), sort=DATE)


def kept_searches(user: Any) -> list[Kept]:
    """The saved searches of `user` by name; new documents only as far as he may read them now. Three queries."""
    mine = list(SavedSearch.objects.filter(owner=user).order_by("name"))
    unseen: dict[int, list[int]] = {}
    for saved_id, page_id in (
        SavedMatch.objects.filter(saved__in=mine, is_seen=False).order_by("-pk").values_list("saved_id", "page_id")
    ):
        unseen.setdefault(saved_id, []).append(page_id)
    wanted = {pk for ids in unseen.values() for pk in ids}
    pages = {page.pk: page for page in visible_to(user, READ).filter(pk__in=wanted)} if wanted else {}
    kept = []
    for saved in mine:
        new = [pages[pk] for pk in unseen.get(saved.pk, ()) if pk in pages]
        kept.append(Kept(saved, query_of(saved), new[:MOST_SHOWN], len(new)))
    return kept


def _checked(name: str) -> str:
    clean = " ".join("".join(char if char.isprintable() else " " for char in name).split())
    if not clean or len(clean) > LONGEST_SAVED_NAME:
        raise NoName
    return clean
