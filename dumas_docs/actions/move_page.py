"""Move a document or folder; what is above it decides who has access, so moving takes `share`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dumas_docs.access import audit, pointers
from dumas_docs.access.giving import rulable_roles
from dumas_docs.access.holders import reaching_page_ids, shared_levels
from dumas_docs.access.resolve import resolve
from dumas_docs.access.scope import bookkeeping
from dumas_docs.access.tester import AccessTester
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, FieldGroup, GrantCause

from .set_level import set_level


class MayNotMove(PermissionError):
    """The person may not move this page, or may not put it there, or its type does not belong there."""


class ChangesAccessBeyondOwn(MayNotMove):
    """Somebody would gain or lose a role that the person could not give him, or nobody would be left who shares."""


class MoveNeedsReason(ValueError):
    """From TERBATAS on, and for folders, a move has a reason: it changes who has access."""


class NumberTakenThere(ValueError):
    """The place has a page with the same address, for example the same number of another unit."""


@transaction.atomic
def move_page(*, page: BasePage, to: BasePage, by: Any, now: datetime, reason: str = "") -> None:
    """Move `page` with all below it into `to`; it belongs to that unit from then on.

    A document put into a stricter case takes over the case's level.

    Raises MayNotMove, ChangesAccessBeyondOwn, MoveNeedsReason, NumberTakenThere."""
    pointers.hold_places()
    with bookkeeping():
        page_now = BasePage.objects.get(pk=page.pk)
        target = BasePage.objects.select_for_update(no_key=True).get(pk=to.pk)
        parent_id = page_now.get_parent().pk
    if not AccessTester(by, page_now).can_move_to(target):
        raise MayNotMove
    if parent_id == target.pk:
        return
    if not reason.strip() and (page_now.level >= Level.TERBATAS or page_now.specific_class.is_folder):
        raise MoveNeedsReason
    if page_now.inherits:
        _demand_own_rights(page_now, target, by=by, on=timezone.localdate(now))
    with bookkeeping():
        if target.get_children().filter(slug=page_now.slug).exists():
            raise NumberTakenThere(page_now.slug)
        audit.record(
            verb="naskah.dipindah", by=by, page=page_now, group=FieldGroup.METADATA, reason=reason.strip(), at=now,
            data={"from": parent_id, "to": target.pk},
        )  # fmt: skip
        page_now.specific.move(target, pos="last-child", user=by)
        moved = BasePage.objects.get(pk=page.pk)
        if target.unit_id and target.unit_id != moved.unit_id:
            BasePage.objects.descendant_of(moved, inclusive=True).filter(unit_id=moved.unit_id).update(
                unit_id=target.unit_id
            )
    if not target.specific_class.is_folder and moved.level < target.level:
        set_level(page=moved, level=target.level, by=None, now=now, reason=reason)


def _demand_own_rights(page: BasePage, target: BasePage, *, by: Any, on: date) -> None:
    """What comes from above may change by what the person rules over only. Raises ChangesAccessBeyondOwn."""
    with bookkeeping():
        now_from, then_from = set(reaching_page_ids(page)) - {page.pk}, set(reaching_page_ids(target))
        changing = _held(now_from, on=on) ^ _held(then_from, on=on)
        rulable = rulable_roles(resolve(user=by, on=on), page)
        if not {role for role, _user, _group in changing} <= rulable:
            raise ChangesAccessBeyondOwn
        own = {page.pk}
        if not shared_levels(page, on=on, reaching=now_from | own) <= shared_levels(
            page, on=on, reaching=then_from | own
        ):
            raise ChangesAccessBeyondOwn


def _held(page_ids: set[int], *, on: date) -> set[tuple[str, int | None, int | None]]:
    causes = GrantCause.objects.in_force(on).filter(page_id__in=page_ids)
    return set(causes.values_list("role", "user_id", "group_id"))
