"""Assign a case to the person who works on it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs import events
from dumas_docs.access import grants, pointers
from dumas_docs.access.resolve import resolve
from dumas_docs.access.roles import SHARE
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, Cause, Complaint, GrantCause, IncomingLetter

from .direct_grants import stand_for


class MayNotAssign(PermissionError):
    """Only who may share the case assigns it."""


@transaction.atomic
def assign_handler(*, case: Complaint, to: Any, by: Any, now: datetime, reason: str = "") -> None:
    """Make `to` the handler: the assignment's grant comes, that of the handler before goes, other grants stay.

    What the handler before was given on documents inside for the handling, or as their writer since then, goes as well.
    Top secret ones open to the new handler where they were open to the one before, or `by` may share them. `by` is None
    for the system. Raises MayNotAssign."""
    pointers.hold_places()
    with bookkeeping():
        case_now = Complaint.objects.get(pk=case.pk)
    rights = resolve(user=by, on=office_day(now)) if by is not None else None
    if rights is not None and SHARE not in rights.verbs(case_now):
        raise MayNotAssign
    if case_now.handler_id == to.pk:
        return
    before = GrantCause.objects.filter(cause=Cause.PENUGASAN, role="handler", revoked_at__isnull=True).exclude(user=to)
    handlings = list(before.filter(page_id=case.pk).order_by("pk"))
    with bookkeeping():
        inside = list(BasePage.objects.descendant_of(case).order_by("path").specific())
    page_ids = [page.pk for page in inside]
    handed_on = set(before.filter(page_id__in=page_ids).values_list("page_id", flat=True))
    for handling in handlings:
        written = GrantCause.objects.filter(
            user=handling.user, cause=Cause.PEMBUAT, page_id__in=page_ids, given_at__gte=handling.given_at,
            revoked_at__isnull=True,
        )  # fmt: skip
        for cause in [handling, *written]:
            grants.revoke(cause=cause, by=by, now=now, reason=reason)
    given = grants.give(page=case, role="handler", to=to, cause=Cause.PENUGASAN, by=by, now=now, reason=reason)
    for page in inside:
        if page.level < Level.SANGAT_RAHASIA or (isinstance(page, IncomingLetter) and page.is_sealed):
            continue
        if rights is None or page.pk in handed_on or SHARE in rights.verbs(page):
            stand_for(given, on=page, by=by, now=now)
    Complaint.objects.filter(pk=case.pk).update(handler=to)
    case.handler = to
    events.content_changed.send(sender=Complaint, page_id=case.pk)
