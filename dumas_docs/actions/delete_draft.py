"""Delete what never became a record: a draft that was never final, or an empty folder (domain.md §9)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs import events
from dumas_docs.access import audit
from dumas_docs.access.roles import READ
from dumas_docs.access.scope import bookkeeping
from dumas_docs.access.selectors import may
from dumas_docs.access.tester import AccessTester
from dumas_docs.models import BasePage, ClarifiedCase, FieldGroup, RegisterEntry, RelatedCase

from .void_number import VoidNeedsReason, void_number


class MayNotDelete(PermissionError):
    """The page is a record, holds something, or the person may not edit it."""


class StillReferenced(ValueError):
    """Another case or report refers to the draft."""


@transaction.atomic
def delete_draft(*, page: BasePage, by: Any, now: datetime, reason: str = "") -> None:
    """Delete a draft or an empty folder; a number it took becomes void with the reason.

    Raises MayNotDelete, VoidNeedsReason, StillReferenced."""
    with bookkeeping():
        page_now = BasePage.objects.select_for_update(no_key=True).get(pk=page.pk)
    if not may(by, READ, page_now) or not AccessTester(by, page_now).can_delete():
        raise MayNotDelete
    numbers = list(RegisterEntry.objects.filter(document_id=page.pk, void_at__isnull=True))
    if numbers and not reason.strip():
        raise VoidNeedsReason
    with bookkeeping():
        if (
            RelatedCase.objects.filter(other_id=page.pk).exists()
            or ClarifiedCase.objects.filter(complaint_id=page.pk).exists()
        ):
            raise StillReferenced
    for entry in numbers:
        void_number(entry=entry, by=by, now=now, reason=reason)
    audit.record(verb="naskah.dihapus", by=by, page=page_now, group=FieldGroup.ISI, reason=reason.strip(), at=now)
    with bookkeeping():
        page_now.specific.delete(user=by)
    events.page_removed.send(sender=BasePage, page_id=page.pk)
