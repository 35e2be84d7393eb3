"""The history of one document, for its readers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dumas_docs.access import audit
from dumas_docs.access.roles import IDENTITY, SHARE
from dumas_docs.actions.hide_in_document import persons_around
from dumas_docs.enums import Level
from dumas_docs.models import FieldGroup
from dumas_docs.selectors.timeline import as_sentences, history_for_reader

from .document import frame, page_with

PER_PAGE = 50


@login_required
@require_safe
def history(request: HttpRequest, page_id: int) -> HttpResponse:
    """Who did what, when and why; `?bacaan=1` shows who read it as well."""
    page = page_with(request, page_id)
    if page.level >= Level.TERBATAS and not page.is_folder:
        audit.record(verb="naskah.riwayat", by=request.user, page=page, group=FieldGroup.METADATA)
    with_reads = request.GET.get("bacaan") == "1"
    shown = Paginator(history_for_reader(page, with_reads=with_reads), PER_PAGE).get_page(request.GET.get("page"))
    context, may_name = frame(request, page, tab="riwayat"), IDENTITY in page.reader_verbs
    context |= {
        "events": as_sentences(
            shown, with_identities=may_name, without=str if may_name or page.is_folder else persons_around(page).without
        ),
        "page_obj": shown,
        "with_reads": with_reads,
        "sees_access": SHARE in page.reader_verbs,
    }
    return render(request, "dumas_docs/history.html", context)
