"""The reading view of every page: full content with `read`, a card without content with `see` alone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from dumas_docs.access import audit
from dumas_docs.access.roles import READ
from dumas_docs.access.selectors import verbs_on
from dumas_docs.enums import Level
from dumas_docs.models.audit import FieldGroup
from dumas_docs.models.base import BasePage


def read_page(request: HttpRequest, page: BasePage, *, user: Any) -> HttpResponse:
    """Show `page` to `user`, who may at least know of it; reads from TERBATAS up are recorded."""
    verbs = verbs_on(user, page)
    if READ not in verbs:
        return TemplateResponse(request, "dumas_docs/card.html", {"page": page, "verbs": verbs})
    if page.level >= Level.TERBATAS and not page.is_folder:
        audit.record(verb="naskah.dibaca", by=user, page=page, group=FieldGroup.ISI)
    context = page.get_context(request)
    context["verbs"] = verbs
    return TemplateResponse(request, page.get_template(request), context)
