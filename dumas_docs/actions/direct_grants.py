"""What happens to roles given on a document itself when it becomes secret or top secret (domain.md §10; access.md)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from dumas_docs.access import grants
from dumas_docs.access.roles import ROLES
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.access.selectors import causes_reaching
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, Cause, GrantCause, IncomingLetter
from dumas_docs.models.grants import BOUNDED


def direct_beyond_reach(pages: Collection[BasePage], *, level: Level, now: datetime) -> list[GrantCause]:
    """Roles given on the `pages` themselves that would count there at `level` although they reach less from above."""
    direct = GrantCause.objects.in_force(office_day(now)).filter(role__in=ROLES).exclude(cause__in=BOUNDED)
    found = direct.filter(page_id__in=[page.pk for page in pages]).select_related("user", "group").order_by("pk")
    return [cause for cause in found if any(reach < level for reach in ROLES[cause.role].reach.values())]


def corrections_of_letters(causes: Collection[GrantCause], *, pages: Collection[BasePage]) -> list[GrantCause]:
    """Those of the `causes` on `pages` by which whoever registered an incoming letter corrects his entry."""
    letters = {page.pk for page in pages if issubclass(page.specific_class, IncomingLetter)}
    return [cause for cause in causes if cause.cause == Cause.PEMBUAT and cause.page_id in letters]


def end_direct(causes: Collection[GrantCause], *, by: Any, now: datetime) -> None:
    """Withdraw roles that nobody wants on a document so secret."""
    for cause in causes:
        grants.revoke(cause=cause, by=by, now=now, reason=gettext("The document became stricter."))


def keep_by_name(page: BasePage, *, by: Any, now: datetime) -> None:
    """Leave on a page that becomes top secret the heads of unit, the handler and the addressee, each by direct grant.

    Every other role given on the page itself ends."""
    with bookkeeping():
        reaching = list(causes_reaching(page, on=office_day(now)))
    above = {(cause.role, cause.user or cause.group): cause for cause in reaching if not cause.is_direct_on(page.pk)}
    for (role, keeper), cause in above.items():
        origin = _origin(cause)
        if role == "head" or (role == "handler" and origin.cause == Cause.PENUGASAN):
            grants.give(
                page=page, role=role, to=keeper, cause=Cause(origin.cause), cause_ref=cause.named_ref, now=now,
                by=by, reason=cause.reason, ends_on=cause.ends_on,
            )  # fmt: skip
    direct = [cause for cause in reaching if cause.is_direct_on(page.pk)]
    end_direct([cause for cause in direct if not _is_named(cause)], by=by, now=now)


def open_as_its_case(page: BasePage, *, by: Any, now: datetime) -> None:
    """Open a document that is put into a top secret case to the heads, the handler and the addressee of the case.

    Nothing comes down to it: without this nobody would read it. A sealed letter is its addressee's alone."""
    if page.level < Level.SANGAT_RAHASIA or (isinstance(page, IncomingLetter) and page.is_sealed):
        return
    with bookkeeping():
        case = page.get_parent(update=True)
    if case is None or case.specific_class.is_folder:
        return
    named = GrantCause.objects.in_force(office_day(now)).filter(page_id=case.pk).select_related("user", "group")
    for cause in [cause for cause in named.order_by("pk") if cause.cause != Cause.WARISAN and _is_named(cause)]:
        stand_for(cause, on=page, by=by, now=now)


def stand_for(cause: GrantCause, *, on: BasePage, by: Any, now: datetime) -> None:
    """Give the role of a cause that does not reach a top secret document on the document itself, while it lasts."""
    grants.give(
        page=on, role=cause.role, to=cause.user or cause.group, cause=Cause(cause.cause), cause_ref=cause.named_ref,
        now=now, by=by, reason=cause.reason, ends_on=cause.ends_on,
    )  # fmt: skip


def _is_named(cause: GrantCause) -> bool:
    """Set up by the organisation on the document itself means: its addressee (`open_to_addressee`)."""
    return cause.role == "head" or cause.cause in (Cause.PENUGASAN, Cause.ORGANISASI)


def _origin(cause: GrantCause) -> GrantCause:
    """The cause that a role kept below a stop goes back to."""
    while cause.cause == Cause.WARISAN:
        above = GrantCause.objects.filter(pk=int(cause.cause_ref.removeprefix("warisan:"))).first()
        if above is None:
            break
        cause = above
    return cause
