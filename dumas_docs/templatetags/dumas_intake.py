"""`{% intake_of page %}`: what intake keeps beside a case, for a reader of that case."""

from __future__ import annotations

from typing import Any

from django import template

from dumas_docs.access.roles import CHANGE
from dumas_docs.actions.case_records import may_record
from dumas_docs.actions.reveal_identity import needs_reason
from dumas_docs.models import Complaint
from dumas_docs.selectors.intake_desk import intake_notes, open_proposals
from dumas_docs.selectors.quotes import open_quotes

register = template.Library()


@register.inclusion_tag("dumas_docs/components/intake_of.html", takes_context=True)
def intake_of(context: dict[str, Any], case: Complaint) -> dict[str, Any]:
    """Quarantined files, notes, original, receipt and proposed relations of `case`."""
    user = context["request"].user
    kept = intake_notes(case)
    return {
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "case": case,
        "notes": kept.notes,
        "quarantined": kept.quarantined,
        "has_original": kept.has_original,
        "asks_reason": needs_reason(case),
        "has_receipt": kept.has_receipt,
        "proposals": open_proposals(user, case),
        "may_decide": CHANGE in case.reader_verbs,
        "quotes": open_quotes(user, case),
        "may_record": may_record(case.reader_verbs),
    }
