"""Where a page may be moved to without changing access beyond one's own rights: one rule for the list and the move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from dumas_docs.models.base import BasePage
from dumas_docs.models.grants import AclScope, GrantCause

from .giving import rulable_roles
from .holders import holders_of_grants, reaching_page_ids
from .resolve import resolve
from .scope import bookkeeping

Held = set[tuple[str, int | None, int | None]]


def within_own_rights(page: BasePage, targets: Iterable[BasePage], *, by: Any, on: date) -> set[int]:
    """Ids of the `targets` whose grants differ from those above `page` by roles the person rules over only, and below
    which nobody is lacking who can give access. A few queries however many targets there are."""
    targets = list(targets)
    if not page.inherits:
        return {target.pk for target in targets}
    with bookkeeping():
        rulable = rulable_roles(resolve(user=by, on=on), page)
        now_from = set(reaching_page_ids(page)) - {page.pk}
        then_from = {target.pk: ids for target, ids in _reaching(targets)}
        every = now_from.union({page.pk}, *then_from.values())
        held = _held(every, on=on)
        holders = holders_of_grants(every, on=on)
    granted = held.keys()
    shared_now = holders.shared_levels(reaching=now_from | {page.pk})
    known: dict[frozenset[int], bool] = {}
    for ids in then_from.values():
        key = frozenset(ids & granted)
        if key not in known:
            changing = _together(held, now_from) ^ _together(held, key)
            known[key] = {role for role, _user, _group in changing} <= rulable and shared_now <= holders.shared_levels(
                reaching=key | {page.pk}
            )
    return {pk for pk, ids in then_from.items() if known[frozenset(ids & granted)]}


def with_page_of_slug(slug: str, targets: Iterable[BasePage]) -> set[int]:
    """Ids of the `targets` that hold a page of that address already."""
    ids = {target.path: target.pk for target in targets}
    with bookkeeping():
        same = BasePage.objects.filter(slug=slug).order_by().values_list("path", flat=True)
        return {ids[path[: -BasePage.steplen]] for path in same if path[: -BasePage.steplen] in ids}


def _reaching(targets: list[BasePage]) -> Iterable[tuple[BasePage, set[int]]]:
    """For each target the pages whose grants reach what lies in it."""
    scopes = {pk for target in targets for pk in (target.acl_folder_id, target.acl_item_id) if pk}
    above: dict[int | None, set[int]] = defaultdict(set)
    for scope_id, ancestor_id in AclScope.objects.filter(scope_id__in=scopes).values_list("scope_id", "ancestor_id"):
        above[scope_id].add(ancestor_id)
    for target in targets:
        yield target, above[target.acl_folder_id] | above[target.acl_item_id] | {target.pk}


def _held(page_ids: set[int], *, on: date) -> dict[int, Held]:
    found: dict[int, Held] = defaultdict(set)
    causes = GrantCause.objects.in_force(on).filter(page_id__in=page_ids)
    for page_id, *held in causes.values_list("page_id", "role", "user_id", "group_id"):
        found[page_id].add(tuple(held))
    return dict(found)


def _together(held: dict[int, Held], page_ids: Iterable[int]) -> Held:
    return set().union(*(held.get(pk, set()) for pk in page_ids))
