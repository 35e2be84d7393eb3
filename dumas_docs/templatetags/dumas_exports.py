"""What a reader may take out of the archive, and bring back from Word."""

from __future__ import annotations

from typing import Any

from django import template

from dumas_docs.actions.export_document import can_export, needs_reason
from dumas_docs.exports.pdf import converter
from dumas_docs.models import BasePage, Complaint

register = template.Library()


@register.inclusion_tag("dumas_docs/components/documents_out.html")
def documents_out(page: BasePage, revision_id: int | None = None) -> dict[str, Any]:
    """The card with the downloads of `page`, or of one version of it; empty for types without a sheet."""
    return {
        "page": page,
        "shown": can_export(page),
        "is_case": isinstance(page, Complaint),
        "has_pdf": bool(converter()),
        "asks_reason": needs_reason(page),
        "version": f"versi={revision_id}" if revision_id else "",
    }
