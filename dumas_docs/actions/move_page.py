"""Move a document or folder; what is above it decides who has access, so moving takes `share`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs.access import audit, pointers
from dumas_docs.access.destinations import with_page_of_slug, within_own_rights
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.access.tester import AccessTester
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, FieldGroup

from .hide_in_case import hide_in_moved
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

    A document put into a stricter case takes over the case's level; in any case the persons it knows are hidden.

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
    if target.pk not in within_own_rights(page_now, [target], by=by, on=office_day(now)):
        raise ChangesAccessBeyondOwn
    if with_page_of_slug(page_now.slug, [target]):
        raise NumberTakenThere(page_now.slug)
    with bookkeeping():
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
    hide_in_moved(page=moved, by=by, now=now)
