"""Save the sharing tab: everything that was ticked, unticked or given another last day, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from dumas_docs.access import grants
from dumas_docs.access.giving import givable_roles
from dumas_docs.access.scope import office_day
from dumas_docs.models import BasePage, Cause, GrantCause

from .revoke_share import NotASharedRole, demand_sharer, withdraw_within_rights
from .share import RoleBeyondOwn, check_last_day, give_within_rights, record_refusal, rights_now


@dataclass(frozen=True)
class Gift:
    """One new tick: a role for a user or a position's group."""

    to: Any
    role: str
    reason: str = ""
    ends_on: date | None = None


@dataclass(frozen=True)
class SharingChanged:
    """What was done, for the summary."""

    given: list[GrantCause] = field(default_factory=list)
    withdrawn: list[GrantCause] = field(default_factory=list)
    retimed: list[GrantCause] = field(default_factory=list)


def change_sharing(
    *, page: BasePage, by: Any, now: datetime, gifts: Sequence[Gift] = (), withdraw: Sequence[int] = (),
    last_days: dict[int, date | None] | None = None,
) -> SharingChanged:  # fmt: skip
    """Give `gifts`, end the causes `withdraw` (ids), and move last days (by id of the cause).

    A refusal for want of rights is recorded. Raises what `share` and `withdraw_within_rights` raise, and LastSharer;
    then nothing has changed."""
    try:
        with transaction.atomic():
            rights_now(page=page, by=by, now=now)
            given = [
                give_within_rights(
                    page=page, role=gift.role, to=gift.to, by=by, now=now, reason=gift.reason, ends_on=gift.ends_on
                )
                for gift in gifts
            ]
            retimed = [
                _retime(page=page, cause_id=cause_id, ends_on=ends_on, by=by, now=now)
                for cause_id, ends_on in (last_days or {}).items()
            ]
            withdrawn = [
                withdraw_within_rights(page=page, cause_id=cause_id, by=by, now=now, reason="") for cause_id in withdraw
            ]
            demand_sharer(page, now=now)
    except PermissionError as refused:
        record_refusal(page=page, by=by, now=now, refused=refused)
        raise
    return SharingChanged(given, withdrawn, retimed)


def _retime(*, page: BasePage, cause_id: int, ends_on: date | None, by: Any, now: datetime) -> GrantCause:
    page_now, rights = rights_now(page=page, by=by, now=now)
    today = office_day(now)
    cause = GrantCause.objects.in_force(today).filter(pk=cause_id, page_id=page_now.pk, cause=Cause.BERBAGI).first()
    if cause is None:
        raise NotASharedRole(cause_id)
    if cause.role not in givable_roles(rights, page_now):
        raise RoleBeyondOwn(cause.role)
    if cause.user_id == by.pk or cause.group_id in rights.principals.group_ids:
        raise RoleBeyondOwn(cause.role)
    check_last_day(cause.user or cause.group, ends_on=ends_on, now=now)
    return grants.give(
        page=page_now, role=cause.role, to=cause.user or cause.group, cause=Cause.BERBAGI, cause_ref=cause.cause_ref,
        by=by, now=now, ends_on=ends_on,
    )  # fmt: skip
