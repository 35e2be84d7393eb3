"""What a reader may take out of the archive, and bring back from Word."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import RequestContext

from dumas_docs.actions.export_document import bears_certificate, can_export, needs_reason
from dumas_docs.actions.take_back_letter import may_take_back
from dumas_docs.exports.pdf import converter
from dumas_docs.models import BasePage, Complaint, OutgoingLetter
from dumas_docs.selectors.monitoring_sheets import sheets_of
from dumas_docs.selectors.named_sheets import beside

register = template.Library()


@register.inclusion_tag("dumas_docs/components/documents_out.html", takes_context=True)
def documents_out(context: RequestContext, page: BasePage, revision_id: int | None = None) -> dict[str, Any]:
    """The card with the downloads of `page`, or of one version of it; empty for types without a sheet."""
    user = context["request"].user
    return {
        "page": page,
        "shown": can_export(page),
        "sheets": {code: label for code, (label, _make) in sheets_of(page).items()},
        "beside": beside(page),
        "is_case": isinstance(page, Complaint),
        "has_pdf": bool(converter()),
        "has_certificate": bears_certificate(page, revision_id),
        "asks_reason": needs_reason(page),
        "may_return": not revision_id and isinstance(page, OutgoingLetter) and may_take_back(page, by=user),
        "version": f"versi={revision_id}" if revision_id else "",
    }
