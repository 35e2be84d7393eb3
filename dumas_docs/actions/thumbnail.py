"""A small copy of a picture, made when it is first asked for; the camera's own notes stay behind in the original."""

from __future__ import annotations

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

from dumas_docs.access.scope import bookkeeping
from dumas_docs.models import Scan, ScanRendition

from .stored_files import file_transaction, store

SIDE = 480
SPEC = f"max-{SIDE}x{SIDE}|format-webp"


class NoThumbnail(ValueError):
    """The picture cannot be read here; it is offered as a file only."""


def thumbnail_of(scan: Scan) -> ScanRendition:
    """The small copy of `scan`. Asks nobody's rights. Raises NoThumbnail, OSError (disk full)."""
    existing = ScanRendition.objects.filter(image=scan, filter_spec=SPEC).first()
    if existing is not None:
        return existing
    content, size = _shrunk(scan)
    with file_transaction(), bookkeeping():
        # Two readers at once: the second waits for the first and takes its copy.
        Scan.objects.select_for_update(of=("self",)).get(pk=scan.pk)
        existing = ScanRendition.objects.filter(image=scan, filter_spec=SPEC).first()
        if existing is not None:
            return existing
        copy = ScanRendition(image=scan, filter_spec=SPEC, focal_point_key="", width=size[0], height=size[1])
        store(copy, name="kecil.webp", content=ContentFile(content))
        copy.save()
        return copy


def _shrunk(scan: Scan) -> tuple[bytes, tuple[int, int]]:
    try:
        with scan.file.open("rb") as stored, Image.open(stored) as original:
            upright = ImageOps.exif_transpose(original)
            upright.thumbnail((SIDE, SIDE))
            small = upright.convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, FileNotFoundError, SyntaxError, ValueError) as error:
        raise NoThumbnail(scan.pk) from error
    out = BytesIO()
    small.save(out, "WEBP", quality=75)
    return out.getvalue(), small.size
