"""The start page and the way into the archive."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dumas_docs.models import Folder


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What came in lately, as far as the person may know of it."""
    return render(request, "dumas_docs/home.html", {})


@login_required
@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """The archive's folder page, or the highest folder the person may see."""
    folder = Folder.objects.order_by("depth", "path").filter(depth__gte=3).first()
    return redirect(folder.url) if folder else render(request, "dumas_docs/folder_empty.html", {})
