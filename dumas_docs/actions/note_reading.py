"""Record that a document was read elsewhere than on its reading page, such as on every edit screen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dumas_docs.access import audit
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, FieldGroup


def note_reading(
    *, page: BasePage, by: Any, now: datetime, versions: list[str] | None = None, door: str = "penyuntingan"
) -> None:
    """Record naskah.dibaca from TERBATAS upward (access.md, "Audit"); `versions` names the revisions shown."""
    if page.level >= Level.TERBATAS and not page.is_folder:
        audit.record(
            verb="naskah.dibaca", by=by, page=page, group=FieldGroup.ISI, at=now,
            data={"door": door, "versions": versions or []},
        )  # fmt: skip
