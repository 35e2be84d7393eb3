"""Does the file store hold exactly the files the database knows, each with the bytes that came in?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from django.core.files.storage import default_storage

from dumas_docs.models import Attachment, ReceivedMail, Scan, ScanRendition

FOLDER = "berkas"


def unknown_files(*, before: datetime) -> list[str]:
    """Names of stored files that no row knows, written earlier than `before`: a process was killed between storing the
    bytes and the end of its transaction. Younger ones may belong to a transaction that is still open."""
    known = set(ReceivedMail.objects.exclude(original="").values_list("original", flat=True))
    for model in (Attachment, Scan, ScanRendition):
        known |= set(model.objects.values_list("file", flat=True))
    found = [name for name in _stored(FOLDER) if name not in known]
    return [name for name in found if default_storage.get_modified_time(name) < before]


def strange_files(*, before: datetime) -> list[str]:
    """Names of files beside the archive's own folder, written earlier than `before`: put there by somebody's hand."""
    folders, files = default_storage.listdir("")
    found = [*files, *(name for folder in folders if folder != FOLDER for name in _stored(folder))]
    return sorted(name for name in found if default_storage.get_modified_time(name) < before)


def damaged_files() -> Iterator[tuple[str, str, bool]]:
    """(name, number of the document, whether it is there) of files that are gone or are not what came in."""
    for model in (Attachment, Scan):
        rows = model.objects.order_by("pk").values_list("file", "sha256", "page__title")
        for name, sha256, number in rows.iterator(chunk_size=500):
            is_there = default_storage.exists(name)
            if not is_there or _digest(name) != sha256:
                yield name, number, is_there


def _stored(folder: str) -> Iterator[str]:
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from _stored(f"{folder}/{name}")


def _digest(name: str) -> str:
    with default_storage.open(name, "rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
