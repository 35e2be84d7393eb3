"""Files, images and smaller copies of images: served by this process only, to readers of their page."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from dumas_docs.access import audit
from dumas_docs.access.roles import READ
from dumas_docs.access.scope import bookkeeping
from dumas_docs.actions.thumbnail import NoThumbnail, thumbnail_of
from dumas_docs.enums import Level
from dumas_docs.models import Attachment, Scan, ScanRendition
from dumas_docs.models.audit import FieldGroup
from dumas_docs.selectors.evidence import is_withheld

from .headers import file_name

# Shown in the browser; everything else is offered as a download only.
INLINE = {"application/pdf", "image/jpeg", "image/png", "image/webp", "text/plain"}


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One attachment under its original name."""
    return _for_reader(request, Attachment, pk, _serve)


@require_safe
def image(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One image at full size, as it was received."""
    return _for_reader(request, Scan, pk, _serve)


@require_safe
def rendition(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A smaller copy; whoever may read the image's page may see it."""
    return _for_reader(request, ScanRendition, pk, _serve_copy)


@require_safe
def thumbnail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The small copy of an image for lists, without what its camera wrote into it."""
    return _for_reader(request, Scan, pk, _serve_thumbnail)


def _for_reader(request: HttpRequest, model: Any, pk: int, serve: Any) -> HttpResponseBase:
    """What is not there, or not for this person, is 404; a visitor is asked to sign in for either."""
    try:
        return serve(request, get_object_or_404(model, pk=pk))
    except Http404:
        if request.user.is_authenticated:
            _note_refusal(request, model, pk)
            raise
        return redirect_to_login(request.get_full_path())


def _note_refusal(request: HttpRequest, model: Any, pk: int) -> None:
    """Record who asked for a file of a page he may not read, or for one that was never there."""
    with bookkeeping():
        held = model.objects.filter(pk=pk).first()
        held = held.image if isinstance(held, ScanRendition) else held
        page = held.page if held is not None else None
    if page is None or READ not in page.reader_verbs or is_withheld(held, page.reader_verbs):
        door = request.resolver_match.view_name if request.resolver_match else ""
        audit.record_refusal(page=page, by=request.user, door=door, group=FieldGroup.BERKAS)


def _note_opening(request: HttpRequest, held: Attachment | Scan, **data: str) -> None:
    """Refuse what names persons without the right to identities; record every opening from TERBATAS up."""
    page = held.page
    if is_withheld(held, page.reader_verbs):
        raise Http404
    if page.level >= Level.TERBATAS:
        audit.record(
            verb="berkas.dibaca", by=request.user, page=page, group=FieldGroup.BERKAS,
            data={"sha256": held.sha256, **data},
        )  # fmt: skip


def _serve(request: HttpRequest, held: Any) -> HttpResponseBase:
    _note_opening(request, held)
    return _response(held.file, name=held.title, mime=held.mime)


def _serve_copy(request: HttpRequest, copy: ScanRendition) -> HttpResponseBase:
    _note_opening(request, get_object_or_404(Scan, pk=copy.image_id), copy=copy.filter_spec)
    return _response(copy.file, name="", mime="image/" + copy.file.name.rsplit(".", 1)[-1].replace("jpg", "jpeg"))


def _serve_thumbnail(request: HttpRequest, scan: Scan) -> HttpResponseBase:
    if is_withheld(scan, scan.page.reader_verbs):
        raise Http404
    try:
        copy = thumbnail_of(scan)
    except NoThumbnail as error:
        raise Http404 from error
    return _serve_copy(request, copy)


def _response(stored: Any, *, name: str, mime: str) -> HttpResponse | FileResponse:
    try:
        opened = stored.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(opened, as_attachment=mime not in INLINE, filename=file_name(name), content_type=mime)
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
