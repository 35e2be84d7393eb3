"""Say whether a piece of evidence is what it claims to be (domain.md §4, Evidence)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs import events
from dumas_docs.access import audit
from dumas_docs.access.roles import CHANGE, READ
from dumas_docs.access.scope import bookkeeping
from dumas_docs.access.selectors import verbs_on
from dumas_docs.enums import EvidenceValidity
from dumas_docs.models import Attachment, BasePage, FieldGroup, Scan
from dumas_docs.models.intake import RECEIPT_NOTE


class MayNotJudge(PermissionError):
    """Only who works on the document judges its evidence."""


class ReceiptIsKept(ValueError):
    """The receipt is the office's own word to the complainant, no evidence: nobody judges or hides it."""


class JudgementNeedsReason(ValueError):
    """That evidence does not match, or is in doubt, is said with a reason."""


@transaction.atomic
def judge_evidence(
    *, held: Attachment | Scan, validity: EvidenceValidity, by: Any, now: datetime, reason: str = ""
) -> None:
    """Record the validity of a file with who said so and why; the file itself is never touched.

    Raises MayNotJudge, ReceiptIsKept, JudgementNeedsReason."""
    with bookkeeping():
        page = BasePage.objects.get(pk=held.page_id)
    if not {READ, CHANGE} <= verbs_on(by, page):
        raise MayNotJudge
    if held.note == RECEIPT_NOTE:
        raise ReceiptIsKept
    if validity in (EvidenceValidity.TIDAK, EvidenceValidity.RAGU) and not reason.strip():
        raise JudgementNeedsReason
    held.validity, held.validated_by, held.validated_at = validity, by, now
    held.validity_reason = reason.strip()[:300]
    with bookkeeping():
        held.save(update_fields=["validity", "validated_by", "validated_at", "validity_reason"])
    audit.record(
        verb="berkas.dinilai", by=by, page=page, group=FieldGroup.BERKAS, reason=reason.strip(), at=now,
        data={"sha256": held.sha256, "validity": str(validity)},
    )  # fmt: skip
    events.content_changed.send(sender=BasePage, page_id=page.pk)
