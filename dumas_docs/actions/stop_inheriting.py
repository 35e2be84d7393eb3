"""Close a page against what is given above it, keeping chosen roles as grants of its own."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs import events
from dumas_docs.access import audit, grants, pointers
from dumas_docs.access.giving import can_be_kept, rulable_roles, share_standing
from dumas_docs.access.holders import shared_levels
from dumas_docs.access.resolve import resolve
from dumas_docs.access.roles import SHARE
from dumas_docs.access.scope import bookkeeping, forget_resolution, office_day
from dumas_docs.access.selectors import causes_reaching
from dumas_docs.models import BasePage, Cause, FieldGroup, GrantCause

from .share import ReasonNeeded, record_refusal, rights_now

TOP_DEPTH = 2  # the site's own first page has nothing above it to inherit from


class InheritsAlready(ValueError):
    """The page inherits access; there is nothing to take up again."""


class InheritsNothing(ValueError):
    """The page does not inherit, or there is nothing above it to inherit from."""


class WouldLoseOwnShare(ValueError):
    """The person would no longer be able to give access to the page himself."""


class CannotBeKept(ValueError):
    """The role does not reach the page from above."""


class NobodyWouldShare(ValueError):
    """Documents of some level, seen by the person or not, would have nobody left who can give access to them."""


def stop_inheriting(
    *, page: BasePage, by: Any, now: datetime, reason: str, keep: Collection[int] = ()
) -> list[GrantCause]:
    """Let nothing from above reach `page` and what lies below it; `keep` are ids of causes that stay.

    Roles beyond the person's own stay in any case. What stays reaches no further than it did, and ends with its origin
    or with the stop. Returns the grants that were kept. Raises MayNotShare, ReasonNeeded, InheritsNothing,
    CannotBeKept, WouldLoseOwnShare, NobodyWouldShare; then nothing has changed."""
    try:
        with transaction.atomic():
            return _stop(page=page, by=by, now=now, reason=reason.strip()[:500], keep=keep)
    except PermissionError as refused:
        record_refusal(page=page, by=by, now=now, refused=refused)
        raise


def _stop(*, page: BasePage, by: Any, now: datetime, reason: str, keep: Collection[int]) -> list[GrantCause]:
    page_now, rights = rights_now(page=page, by=by, now=now)
    today = office_day(now)
    if not reason:
        raise ReasonNeeded
    if not page_now.inherits or page_now.depth <= TOP_DEPTH:
        raise InheritsNothing(page.pk)
    above = {cause.pk: cause for cause in causes_reaching(page_now, on=today) if can_be_kept(page_now, cause)}
    if not set(keep) <= above.keys():
        raise CannotBeKept(sorted(set(keep) - above.keys()))
    rulable = rulable_roles(rights, page_now)
    staying = set(keep) | {pk for pk, cause in above.items() if cause.role not in rulable}
    shared_before = shared_levels(page_now, on=today)
    kept = [_keep(above[pk], page=page_now, by=by, now=now) for pk in sorted(staying)]
    standing = share_standing(rights, page_now)
    turn_inheritance(page_now, inherits=False, standing=standing, by=by, now=now, reason=reason)
    if SHARE not in resolve(user=by, on=today).verbs(page_now):
        raise WouldLoseOwnShare(page.pk)
    if not shared_before <= shared_levels(page_now, on=today):
        raise NobodyWouldShare(page.pk)
    page.inherits = False
    return kept


def _keep(cause: GrantCause, *, page: BasePage, by: Any, now: datetime) -> GrantCause:
    return grants.give(
        page=page, role=cause.role, to=cause.user or cause.group, cause=Cause.WARISAN, by=by, now=now,
        reason=cause.reason, ends_on=cause.ends_on, cause_ref=cause.kept_ref,
    )  # fmt: skip


def turn_inheritance(page: BasePage, *, inherits: bool, standing: int, by: Any, now: datetime, reason: str) -> None:
    """Write the switch, the pointers and the trail, inside the caller's transaction. Asks nobody's rights.

    `standing` is how high the person's right to share reaches: who comes below it does not undo the stop."""
    with bookkeeping():
        BasePage.objects.filter(pk=page.pk).update(inherits=inherits)
    page.inherits = inherits
    pointers.rebuild(page)
    forget_resolution()
    audit.record(
        verb="akses.warisan", by=by, page=page, group=FieldGroup.AKSES, reason=reason, at=now,
        data={"inherits": inherits, "standing": standing},
    )  # fmt: skip
    events.access_changed.send(sender=BasePage, page_id=page.pk)
