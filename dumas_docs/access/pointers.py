"""Keeps the Y3 pointers and the scope closure true: on create, move, block and with the first or last own grant.

A folder's change touches scope rows of folders only; a case's change its own few pages. `audit_pointers` proves all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F

from dumas_docs.models.base import BasePage
from dumas_docs.models.grants import AclScope, PageGroupGrant, PageUserGrant

from .scope import bookkeeping, forget_resolution


@dataclass
class Place:
    """What a page hands down: its pointers, the chain of folders and of record scopes reached from it."""

    folder_id: int | None = None
    item_id: int | None = None
    folder_chain: list[int] = field(default_factory=list)
    item_chain: list[int] = field(default_factory=list)


def place_below(above: Place, *, page_id: int, is_folder: bool, is_scope: bool, inherits: bool) -> Place:
    """The place of one page under `above`. Pure; the whole of scheme Y3 stands here."""
    if is_folder:
        return Place(page_id, None, [page_id, *(above.folder_chain if inherits else [])], [])
    folder_id = above.folder_id if inherits else None
    folder_chain = above.folder_chain if inherits else []
    if is_scope or not inherits:
        return Place(folder_id, page_id, folder_chain, [page_id, *(above.item_chain if inherits else [])])
    return Place(folder_id, above.item_id, folder_chain, above.item_chain)


def place_new(page: BasePage) -> None:
    """Give a page that was just inserted its pointers and, where it is a scope, its closure rows."""
    with bookkeeping():
        place = place_below(
            place_of(page.get_parent() if page.depth > 1 else None),
            page_id=page.pk,
            is_folder=page.is_folder,
            is_scope=page.is_record_scope,
            inherits=page.inherits,
        )
        BasePage.objects.filter(pk=page.pk).update(acl_folder_id=place.folder_id, acl_item_id=place.item_id)
        page.acl_folder_id, page.acl_item_id = place.folder_id, place.item_id
        chain = place.folder_chain if page.is_folder else place.item_chain if place.item_id == page.pk else []
        AclScope.objects.bulk_create(AclScope(scope_id=page.pk, ancestor_id=a, is_folder=page.is_folder) for a in chain)
    forget_resolution()


@transaction.atomic
def rebuild(page: BasePage) -> int:
    """Recompute the places of `page` and of what its change can reach; returns the number of rows written."""
    with bookkeeping():
        fresh = BasePage.objects.get(pk=page.pk)
        below = BasePage.objects.filter(path__startswith=fresh.path)
        granted: set[int] = set()
        if fresh.specific_class.is_folder:
            below = below.filter(acl_folder_id=F("id"))
        else:
            granted = _granted_ids(below=fresh.path)
        above = place_of(fresh.get_parent() if fresh.depth > 1 else None)
        written = sum(_write(found) for found in _walk(below, above=above, granted=granted))
        page.acl_folder_id, page.acl_item_id = BasePage.objects.values_list("acl_folder_id", "acl_item_id").get(
            pk=page.pk
        )
    forget_resolution()
    return written


def audit_pointers() -> Iterator[str]:
    """Compare every pointer and closure row with the tree; yields one line per difference, nothing when all is true."""
    with bookkeeping():
        scopes: dict[int, set[int]] = {}
        for scope_id, ancestor_id in AclScope.objects.values_list("scope_id", "ancestor_id").iterator(chunk_size=5000):
            scopes.setdefault(scope_id, set()).add(ancestor_id)
        for found in _walk(BasePage.objects.all(), above=Place(), granted=_granted_ids()):
            stored = (found.stored_folder_id, found.stored_item_id)
            if stored != (found.place.folder_id, found.place.item_id):
                wanted = (found.place.folder_id, found.place.item_id)
                yield f"page {found.page_id}: pointers {stored}, should be {wanted}"
            if scopes.pop(found.page_id, set()) != set(found.chain):
                yield f"page {found.page_id}: closure rows differ"
        for scope_id in scopes:
            yield f"page {scope_id}: closure rows of a page that is gone"


@dataclass
class _Found:
    page_id: int
    place: Place
    is_folder: bool
    stored_folder_id: int | None
    stored_item_id: int | None

    @property
    def chain(self) -> list[int]:
        if self.is_folder:
            return self.place.folder_chain
        return self.place.item_chain if self.place.item_id == self.page_id else []


def _walk(pages, *, above: Place, granted: set[int]) -> Iterator[_Found]:
    folder_types, record_types = _type_ids()
    stack: list[tuple[str, Place]] = []
    rows = pages.order_by("path").values_list(
        "pk", "path", "content_type_id", "inherits", "acl_folder_id", "acl_item_id"
    )
    for page_id, path, type_id, inherits, folder_id, item_id in rows.iterator(chunk_size=5000):
        while stack and not path.startswith(stack[-1][0]):
            stack.pop()
        is_folder = type_id in folder_types
        place = place_below(
            stack[-1][1] if stack else above,
            page_id=page_id,
            is_folder=is_folder,
            is_scope=type_id in record_types or page_id in granted,
            inherits=inherits,
        )
        stack.append((path, place))
        yield _Found(page_id, place, is_folder, folder_id, item_id)


def _write(found: _Found) -> int:
    written = 0
    wanted = (found.place.folder_id, found.place.item_id)
    if wanted != (found.stored_folder_id, found.stored_item_id):
        written += BasePage.objects.filter(pk=found.page_id).update(acl_folder_id=wanted[0], acl_item_id=wanted[1])
    stored = set(AclScope.objects.filter(scope_id=found.page_id).values_list("ancestor_id", flat=True))
    chain = set(found.chain)
    if stored - chain:
        written += AclScope.objects.filter(scope_id=found.page_id, ancestor_id__in=stored - chain).delete()[0]
    new = [
        AclScope(scope_id=found.page_id, ancestor_id=ancestor, is_folder=found.is_folder) for ancestor in chain - stored
    ]
    AclScope.objects.bulk_create(new)
    return written + len(new)


def place_of(page: BasePage | None) -> Place:
    """What a stored page hands down to its children; an empty place for None."""
    if page is None:
        return Place()
    chains: dict[int, list[int]] = {}
    ids = [pk for pk in (page.acl_folder_id, page.acl_item_id) if pk]
    for scope_id, ancestor_id in AclScope.objects.filter(scope_id__in=ids).values_list("scope_id", "ancestor_id"):
        chains.setdefault(scope_id, []).append(ancestor_id)
    return Place(
        page.acl_folder_id,
        page.acl_item_id,
        chains.get(page.acl_folder_id or 0, []),
        chains.get(page.acl_item_id or 0, []),
    )


def _type_ids() -> tuple[set[int], set[int]]:
    from wagtail.models import get_page_models

    types = ContentType.objects.get_for_models(*get_page_models(), BasePage, for_concrete_models=False)
    return (
        {found.pk for model, found in types.items() if model.is_folder},
        {found.pk for model, found in types.items() if model.is_record_scope},
    )


def _granted_ids(*, below: str = "") -> set[int]:
    return {
        page_id
        for grants in (PageUserGrant, PageGroupGrant)
        for page_id in grants.objects.filter(content_object__path__startswith=below).values_list(
            "content_object_id", flat=True
        )
    }
