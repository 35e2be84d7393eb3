"""Rows of lists: a document with its own content, or with number, date, unit and level alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dumas_docs.access.roles import READ
from dumas_docs.enums import OutgoingState
from dumas_docs.models import BasePage, Complaint
from dumas_docs.models.documents import DocumentPage
from dumas_docs.selectors.contents import document_date

from .facts import person_name


@dataclass(frozen=True)
class Row:
    """One line; everything but number, address, date, unit and level is empty where the reader may not read."""

    url: str
    number: str
    date: date | None
    unit: str
    level: int
    readable: bool
    subject: str
    is_draft: bool = False
    type_label: str = ""
    state: str = ""
    state_label: str = ""
    channel: str = ""
    handler: str = ""


def rows_of(request: HttpRequest, pages: Iterable[BasePage], *, with_handlers: bool = False) -> list[Row]:
    """Lines for a list of documents that bring their unit along, complaints `with_handlers` their handler too."""
    return [_row(request, page, with_handlers=with_handlers) for page in pages]


def _row(request: HttpRequest, page: BasePage, *, with_handlers: bool) -> Row:
    readable = READ in page.reader_verbs
    always: dict[str, Any] = {
        "url": page.get_url(request) or "",
        "number": page.title if isinstance(page, DocumentPage) or readable else _("(subject restricted)"),
        "date": document_date(page),
        "unit": page.unit.name if page.unit else "",
        "level": page.level,
        "readable": readable,
        "subject": page.subject_for_reader,
    }
    return Row(**always, **(_content(page, with_handlers=with_handlers) if readable else {}))


def _content(page: BasePage, *, with_handlers: bool) -> dict[str, Any]:
    state = getattr(page, "state", "")
    # A report without a chain is finished when its text is final, whatever its state says.
    state = "" if state == OutgoingState.KONSEP and page.live else state
    known = {
        # What is on its way, or was given up, tells so; a draft is what nobody was asked about yet.
        "is_draft": not page.live and state in ("", OutgoingState.KONSEP),
        "type_label": capfirst(page._meta.verbose_name),
        "state": state,
        "state_label": page.get_state_display() if state else "",
    }
    if isinstance(page, Complaint):
        known["channel"] = page.get_channel_display()
        known["handler"] = person_name(page.handler) if with_handlers else ""
    return known
