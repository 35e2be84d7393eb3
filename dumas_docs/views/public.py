"""What the office publishes, for visitors who have no account."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dumas_docs.selectors.standards import standards_for_everybody

PER_PAGE = 50


@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """The list of published service standards and SOPs; officials see here what the public sees."""
    shown = Paginator(standards_for_everybody(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "dumas_docs/public.html", {"standards": shown.object_list, "page_obj": shown})
