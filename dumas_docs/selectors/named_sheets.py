"""The sheets a document is printed on beside its own, each by its code (`?lembar=`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dumas_docs.models import BasePage

from .disposition_sheets import disposition_named, disposition_sheet_docx
from .monitoring_sheets import sheets_of
from .sheet_frames import Taking
from .travel_sheets import travel_of, travel_of_order_docx


def beside(page: BasePage) -> dict[str, Promise]:
    """Sheets that go with `page` and are not the page itself, by their codes: what an order asks of the budget."""
    return {"fasilitas": _("Memorandum on travel facilities")} if travel_of(page) is not None else {}


def sheet_named(page: BasePage, code: str) -> Callable[[Any, Taking], bytes] | None:
    """What writes the sheet `code` of `page`, for who may read the page; None where there is no such sheet."""
    found = sheets_of(page)
    if code in found:
        return found[code][1]
    if code in beside(page):
        return travel_of_order_docx
    disposition = disposition_named(page, code)
    return partial(disposition_sheet_docx, disposition) if disposition else None
