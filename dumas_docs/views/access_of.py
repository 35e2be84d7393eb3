"""What can this person do here? Each verb in words, with the grants that carry it or what stops them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dumas_docs.access.roles import SHARE
from dumas_docs.access.scope import local_today
from dumas_docs.selectors.explanation import explain
from dumas_docs.selectors.principals import SHORTEST_SEARCH, find_principals, load_principal, principals_by_key

from .document import frame, page_with


@login_required
@require_safe
def access_of(request: HttpRequest, page_id: int) -> HttpResponse:
    """Query: q (words to find a person by), orang (the id of the person to explain)."""
    page = page_with(request, page_id, SHARE)
    search = request.GET.get("q", "").strip()[:80]
    today = local_today()
    context: dict[str, Any] = {
        **frame(request, page, tab="berbagi"),
        "search": search,
        "too_short": bool(search) and len(search.replace(" ", "")) < SHORTEST_SEARCH,
        "found": find_principals(search, on=today, people_only=True),
    }
    if "orang" in request.GET:
        key = f"orang-{request.GET['orang']}"
        person = load_principal(key)
        if person is None:
            raise Http404
        context["person"] = principals_by_key([key], on=today)[key]
        context["explanation"] = explain(person, page, on=today)
    return render(request, "dumas_docs/access_of.html", context)
