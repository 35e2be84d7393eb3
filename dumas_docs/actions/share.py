"""Share a page: give a role to a person or a position, within one's own rights (issue "Sharing"; access.md)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from dumas_docs.access import audit, grants, pointers
from dumas_docs.access.giving import givable_roles, needs_reason
from dumas_docs.access.resolve import Resolution, resolve
from dumas_docs.access.roles import ROLES, SHARE
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.models import BasePage, Cause, FieldGroup, GrantCause
from workflows.selectors import people_out_of_office, people_without_position


class MayNotShare(PermissionError):
    """The person has no `share` on the page (any more)."""


class RoleBeyondOwn(PermissionError):
    """The role allows more than the giver may do, or reaches further."""


class NotToOneself(PermissionError):
    """Nobody gives a role to himself or to a position he holds: it would outlast the right it comes from."""


class UnknownPrincipal(ValueError):
    """No active person and no position of that id."""


class ReasonNeeded(ValueError):
    """From RAHASIA on a grant carries a reason, also one that opens secret documents further down."""


class LastDayNeeded(ValueError):
    """Who holds no position is given a role up to a day only; without one it would count for nothing."""


class NoLongerInOffice(ValueError):
    """Who has held positions and holds none is the public (docs/decisions/0004): a role would count for nothing."""


class ReasonTooLong(ValueError):
    """A reason is kept whole or refused, never cut."""


class EndsInThePast(ValueError):
    """The last day lies before today."""


LONGEST_REASON = 500


def share(
    *, page: BasePage, role: str, to: Any, by: Any, now: datetime, reason: str = "", ends_on: date | None = None
) -> GrantCause:
    """Give `to` (a user or a position's group) a role on `page`, until the last day `ends_on` where one is given.

    A refusal for want of rights is recorded. Raises MayNotShare, RoleBeyondOwn, NotToOneself, UnknownPrincipal,
    ReasonNeeded, ReasonTooLong, LastDayNeeded, NoLongerInOffice, EndsInThePast, UnknownRole."""
    try:
        with transaction.atomic():
            return give_within_rights(page=page, role=role, to=to, by=by, now=now, reason=reason, ends_on=ends_on)
    except PermissionError as refused:
        record_refusal(page=page, by=by, now=now, refused=refused)
        raise


def give_within_rights(
    *, page: BasePage, role: str, to: Any, by: Any, now: datetime, reason: str, ends_on: date | None
) -> GrantCause:
    """The checks and the grant of `share`, inside the caller's transaction; refusals are the caller's to record."""
    page_now, rights = rights_now(page=page, by=by, now=now)
    if role not in ROLES:
        raise grants.UnknownRole(role)
    if role not in givable_roles(rights, page_now):
        raise RoleBeyondOwn(role)
    if isinstance(to, Group):
        if not hasattr(to, "position"):
            raise UnknownPrincipal
        if to.pk in rights.principals.group_ids:
            raise NotToOneself
    elif to is None or not to.is_active:
        raise UnknownPrincipal
    elif to.pk == by.pk:
        raise NotToOneself
    if not reason.strip() and needs_reason(page_now, role):
        raise ReasonNeeded(role)
    if len(reason.strip()) > LONGEST_REASON:
        raise ReasonTooLong
    check_last_day(to, ends_on=ends_on, now=now)
    return grants.give(
        page=page_now, role=role, to=to, cause=Cause.BERBAGI, by=by, now=now, reason=reason.strip(),
        ends_on=ends_on,
    )  # fmt: skip


def check_last_day(to: Any, *, ends_on: date | None, now: datetime) -> None:
    """Raise EndsInThePast, NoLongerInOffice, or LastDayNeeded for a person who never held a position."""
    if ends_on is not None and ends_on < office_day(now):
        raise EndsInThePast(ends_on)
    if isinstance(to, Group):
        return
    if has_left(to, on=office_day(now)):
        raise NoLongerInOffice
    if ends_on is None and people_without_position(person_ids=[to.pk], on=office_day(now)):
        raise LastDayNeeded


def has_left(person: Any, *, on: date) -> bool:
    """Whether the person's appointments have all ended, so that nothing given by name counts on that day."""
    return bool(people_out_of_office(person_ids=[person.pk], on=on))


def rights_now(*, page: BasePage, by: Any, now: datetime) -> tuple[BasePage, Resolution]:
    """The page and the person's rights as they stand now; nobody changes places or grants until the transaction ends.

    Raises MayNotShare."""
    pointers.hold_places()
    with bookkeeping():
        page_now = BasePage.objects.filter(pk=page.pk).first()
    rights = resolve(user=by, on=office_day(now))
    if page_now is None or SHARE not in rights.verbs(page_now):
        raise MayNotShare
    return page_now, rights


def record_refusal(*, page: BasePage, by: Any, now: datetime, refused: Exception) -> None:
    """Write into the audit trail that somebody tried to change access without the right to do so."""
    data = {"why": type(refused).__name__, "role": next(iter(refused.args), "")}
    with bookkeeping():
        audit.record(verb="akses.ditolak", by=by, page=page, group=FieldGroup.AKSES, refused=True, at=now, data=data)
