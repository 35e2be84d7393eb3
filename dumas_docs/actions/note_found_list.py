"""Record that somebody took a list of documents out of the search."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dumas_docs.access import audit
from dumas_docs.enums import Level
from dumas_docs.models import AuditEntry, BasePage, FieldGroup

KIND = "daftar"


def note_found_list(*, pages: Sequence[BasePage], form: str, reason: str, by: Any, now: datetime) -> AuditEntry:
    """Record ekspor.dibuat: how many documents, and which of them are secret. Call it before the list is written.

    The number of the entry is the number of the copy (domain.md §10)."""
    secret = [page.pk for page in pages if page.level >= Level.RAHASIA]
    return audit.record(
        verb="ekspor.dibuat", by=by, group=FieldGroup.METADATA, reason=reason.strip(), at=now,
        data={"kind": KIND, "form": form, "documents": len(pages), "secret": secret},
    )  # fmt: skip
