"""Open a page again for what is given above it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs.access import grants
from dumas_docs.access.giving import share_standing
from dumas_docs.enums import Level
from dumas_docs.models import AuditEntry, BasePage, Cause, GrantCause

from .revoke_share import demand_sharer
from .share import ReasonNeeded, record_refusal, rights_now
from .stop_inheriting import InheritsAlready, turn_inheritance


class ClosedByHigher(PermissionError):
    """Whoever stopped inheritance here has a right to share that reaches higher than the person's."""


def inherit_again(*, page: BasePage, by: Any, now: datetime, reason: str) -> None:
    """Let the grants above reach `page` and what lies below it again; grants of its own stay.

    What was kept when inheritance was stopped ends: its origin counts again. Only whose right to share comes up to that
    of the person who stopped it opens the page again.
    Raises MayNotShare, ClosedByHigher, ReasonNeeded, InheritsAlready, LastSharer; then nothing has changed."""
    try:
        with transaction.atomic():
            page_now, rights = rights_now(page=page, by=by, now=now)
            if not reason.strip():
                raise ReasonNeeded
            if page_now.inherits:
                raise InheritsAlready(page.pk)
            standing = share_standing(rights, page_now)
            if standing < standing_of_stop(page_now):
                raise ClosedByHigher
            reason = reason.strip()[:500]
            turn_inheritance(page_now, inherits=True, standing=standing, by=by, now=now, reason=reason)
            kept = GrantCause.objects.filter(page_id=page_now.pk, cause=Cause.WARISAN, revoked_at__isnull=True)
            for cause in kept.order_by("pk"):
                grants.revoke(cause=cause, by=by, now=now, reason=reason)
            demand_sharer(page_now, now=now)
    except PermissionError as refused:
        record_refusal(page=page, by=by, now=now, refused=refused)
        raise
    page.inherits = True


def standing_of_stop(page: BasePage) -> int:
    """What the trail says of the last stop; a page closed by the set-up counts as closed by a head."""
    stopped = AuditEntry.objects.filter(page_id=page.pk, verb="akses.warisan").order_by("-number").first()
    return stopped.data.get("standing", Level.RAHASIA) if stopped else Level.RAHASIA
