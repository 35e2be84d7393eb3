"""Assign a case to the person who works on it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs import events
from dumas_docs.access import grants
from dumas_docs.access.roles import SHARE
from dumas_docs.access.selectors import may
from dumas_docs.models import Cause, Complaint, GrantCause


class MayNotAssign(PermissionError):
    """Only who may share the case assigns it."""


@transaction.atomic
def assign_handler(*, case: Complaint, to: Any, by: Any, now: datetime, reason: str = "") -> None:
    """Make `to` the handler: the assignment's grant comes, that of the handler before goes, other grants stay.

    `by` is None for the system. Raises MayNotAssign."""
    if by is not None and not may(by, SHARE, case):
        raise MayNotAssign
    if case.handler_id == to.pk:
        return
    earlier = GrantCause.objects.filter(page_id=case.pk, cause=Cause.PENUGASAN, role="handler", revoked_at__isnull=True)
    for cause in earlier.exclude(user=to):
        grants.revoke(cause=cause, by=by, now=now, reason=reason)
    grants.give(page=case, role="handler", to=to, cause=Cause.PENUGASAN, by=by, now=now, reason=reason)
    Complaint.objects.filter(pk=case.pk).update(handler=to)
    case.handler = to
    events.content_changed.send(sender=Complaint, page_id=case.pk)
