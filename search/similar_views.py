"""Similar cases: beside a case, and while one is being registered. What is typed is posted, never in an address."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from dumas_docs.access.roles import READ
from dumas_docs.access.selectors import visible_to
from dumas_docs.models import Complaint

from .backends import SearchUnavailable
from .similar import similar_to_case, similar_to_text

# What is typed before this says nothing yet.
LEAST_CHARACTERS = 12
LONGEST_TEXT = 20_000


@login_required
@require_http_methods(["GET", "HEAD"])
def similar(request: HttpRequest, page_id: int) -> HttpResponse:
    """Cases like one that the visitor reads, as a page, or as the piece of one that a script puts beside the case."""
    case = get_object_or_404(visible_to(request.user, READ, model=Complaint), pk=page_id)
    is_piece = request.headers.get("X-Requested-With") == "fetch"
    context = {"case": case}
    try:
        context["similar"] = similar_to_case(case.pk, user=request.user)
    except SearchUnavailable:
        return render(request, _template(is_piece), {**context, "is_broken": True}, status=200 if is_piece else 503)
    return render(request, _template(is_piece), context)


@login_required
@require_http_methods(["POST"])
def similar_to_typed(request: HttpRequest) -> HttpResponse:
    """Cases like the subject and the chronology that somebody is typing."""
    subject, text = (request.POST.get(name, "")[:LONGEST_TEXT] for name in ("subject", "chronology"))
    if len(f"{subject}{text}".strip()) < LEAST_CHARACTERS:
        return render(request, "search/similar.html")
    try:
        similar = similar_to_text(subject=subject, text=text, user=request.user)
    except SearchUnavailable:
        return render(request, "search/similar.html", {"is_broken": True})
    return render(request, "search/similar.html", {"similar": similar, "beside_form": True})


def _template(is_piece: bool) -> str:
    return "search/similar.html" if is_piece else "search/similar_page.html"
