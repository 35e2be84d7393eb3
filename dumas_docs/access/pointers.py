"""Keeps the Y3 pointers and the scope closure true: on create, move, block and with the first or last own grant.

A folder's change touches scope rows of folders only; a case's change its own few pages. `audit_pointers` proves all.
Order of locks in one transaction: `hold_places`, page rows, register numbers, the end of the audit trail.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dumas_docs import events
from dumas_docs.models.base import BasePage
from dumas_docs.models.grants import AclScope, PageGroupGrant, PageUserGrant

from .scope import bookkeeping, forget_resolution

PLACES_LOCK = 0x44554D4153  # any number no other advisory lock of the database uses
CHUNK = 2000


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


def hold_places() -> None:
    """Until the transaction ends nobody else creates, moves, shares or blocks a page.

    Without it a page made at the moment its folder is blocked would keep the folder's old chain. On SQLite the
    transaction is the only writer already."""
    if connection.vendor != "postgresql" or any(
        waits is _held for _savepoints, waits, _robust in connection.run_on_commit
    ):
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PLACES_LOCK])
    # A savepoint that is rolled back gives up the lock, and Django drops with it what was to happen on commit.
    transaction.on_commit(_held)


def _held() -> None:
    """Stands on the transaction's list while it holds places."""


def place_new(page: BasePage) -> None:
    """Give a page that was just inserted its pointers and, where it is a scope, its closure rows."""
    with bookkeeping():
        place = place_below(
            place_of(_stored_parent(page)),
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


def reaching_if_inherited(page: BasePage) -> set[int]:
    """Ids of the pages whose grants would reach `page` if it inherited, itself included."""
    with bookkeeping():
        above = place_of(_stored_parent(page))
    return {page.pk, *above.folder_chain, *(() if page.specific_class.is_folder else above.item_chain)}


@transaction.atomic
def rebuild(page: BasePage) -> int:
    """Recompute the places of `page` and of what its change can reach; returns the number of rows written."""
    hold_places()
    with bookkeeping():
        fresh = BasePage.objects.get(pk=page.pk)
        if fresh.specific_class.is_folder:
            # Exactly the folders that inherit from this one; those below a block hang on nothing above it.
            inheriting = AclScope.objects.filter(ancestor_id=fresh.pk, is_folder=True).values("scope_id")
            pages, granted = BasePage.objects.filter(Q(pk=fresh.pk) | Q(pk__in=inheriting)), set()
        else:
            pages, granted = BasePage.objects.filter(path__startswith=fresh.path), _granted_ids(below=fresh.path)
        above = place_of(_stored_parent(fresh))
        written = _write(list(_walk(pages, above=above, granted=granted)))
        page.acl_folder_id, page.acl_item_id = BasePage.objects.values_list("acl_folder_id", "acl_item_id").get(
            pk=page.pk
        )
    forget_resolution()
    return written


@transaction.atomic
def rebuild_all() -> int:
    """Recompute every place of the archive; returns the number of rows written. For repair, and after a restore."""
    hold_places()
    with bookkeeping():
        written, chunk = 0, []
        for found in list(_walk(BasePage.objects.all(), above=Place(), granted=_granted_ids())):
            chunk.append(found)
            if len(chunk) == CHUNK:
                written += _write(chunk)
                chunk = []
        written += _write(chunk)
        gone = AclScope.objects.exclude(scope_id__in=BasePage.objects.values("pk"))
        written += gone.delete()[0]
    forget_resolution()
    return written


def audit_pointers(*, seen: Callable[[], object] = lambda: None) -> list[str]:
    """Compare every pointer and closure row with the tree: one line per difference, none when all is true.

    `seen` is called for each page, for a progress bar."""
    faults = []
    with bookkeeping():
        scopes: dict[int, set[tuple[int, bool]]] = defaultdict(set)
        rows = AclScope.objects.values_list("scope_id", "ancestor_id", "is_folder")
        for scope_id, ancestor_id, is_folder in rows.iterator(chunk_size=CHUNK):
            scopes[scope_id].add((ancestor_id, is_folder))
        for found in _walk(BasePage.objects.all(), above=Place(), granted=_granted_ids()):
            seen()
            stored = (found.stored_folder_id, found.stored_item_id)
            wanted = (found.place.folder_id, found.place.item_id)
            if stored != wanted:
                words = _("page %(page)d: pointers %(stored)s, should be %(wanted)s")
                faults.append(words % {"page": found.page_id, "stored": stored, "wanted": wanted})
            if scopes.pop(found.page_id, set()) != {(ancestor, found.is_folder) for ancestor in found.chain}:
                faults.append(_("page %(page)d: closure rows differ") % {"page": found.page_id})
    gone = _("page %(page)d: closure rows of a page that is gone")
    return faults + [gone % {"page": scope_id} for scope_id in scopes]


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
    for page_id, path, type_id, inherits, folder_id, item_id in rows.iterator(chunk_size=CHUNK):
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


def _write(found_pages: list[_Found]) -> int:
    """Bring stored pointers and closure rows to what was found, in a few queries however many pages."""
    written = 0
    moved: dict[tuple[int | None, int | None], list[int]] = defaultdict(list)
    stored: dict[int, dict[tuple[int, bool], int]] = defaultdict(dict)
    ids = [found.page_id for found in found_pages]
    for start in range(0, len(ids), CHUNK):
        rows = AclScope.objects.filter(scope_id__in=ids[start : start + CHUNK])
        for pk, scope_id, ancestor_id, is_folder in rows.values_list("pk", "scope_id", "ancestor_id", "is_folder"):
            stored[scope_id][ancestor_id, is_folder] = pk
    stale, missing = [], []
    for found in found_pages:
        wanted = (found.place.folder_id, found.place.item_id)
        if wanted != (found.stored_folder_id, found.stored_item_id):
            moved[wanted].append(found.page_id)
        chain = {(ancestor, found.is_folder) for ancestor in found.chain}
        stale += [pk for key, pk in stored[found.page_id].items() if key not in chain]
        missing += [
            AclScope(scope_id=found.page_id, ancestor_id=ancestor, is_folder=is_folder)
            for ancestor, is_folder in chain - stored[found.page_id].keys()
        ]
    for (folder_id, item_id), page_ids in moved.items():
        for start in range(0, len(page_ids), CHUNK):
            pages = BasePage.objects.filter(pk__in=page_ids[start : start + CHUNK])
            written += pages.update(acl_folder_id=folder_id, acl_item_id=item_id)
        for page_id in page_ids:
            events.access_changed.send(sender=BasePage, page_id=page_id)
    for start in range(0, len(stale), CHUNK):
        written += AclScope.objects.filter(pk__in=stale[start : start + CHUNK]).delete()[0]
    AclScope.objects.bulk_create(missing, batch_size=CHUNK)
    return written + len(missing)


def _stored_parent(page: BasePage) -> BasePage | None:
    """The parent as the database has it now: one in memory may be older than a block or move."""
    return page.get_parent(update=True) if page.depth > 1 else None


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
