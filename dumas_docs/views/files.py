"""Files, images and smaller copies of images: served by this process only, to readers of their page."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from dumas_docs.access import audit
from dumas_docs.enums import Level
from dumas_docs.models import Attachment, Scan, ScanRendition
from dumas_docs.models.audit import FieldGroup

# Shown in the browser; everything else is offered as a download only.
INLINE = {"application/pdf", "image/jpeg", "image/png", "image/webp", "text/plain"}


@login_required
@require_safe
def file(request: HttpRequest, pk: int) -> FileResponse:
    """One attachment under its original name."""
    return _serve(request, get_object_or_404(Attachment, pk=pk))


@login_required
@require_safe
def image(request: HttpRequest, pk: int) -> FileResponse:
    """One image at full size."""
    return _serve(request, get_object_or_404(Scan, pk=pk))


@login_required
@require_safe
def rendition(request: HttpRequest, pk: int) -> FileResponse:
    """A smaller copy; whoever may read the image's page may see it."""
    copy = get_object_or_404(ScanRendition, pk=pk)
    get_object_or_404(Scan, pk=copy.image_id)
    return _response(copy.file, name="", mime="image/" + copy.file.name.rsplit(".", 1)[-1].replace("jpg", "jpeg"))


def _serve(request: HttpRequest, held: Any) -> FileResponse:
    page = held.page
    if page.level >= Level.TERBATAS:
        audit.record(
            verb="berkas.dibaca", by=request.user, page=page, group=FieldGroup.BERKAS, data={"sha256": held.sha256}
        )
    return _response(held.file, name=held.title, mime=held.mime)


def _response(stored: Any, *, name: str, mime: str) -> FileResponse:
    try:
        opened = stored.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(opened, as_attachment=mime not in INLINE, filename=name, content_type=mime)
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
