"""Withdraw what was shared. Roles that came with an assignment or the organisation's set-up end where they began."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dumas_docs.access import grants
from dumas_docs.access.giving import givable_roles
from dumas_docs.access.holders import verbs_by_person
from dumas_docs.access.roles import SHARE
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.models import BasePage, Cause, GrantCause

from .share import RoleBeyondOwn, rights_now


class NotASharedRole(ValueError):
    """The role has another cause than sharing, or was withdrawn already."""


class LastSharer(ValueError):
    """Nobody would be left who can give others access to the page."""


def withdraw_within_rights(*, page: BasePage, cause_id: int, by: Any, now: datetime, reason: str) -> GrantCause:
    """End a role given by sharing, in the caller's transaction; the caller asks `demand_sharer` when all is done.

    Who may give a role may withdraw it, and everybody may give up his own.
    Raises MayNotShare, RoleBeyondOwn, NotASharedRole."""
    page_now, rights = rights_now(page=page, by=by, now=now)
    cause = GrantCause.objects.filter(pk=cause_id, page_id=page_now.pk, revoked_at__isnull=True).first()
    if cause is None or cause.cause != Cause.BERBAGI:
        raise NotASharedRole(cause_id)
    if cause.role not in givable_roles(rights, page_now) and cause.user_id != by.pk:
        raise RoleBeyondOwn(cause.role)
    grants.revoke(cause=cause, by=by, now=now, reason=reason.strip()[:500])
    return cause


def demand_sharer(page: BasePage, *, now: datetime) -> None:
    """Raise LastSharer when no active person has `share` on the page any more."""
    with bookkeeping():
        page_now = BasePage.objects.get(pk=page.pk)
    reached = verbs_by_person(page_now, on=office_day(now))
    if not any(SHARE in verbs for verbs in reached.values()):
        raise LastSharer(page.pk)
