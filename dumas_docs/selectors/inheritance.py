"""What stopping or taking up inheritance would change on a page, in names and numbers, before anybody does it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model

from dumas_docs.access.giving import can_be_kept, rulable_roles
from dumas_docs.access.holders import members_of, role_verbs_on, verbs_by_person
from dumas_docs.access.pointers import reaching_if_inherited
from dumas_docs.access.roles import ROLES, SHARE
from dumas_docs.access.scope import current_scope
from dumas_docs.access.selectors import causes_reaching
from dumas_docs.models import BasePage, GrantCause

from .principals import Principal, key_of, name_of, principals_by_key
from .sharing import documents_reached, own_principal_keys

Verbs = dict[int, frozenset[str]]


@dataclass(frozen=True)
class Keepable:
    """A role from above that can stay on the page; `must_stay` where it goes beyond the person's own."""

    cause_id: int
    principal: Principal
    role_label: str
    is_own: bool
    kept: bool
    must_stay: bool


@dataclass(frozen=True)
class InheritanceChange:
    """Who loses or gains what on the page itself; the documents below follow."""

    losing: list[str]
    losing_part: list[str]
    gaining: list[str]
    gaining_part: list[str]
    documents: int
    keepable: list[Keepable]
    still_shares: bool


def stopping(page: BasePage, *, user: Any, on: date, keep: Collection[int] | None = None) -> InheritanceChange:
    """What happens when `page` stops inheriting and the causes `keep` stay; by default those of the person himself."""
    above = [cause for cause in causes_reaching(page, on=on) if can_be_kept(page, cause)]
    principals = principals_by_key({_key(cause) for cause in above}, on=on)
    own = own_principal_keys(user)
    rulable = rulable_roles(current_scope().resolution, page)
    staying = {cause.pk for cause in above if cause.role not in rulable}
    kept = staying | ({cause.pk for cause in above if _key(cause) in own} if keep is None else set(keep))
    after = _with_kept(
        page, verbs_by_person(page, on=on, reaching=[page.pk]), [cause for cause in above if cause.pk in kept], on=on
    )
    keepable = [
        Keepable(
            cause.pk, principals[_key(cause)], str(ROLES[cause.role].label), is_own=_key(cause) in own,
            kept=cause.pk in kept, must_stay=cause.pk in staying,
        )
        for cause in above
    ]  # fmt: skip
    return _change(page, verbs_by_person(page, on=on), after, keepable=keepable, user=user)


def resuming(page: BasePage, *, user: Any, on: date) -> InheritanceChange:
    """What happens when `page` inherits again."""
    after = verbs_by_person(page, on=on, reaching=reaching_if_inherited(page))
    return _change(page, verbs_by_person(page, on=on), after, keepable=[], user=user)


def _key(cause: GrantCause) -> str:
    return key_of(user_id=cause.user_id, group_id=cause.group_id)


def _with_kept(page: BasePage, verbs: Verbs, kept: list[GrantCause], *, on: date) -> Verbs:
    members = members_of({cause.group_id for cause in kept if cause.group_id}, on=on)
    found = dict(verbs)
    for cause in kept:
        allowed = role_verbs_on(page, ROLES[cause.role], direct=False)
        users = {cause.user_id} if cause.user_id else {user for group, user, _own in members if group == cause.group_id}
        for user_id in users:
            found[user_id] = found.get(user_id, frozenset()) | allowed
    return found


def _change(page: BasePage, before: Verbs, after: Verbs, *, keepable: list[Keepable], user: Any) -> InheritanceChange:
    people = {found.pk: name_of(found) for found in get_user_model().objects.filter(pk__in={*before, *after})}

    def named(*, lost: bool, part: bool) -> list[str]:
        old, new = (before, after) if lost else (after, before)
        return sorted(
            people[pk] for pk, verbs in old.items() if verbs - new.get(pk, frozenset()) and bool(new.get(pk)) == part
        )

    return InheritanceChange(
        losing=named(lost=True, part=False),
        losing_part=named(lost=True, part=True),
        gaining=named(lost=False, part=False),
        gaining_part=named(lost=False, part=True),
        documents=documents_reached(page),
        keepable=keepable,
        still_shares=SHARE in after.get(user.pk, frozenset()),
    )
