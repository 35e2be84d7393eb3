"""The sole writer of guardian rows: a row stands exactly while at least one cause for it is in force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet

from dumas_docs.models.audit import FieldGroup
from dumas_docs.models.base import BasePage
from dumas_docs.models.grants import Cause, GrantCause

from . import audit, grant_rows, pointers
from .roles import ROLES, Role
from .scope import bookkeeping, forget_resolution, office_day


class UnknownRole(KeyError):
    """There is no role of that code."""


class Given(NamedTuple):
    """One role for a user or a group, to the end of its last day if it has one."""

    role: str
    to: Any
    ends_on: date | None = None


def give(
    *,
    page: BasePage,
    role: str,
    to: Any,
    cause: Cause,
    now: datetime,
    by: Any = None,
    reason: str = "",
    ends_on: date | None = None,
    cause_ref: str = "",
) -> GrantCause:
    """Give `to` (a user or a group) a role on a page for one cause; the same cause again only moves its end date.

    Asks nobody's rights: actions do that. Raises UnknownRole."""
    (given,) = give_together(
        page=page, given=[Given(role, to, ends_on)], cause=cause, now=now, by=by, reason=reason, cause_ref=cause_ref
    )  # fmt: skip
    return given


def give_together(
    *,
    page: BasePage,
    given: Sequence[Given],
    cause: Cause,
    now: datetime,
    by: Any = None,
    reason: str = "",
    cause_ref: str = "",
) -> list[GrantCause]:
    """As `give`, several roles on one page for one cause with hardly more work than one. Raises UnknownRole."""
    for each in given:
        _role(each.role)
    return _give(page=page, given=given, cause=cause, now=now, by=by, reason=reason, cause_ref=cause_ref)


# Inside an act both are part of it: no savepoint of their own, nothing that they raise is passed over.
@transaction.atomic(savepoint=False)
def _give(
    *, page: BasePage, given: Sequence[Given], cause: Cause, now: datetime, by: Any, reason: str, cause_ref: str
) -> list[GrantCause]:
    pointers.hold_places()
    today = office_day(now)
    standing = list(_standing(page.pk))
    same = {
        (each.role, each.user_id, each.group_id): each
        for each in standing
        if (each.cause, each.cause_ref) == (cause, cause_ref) and (each.ends_on is None or each.ends_on >= today)
    }
    causes, changed, fresh = [], [], []
    for each in given:
        principal = _principal(each.to)
        user_id, group_id = (one.pk if one else None for one in (principal["user"], principal["group"]))
        open_cause = same.get((each.role, user_id, group_id))
        if open_cause is None:
            open_cause = GrantCause(
                page_id=page.pk, role=each.role, cause=cause, cause_ref=cause_ref, reason=reason,
                ends_on=each.ends_on, given_by=by, given_at=now, **principal,
            )  # fmt: skip
            fresh.append(open_cause)
            changed.append(open_cause)
        elif _move_end(open_cause, ends_on=each.ends_on, reason=reason, by=by, now=now):
            changed.append(open_cause)
        causes.append(open_cause)
    GrantCause.objects.bulk_create(fresh)
    if changed:
        # What follows a cause whose end was moved may stand on this page as well.
        now_standing = [*standing, *fresh] if len(changed) == len(fresh) else list(_standing(page.pk))
        _sync(page, changed, standing=now_standing, today=today)
        lines = [audit.Event(page=page, group=FieldGroup.AKSES, reason=reason, data=_audit_data(c)) for c in changed]
        audit.record_many(verb="akses.diberikan", by=by, events=lines, at=now)
    return causes


def _move_end(open_cause: GrantCause, *, ends_on: date | None, reason: str, by: Any, now: datetime) -> bool:
    """Whether the same cause ends on another day, or is given for another reason, than before."""
    if open_cause.ends_on == ends_on and (not reason or open_cause.reason == reason):
        return False
    open_cause.ends_on, open_cause.reason = ends_on, reason or open_cause.reason
    open_cause.save(update_fields=["ends_on", "reason"])
    for following in _following([open_cause]):
        _retime(following, ends_on=ends_on, by=by, now=now)
    return True


def revoke(*, cause: GrantCause, now: datetime, by: Any = None, reason: str = "") -> None:
    """End one cause, what was kept of it below stops, and what stands for it on top secret documents.

    Other causes for the same role stay in force.
    One that has ended already stays as it was."""
    revoke_together(causes=[cause], now=now, by=by, reason=reason)


