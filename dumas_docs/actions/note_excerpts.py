"""Record that a list showed pieces of what documents and their files say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dumas_docs.access import audit
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, FieldGroup


def note_excerpts(*, pages: Sequence[BasePage], by: Any, now: datetime) -> None:
    """Record naskah.dikutip for each of `pages` from TERBATAS upward (access.md, "Audit"), each time it is shown."""
    shown = [page for page in pages if page.level >= Level.TERBATAS and not page.specific_class.is_folder]
    events = [audit.Event(page=page, group=FieldGroup.ISI) for page in shown]
    audit.record_many(verb="naskah.dikutip", by=by, events=events, at=now)
