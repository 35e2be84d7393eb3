"""What the sender wrote, and whether somebody has read that it names nobody (docs/decisions/0009)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .case_records import CaseRecord
from .fields import one_kind_of_newline

if TYPE_CHECKING:
    from .complaints import Complaint

# Columns of a complaint that say what its sender wrote.
WORDS = ("substance_summary", "chronology", "legal_refs")


def wording_of(case: Complaint) -> str:
    """SHA-256 of the words of the sender as `case` holds them, in whatever version it is."""
    words = [one_kind_of_newline(getattr(case, name) or "").strip() for name in WORDS]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


class ClearedWording(CaseRecord):
    """One wording that somebody with the right to identities found to name nobody: every reader may read it."""

    digest = models.CharField(max_length=64)

    class Meta(CaseRecord.Meta):
        verbose_name = _("cleared wording")
        verbose_name_plural = _("cleared wordings")
        constraints = [models.UniqueConstraint(fields=["page", "digest"], name="wording_cleared_once")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.digest[:12]}"


def is_cleared(case: Any) -> bool:
    """Whether the wording of this version of `case` names nobody, as somebody has said. One query."""
    if not case.pk:
        return False
    return ClearedWording.objects.filter(page_id=case.pk, digest=wording_of(case)).exists()


def keep_cleared(case: Any, *, by: Any, now: datetime) -> None:
    """The words `case` holds by now are open: `by` said so, or they came out of open ones."""
    ClearedWording.objects.get_or_create(
        page_id=case.pk, digest=wording_of(case), defaults={"recorded_by": by, "recorded_at": now}
    )


@contextmanager
def keeping_cleared(case: Any) -> Iterator[None]:
    """What the block takes out of cleared words leaves them cleared."""
    before = wording_of(case) if case.pk else ""
    yield
    if not before or wording_of(case) == before:
        return
    cleared = ClearedWording.objects.filter(page_id=case.pk, digest=before).select_related("recorded_by").first()
    if cleared is not None:
        keep_cleared(case, by=cleared.recorded_by, now=cleared.recorded_at)
