"""Say whether a file names persons: then it is opened with the right to identities only (S1 B.7.4)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs import events
from dumas_docs.access import audit
from dumas_docs.access.roles import CHANGE, IDENTITY, READ
from dumas_docs.access.scope import bookkeeping
from dumas_docs.access.selectors import verbs_on
from dumas_docs.models import Attachment, BasePage, FieldGroup, Scan
from dumas_docs.models.intake import RECEIPT_NOTE

from .judge_evidence import ReceiptIsKept


class MayNotMark(PermissionError):
    """Only who works on the document and may see its identities says what a file shows of them."""


@transaction.atomic
def mark_persons(*, held: Attachment | Scan, names_person: bool, by: Any, now: datetime) -> None:
    """Record whether a file names persons. Raises MayNotMark, ReceiptIsKept."""
    with bookkeeping():
        page = BasePage.objects.get(pk=held.page_id)
    if not {READ, IDENTITY, CHANGE} <= verbs_on(by, page):
        raise MayNotMark
    if held.note == RECEIPT_NOTE:
        raise ReceiptIsKept
    held.names_person = names_person
    with bookkeeping():
        held.save(update_fields=["names_person"])
    audit.record(
        verb="berkas.identitas", by=by, page=page, group=FieldGroup.BERKAS, at=now,
        data={"sha256": held.sha256, "names_person": names_person},
    )  # fmt: skip
    events.content_changed.send(sender=BasePage, page_id=page.pk)
