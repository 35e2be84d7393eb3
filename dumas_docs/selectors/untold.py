"""Cases that were filed without follow-up and whose complainant is still to be told (domain.md §6, 5a; §15, W2)."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef

from dumas_docs.access.roles import READ
from dumas_docs.access.selectors import visible_to
from dumas_docs.enums import ComplaintState
from dumas_docs.models import ComplainantNotice, Complaint
from workflows.models import TransitionRecord


def notice_to_send(case: Complaint) -> dict[str, str] | None:
    """Medium and text of the notice that W2 approved for a case filed now; None where none was."""
    if case.state != ComplaintState.DIARSIPKAN:
        return None
    filed = TransitionRecord.objects.filter(subject_id=case.pk, name="ARSIPKAN").order_by("at").last()
    return filed.facts.get("told") if filed is not None else None


def to_be_told(user: Any) -> list[Complaint]:
    """Filed cases this person handles whose complainant has not been told since. One query."""
    reopened = TransitionRecord.objects.filter(
        subject_id=OuterRef("page_id"), name="BUKA_KEMBALI", at__gte=OuterRef("recorded_at")
    )
    told = ComplainantNotice.objects.filter(page_id=OuterRef("pk")).exclude(Exists(reopened))
    filed = visible_to(user, READ, model=Complaint).filter(handler=user, state=ComplaintState.DIARSIPKAN)
    return list(filed.exclude(Exists(told)).order_by("pk"))
