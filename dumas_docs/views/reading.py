"""The reading view of every page: full content with `read`, a card without content with `see` alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.utils import timezone

from dumas_docs.access import audit
from dumas_docs.access.roles import READ
from dumas_docs.access.scope import local_today
from dumas_docs.access.selectors import verbs_on
from dumas_docs.actions.withhold import reads_withheld, withheld_in
from dumas_docs.enums import Level
from dumas_docs.models import (
    AssignmentOrder,
    BasePage,
    Complaint,
    FieldGroup,
    FinancialAccountability,
    Folder,
    IncomingLetter,
    MonitoringActivity,
    MonitoringReport,
    OutgoingLetter,
    Review,
    ServiceStandard,
    Sop,
)
from dumas_docs.selectors.contents import document_date
from dumas_docs.selectors.envelopes import handing_over
from dumas_docs.selectors.outside import steps_outside
from dumas_docs.selectors.registers import void_entry_of
from dumas_docs.selectors.responsible import heads_of
from dumas_docs.selectors.versions import text_to_read

from . import reading_cases, reading_folders, reading_letters, reading_monitoring, reading_standards
from .document import frame

PARTS: dict[type[BasePage], Callable[[HttpRequest, Any], dict[str, Any]]] = {
    Complaint: reading_cases.complaint,
    IncomingLetter: reading_letters.incoming_letter,
    OutgoingLetter: reading_letters.outgoing_letter,
    AssignmentOrder: reading_letters.assignment_order,
    MonitoringReport: reading_letters.monitoring_report,
    Review: reading_cases.review,
    MonitoringActivity: reading_monitoring.monitoring_activity,
    FinancialAccountability: reading_monitoring.financial_account,
    ServiceStandard: reading_standards.service_standard,
    Sop: reading_standards.sop,
    Folder: reading_folders.folder,
}


def read_page(request: HttpRequest, page: BasePage, *, user: Any) -> HttpResponse:
    """Show `page` to `user`, who may at least know of it; reads from TERBATAS up are recorded."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if READ not in verbs_on(user, page):
        return TemplateResponse(request, "dumas_docs/card.html", card(page, user=user))
    if page.level >= Level.TERBATAS and not page.is_folder:
        audit.record(verb="naskah.dibaca", by=user, page=page, group=FieldGroup.ISI)
    return show_version(request, text_to_read(page))


def show_version(request: HttpRequest, version: BasePage) -> HttpResponse:
    """The reading view of one version, to somebody who may read it."""
    return TemplateResponse(request, template_of(version), content_of(request, version))


def content_of(request: HttpRequest, page: BasePage, *, tab: str = "baca") -> dict[str, Any]:
    """Context of the reading template of `page`."""
    part = PARTS.get(type(page), reading_folders.folder)
    return {**frame(request, page, tab=tab), **part(request, page), **_withheld(page)}


def _withheld(page: BasePage) -> dict[str, Any]:
    """Whether the page withholds words of a text that stands, and whether this reader may open them."""
    return {"withheld": bool(withheld_in(page)), "opens_withheld": reads_withheld(page.reader_verbs)}


def template_of(page: BasePage) -> str:
    return page.template if type(page) in PARTS else Folder.template


def card(page: BasePage, *, user: Any) -> dict[str, Any]:
    """All that may be told to a person who may know of the document but not read it."""
    ask = heads_of(page, on=local_today())
    found: dict[str, Any] = {"page": page, "date": document_date(page), "ask": ask, "void": void_entry_of(page)}
    if isinstance(page, IncomingLetter) and page.is_sealed:
        found |= {"outside": reading_letters.outside_of(page), "handed_over": handing_over(page)}
    found["steps"] = steps_outside(page, user=user, now=timezone.now()) if user.is_authenticated else []
    return found
