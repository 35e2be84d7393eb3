"""The sheets a document is printed on beside its own, each by its code (`?lembar=`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from dumas_docs.models import BasePage

from .disposition_sheets import disposition_named, disposition_sheet_docx
from .monitoring_sheets import sheets_of
from .sheet_frames import Taking


def sheet_named(page: BasePage, code: str) -> Callable[[Any, Taking], bytes] | None:
    """What writes the sheet `code` of `page`, for who may read the page; None where there is no such sheet."""
    found = sheets_of(page)
    if code in found:
        return found[code][1]
    disposition = disposition_named(page, code)
    return partial(disposition_sheet_docx, disposition) if disposition else None
