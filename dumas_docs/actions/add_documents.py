"""Add many documents to one folder or case at once, for taking over an existing archive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs import events
from dumas_docs.access import audit
from dumas_docs.access.scope import forget_resolution
from dumas_docs.models import BasePage, FieldGroup
from dumas_docs.models.documents import DocumentPage

from .add_document import may_add
from .direct_grants import open_as_its_case
from .insert_documents import insert_documents
from .note_identities import note_hidden_persons


@transaction.atomic
def add_documents(
    *, parent: BasePage, documents: Sequence[DocumentPage], by: Any, now: datetime, live: bool = True
) -> list[DocumentPage]:
    """Insert `documents`, all of one type, below `parent`; they are numbered in the order given.

    One transaction: all or none, one entry in the audit trail. Levels, unit and pointers come from the place, as for a
    single document. Without a first version: what was taken over begins its history with its first edit.
    `by` is None for the system. Raises MayNotAdd, CaseEnded, NotAllowedHere, ValidationError."""
    if not documents:
        return []
    may_add(by, parent, of=type(documents[0]))
    insert_documents(parent=parent, documents=documents, by=by, now=now, live=live)
    for document in documents:
        open_as_its_case(document, by=by, now=now)
    audit.record(
        verb="naskah.dibuat", by=by, page=parent, group=FieldGroup.ISI, at=now,
        data={"count": len(documents), "first": documents[0].title, "last": documents[-1].title},
    )  # fmt: skip
    for document in documents:
        note_hidden_persons(page=document, by=by, now=now)
    forget_resolution()
    for document in documents:
        events.content_changed.send(sender=type(document), page_id=document.pk)
    return list(documents)
