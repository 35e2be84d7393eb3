"""Writes the bytes of files into the file store, so that a run that breaks off leaves no orphan and loses nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, InterfaceError, transaction
from django.utils import timezone

from dumas_docs.access.scope import system_scope
from dumas_docs.intake.durable import UNFINISHED, remove_stale
from dumas_docs.intake.facts import EvidenceFile
from dumas_docs.intake.journal import Promise, broken_promises, promise
from dumas_docs.models import Attachment, BasePage, ReceiptState, ReceivedMail, Scan, TextStatus
from dumas_docs.models.attachments import random_path

HOUR = 60 * 60
IMAGES = frozenset({"image/jpeg", "image/png", "image/tiff", "image/webp"})
MAX_TITLE = 255


@dataclass
class FileStore:
    """Hands out names promised beforehand and writes files under them."""

    names: list[str]
    used: list[str] = field(default_factory=list)

    def write(self, content: Any, *, ending: str) -> str:
        """Store `content` (an open binary file) durably under the next promised name. Raises OSError (disk full)."""
        name = self.names[len(self.used)]
        if not name.endswith(ending):
            raise ValueError(f"promised {name}, asked for {ending}")
        self.used.append(name)
        saved = default_storage.save(name, File(content))
        if saved != name:
            raise FileExistsError(name)
        _flush(name)
        return name


def journal_folder() -> Path:
    return Path(settings.QUARANTINE_ROOT) / ".jurnal"


@contextmanager
def kept_files(*, digest: str, endings: Sequence[str]) -> Iterator[FileStore]:
    """Files with the given endings, in this order, that stay only if the database knows them when the block ends.

    The block must hold the whole transaction. When the database is gone the promise stays for `settle_broken`."""
    names = [random_path(None, f"x{ending}") for ending in endings]
    given = promise(folder=journal_folder(), digest=digest, names=names)
    try:
        yield FileStore(names=names)
    finally:
        _settle(given)


def settle_broken() -> int:
    """Remove files of runs that were killed before the database knew them; returns how many promises were settled."""
    folder = journal_folder()
    remove_stale(folder, prefix=UNFINISHED, before=time.time() - HOUR)
    return sum(_settle(broken) for broken in broken_promises(folder))


def _settle(given: Promise) -> bool:
    try:
        with system_scope("settling files of intake"):
            _wait_for(given.digest)
            known = _known(given.names)
    except (DatabaseError, InterfaceError):
        given.release()
        return False
    for name in set(given.names) - known:
        default_storage.delete(name)
    given.fulfilled()
    return True


def _wait_for(digest: str) -> None:
    """Let a transaction about `digest` end that a killed process may have left open at the database's end.

    Inserting the same unique value waits for it; what is inserted here is taken back at once."""
    if not digest or transaction.get_connection().in_atomic_block:
        return
    row = ReceivedMail(digest=digest, state=ReceiptState.DITOLAK, received_at=timezone.now(), size=0)
    with transaction.atomic():
        ReceivedMail.objects.bulk_create([row], ignore_conflicts=True)
        transaction.set_rollback(True)


def _known(names: Sequence[str]) -> set[str]:
    known = set(ReceivedMail.objects.filter(original__in=names).values_list("original", flat=True))
    for model in (Attachment, Scan):
        known |= set(model.objects.filter(file__in=names).values_list("file", flat=True))
    return known


def _flush(name: str) -> None:
    try:
        path = default_storage.path(name)
    except NotImplementedError:
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def ending_of(file: EvidenceFile) -> str:
    """The ending its name on disk keeps."""
    return Path(random_path(None, file.name)).suffix


def attach(
    *, page: BasePage, file: EvidenceFile, stored: str, now: datetime, by: Any = None, names_person: bool = True
) -> Attachment | Scan:
    """The row of a stored file: an image for photographs, an attachment for everything else.

    What a complainant sends names persons until somebody who may see them says otherwise."""
    common = {
        "page": page, "title": file.name[:MAX_TITLE], "file": stored, "file_size": file.size, "mime": file.mime,
        "kind": file.kind, "sha256": file.sha256, "received_at": now, "note": file.note, "uploaded_by_user": by,
        "names_person": names_person,
    }  # fmt: skip
    width, height = file.extraction.width, file.extraction.height
    if file.mime in IMAGES and width is not None and height is not None:
        scan = Scan(**common, width=width, height=height)
        scan.save()
        return scan
    status = TextStatus(file.extraction.status.value) if file.extraction.status.value in TextStatus.values else ""
    held = Attachment(
        **common, text=file.text, text_status=status or TextStatus.TIDAK_DIDUKUNG, page_count=file.extraction.pages
    )
    held.save()
    return held