@transaction.atomic
def revoke_together(*, causes: Sequence[GrantCause], now: datetime, by: Any = None, reason: str = "") -> None:
    """As `revoke`, several causes on one page with hardly more work than one."""
    pointers.hold_places()
    asked = {cause.pk for cause in causes}
    now_ended: set[int] = set()
    for page_id in sorted({cause.page_id for cause in causes}):
        with bookkeeping():
            page = BasePage.objects.get(pk=page_id)
        ended = _end(page, lambda each: each.pk in asked, now=now, by=by, reason=reason)
        now_ended.update(cause.pk for cause in ended)
    for cause in causes:
        if cause.pk in now_ended:
            cause.revoked_at, cause.revoked_by = now, by
        else:
            cause.refresh_from_db(fields=["revoked_at", "revoked_by"])


def revoke_of(*, page: BasePage, cause: Cause, cause_ref: str, now: datetime, by: Any = None, reason: str = "") -> None:
    """As `revoke`, whatever was given for one cause on one page."""
    _end(page, lambda each: (each.cause, each.cause_ref) == (cause, cause_ref), now=now, by=by, reason=reason)


@transaction.atomic(savepoint=False)
def _end(
    page: BasePage, is_meant: Callable[[GrantCause], bool], *, now: datetime, by: Any, reason: str
) -> list[GrantCause]:
    """End what is meant of the causes that stand on one page, and what follows them; returns what ended here."""
    pointers.hold_places()
    standing = list(_standing(page.pk))
    ended = [each for each in standing if is_meant(each)]
    if not ended:
        return []
    GrantCause.objects.filter(pk__in=[cause.pk for cause in ended]).update(revoked_at=now, revoked_by=by)
    _sync(page, ended, standing=[each for each in standing if not is_meant(each)], today=office_day(now))
    lines = [audit.Event(page=page, group=FieldGroup.AKSES, reason=reason, data=_audit_data(c)) for c in ended]
    audit.record_many(verb="akses.dicabut", by=by, events=lines, at=now)
    for following in _following(ended):
        revoke(cause=following, now=now, by=by, reason=reason)
    return ended


def _standing(page_id: int) -> QuerySet[GrantCause]:
    """Causes on a page that were not revoked, also those whose last day is over. Ask while places are held."""
    return GrantCause.objects.filter(page_id=page_id, revoked_at__isnull=True).order_by("pk")


def _following(causes: Sequence[GrantCause]) -> list[GrantCause]:
    """Causes elsewhere that live and end with one of these."""
    refs = [ref for cause in causes for ref in (cause.kept_ref, cause.named_ref)]
    return list(GrantCause.objects.filter(cause_ref__in=refs, revoked_at__isnull=True).order_by("pk"))


def _retime(following: GrantCause, *, ends_on: date | None, by: Any, now: datetime) -> None:
    with bookkeeping():
        page = following.page
    give(
        page=page, role=following.role, to=following.user or following.group, cause=Cause(following.cause),
        cause_ref=following.cause_ref, by=by, now=now, ends_on=ends_on,
    )  # fmt: skip


def _sync(page: BasePage, causes: Sequence[GrantCause], *, standing: Sequence[GrantCause], today: date) -> None:
    """Make the guardian rows say what the open causes say, and the page a scope exactly while it has rows."""
    principals = [(cause.role, cause.user_id, cause.group_id) for cause in causes]
    with bookkeeping():
        had_rows, has_rows = grant_rows.sync(
            page_id=page.pk, principals=principals, standing=standing, today=today
        )  # fmt: skip
        # Folders and cases are scopes with or without grants.
        is_scope_anyway = page.specific_class.is_folder or page.specific_class.is_record_scope
        if had_rows != has_rows and not is_scope_anyway:
            pointers.rebuild(page)
    forget_resolution()


def _role(code: str) -> Role:
    try:
        return ROLES[code]
    except KeyError as error:
        raise UnknownRole(code) from error


def _principal(to: Any) -> dict[str, Any]:
    return {"group": to, "user": None} if isinstance(to, Group) else {"user": to, "group": None}


def _audit_data(cause: GrantCause) -> dict[str, Any]:
    return {
        "role": cause.role,
        "cause": cause.cause,
        "cause_ref": cause.cause_ref,
        "user": cause.user_id,
        "group": cause.group_id,
        "ends_on": cause.ends_on.isoformat() if cause.ends_on else None,
    }
