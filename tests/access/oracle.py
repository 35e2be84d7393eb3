"""Who may do what, by walking the tree: slow, and written without `resolve`, the pointers or the closure table.

Rule (access.md): grants on a page hold for everything below until a page that does not inherit. On the page itself a
role gives all its verbs at any level; further down each verb up to its reach. Roles without `drafts` pass over what is
not live. Roles by name count for who holds a position; for who never held one, up to their last day if all causes of
the role have one.
What a position has as director of a top secret page, or by any role that reads on a letter in a closed envelope, counts
for who holds it, not for who only stands in as plh.
What is public, live and BIASA may be seen and read by everybody.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from dumas_docs.access.roles import ROLES
from dumas_docs.models import BasePage, GrantCause, IncomingLetter
from workflows.models import Appointment


def _counts(ends_on: date | None, on: date) -> bool:
    return ends_on is None or ends_on >= on


def _has_left(user: Any, on: date) -> bool:
    given = list(Appointment.objects.filter(person=user))
    return bool(given) and not any(one.starts_on <= on and _counts(one.ends_on, on) for one in given)


def groups_of(user: Any, on: date) -> set[int]:
    return {appointment.position.group_id for appointment in _held(user, on)}


def _held(user: Any, on: date) -> list[Appointment]:
    if user is None or not user.is_authenticated:
        return []
    given = Appointment.objects.select_related("position").filter(person=user)
    return [each for each in given if each.starts_on <= on and _counts(each.ends_on, on)]


def verbs_of(user: Any, *, on: date) -> dict[int, frozenset[str]]:
    """Verbs of a person on every page of the archive."""
    pages = list(BasePage.objects.order_by("path"))
    by_path = {page.path: page for page in pages}
    public = user is None or not user.is_authenticated or not user.is_active or _has_left(user, on)
    groups = set() if public else groups_of(user, on)
    grants = [
        cause
        for cause in GrantCause.objects.all()
        if not public
        and cause.revoked_at is None
        and _counts(cause.ends_on, on)
        and (cause.group_id in groups or (cause.user_id == user.pk and (groups or cause.ends_on)))
    ]
    if not groups:
        undated = {(cause.page_id, cause.role) for cause in _in_force(user, on) if cause.ends_on is None}
        grants = [cause for cause in grants if (cause.page_id, cause.role) not in undated]
    own = {held.position.group_id for held in _held(user, on) if held.kind != "PLH"}
    grants = [cause for cause in grants if cause.group_id is None or cause.group_id in own or not _in_person(cause)]
    return {page.pk: _verbs(page, by_path, grants) for page in pages}


def _in_person(cause: GrantCause) -> bool:
    letter = IncomingLetter.objects.filter(pk=cause.page_id).exclude(seal="TERBUKA").exists()
    is_confided = cause.role == "director" and cause.page.level == 3
    return is_confided or (letter and "read" in ROLES[cause.role].verbs)


def _in_force(user: Any, on: date) -> list[GrantCause]:
    causes = GrantCause.objects.filter(user_id=getattr(user, "pk", None), revoked_at=None)
    return [cause for cause in causes if _counts(cause.ends_on, on)]


def _verbs(page: BasePage, by_path: dict[str, BasePage], grants: list[GrantCause]) -> frozenset[str]:
    found: set[str] = set()
    if page.depth == 1 or (page.is_public and page.live and page.level == 0):
        found |= {"see", "read"}
    above: BasePage | None = page
    while above is not None:
        for grant in grants:
            if grant.page_id != above.pk:
                continue
            role = ROLES[grant.role]
            if not page.live and not role.drafts:
                continue
            direct = above.pk == page.pk and grant.cause not in ("WARISAN", "DISPOSISI")
            found |= {verb for verb, reach in role.reach.items() if direct or page.level <= reach}
        above = by_path.get(above.path[:-4]) if above.inherits else None
    return frozenset(found)
