"""Tables that leave the editing side: harmless in a spreadsheet program, and on record with their fingerprint."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpResponse
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from dumas_docs.access import audit

# A cell that begins like this is taken for a formula; somebody may have named a folder so on purpose.
FORMULA = ("=", "+", "-", "@", "\t", "\r")

_stock_value = SpreadsheetExportMixin.preprocess_field_value
_stock_spreadsheet = SpreadsheetExportMixin.as_spreadsheet


def install() -> None:
    """Put both before Wagtail's exports. Calling it twice changes nothing more."""
    SpreadsheetExportMixin.preprocess_field_value = _value
    SpreadsheetExportMixin.as_spreadsheet = _recorded


def _value(self: Any, field: str, value: Any, export_format: str) -> Any:
    found = _stock_value(self, field, value, export_format)
    is_formula = isinstance(found, str) and found.startswith(FORMULA)
    return f"'{found}" if is_formula and export_format == self.FORMAT_CSV else found


def _recorded(self: Any, queryset: Any, spreadsheet_format: str) -> HttpResponse:
    stock = _stock_spreadsheet(self, queryset, spreadsheet_format)
    content = b"".join(stock.streaming_content)
    match = self.request.resolver_match
    audit.record(
        verb="ekspor.dibuat", by=self.request.user,
        data={"door": match.view_name if match else "", "sha256": hashlib.sha256(content).hexdigest()},
    )  # fmt: skip
    kept = {name: stock[name] for name in ("Content-Type", "Content-Disposition")}
    return HttpResponse(content, headers=kept)
