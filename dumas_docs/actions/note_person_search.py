"""Record that somebody looked for a person: which hashes were asked for, and which cases answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dumas_docs.access import audit
from dumas_docs.models import FieldGroup
from dumas_docs.models.sealed import keyed_hash


def note_person_search(
    *, persons: Sequence[str], hits: Sequence[int], by: Any, now: datetime, reason: str = "", refused: bool = False
) -> None:
    """Record identitas.dicari; the trail holds keyed hashes of the persons, never what was typed."""
    audit.record(
        verb="identitas.dicari", by=by, group=FieldGroup.IDENTITAS, reason=reason.strip(), at=now, refused=refused,
        data={"persons": [keyed_hash(person) for person in persons], "hits": list(hits)},
    )  # fmt: skip
