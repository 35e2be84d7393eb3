"""Add a file to a document: examined, fingerprinted, its text read, stored under a random name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from django.core.files.base import File

from dumas_docs import events
from dumas_docs.access import audit
from dumas_docs.access.resolve import resolve
from dumas_docs.access.roles import APPROVE, CHANGE, IDENTITY, READ
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.access.selectors import verbs_on
from dumas_docs.conf import setting
from dumas_docs.enums import EvidenceKind
from dumas_docs.imports.accept import AcceptedFile, accept_file
from dumas_docs.imports.limits import FileLimits
from dumas_docs.models import Attachment, BasePage, Complaint, FieldGroup, IncomingLetter, Scan

from .hide_identities import case_around, without_identities
from .stored_files import file_transaction, store

# Pictures a browser can show and Pillow can make smaller; all others are kept as plain files.
SCAN_TYPES = frozenset({"image/jpeg", "image/png", "image/webp", "image/tiff"})


# What others wrote about a case; the office's own letters and reports name nobody who must stay unnamed.
FROM_OUTSIDE = (Complaint, IncomingLetter)


class MayNotAttach(PermissionError):
    """Only who may edit the document adds files to it; what is added to a public one is public, so it is approved."""


class FileTwice(ValueError):
    """The same content already belongs to the document; `existing` is its name there, "" for who may not know it."""

    def __init__(self, existing: str) -> None:
        super().__init__(existing)
        self.existing = existing


@dataclass(frozen=True)
class StoredFile:
    """What became of a file: the row that holds it, and what the examination said about it."""

    held: Attachment | Scan
    accepted: AcceptedFile


def attach_file(
    *, page: BasePage, name: str | None, content: BinaryIO, by: Any, now: datetime, note: str = ""
) -> StoredFile:
    """Examine `content` and keep its bytes unchanged with `page`; pictures become scans, all else attachments.

    `by` is None for the system. Raises MayNotAttach, FileTwice, FileRefused, ReaderUnavailable, OSError; after each of
    them nothing is stored."""
    _demand_right(page, by=by, verbs=verbs_on(by, page) if by is not None else frozenset())
    limits = FileLimits(max_bytes=setting("MAX_FILE_BYTES"), max_pixels=setting("MAX_IMAGE_PIXELS"))
    content.seek(0)
    accepted = accept_file(name=name, content=content, limits=limits)
    with file_transaction(), bookkeeping():
        # The same file sent twice at once waits here, and is then found.
        page_now = BasePage.objects.select_for_update(no_key=True).get(pk=page.pk)
        # The examination may take long; the right to add files may have ended meanwhile.
        rights = resolve(user=by, on=office_day(now)) if by is not None else None
        _demand_right(page_now, by=by, verbs=rights.verbs(page_now) if rights else frozenset())
        _refuse_twice(page, accepted.sha256, by=by)
        return keep_accepted(page=page, accepted=accepted, content=content, by=by, now=now, note=note)


def _demand_right(page: BasePage, *, by: Any, verbs: frozenset[str]) -> None:
    needed = {READ, CHANGE, APPROVE} if page.is_public else {READ, CHANGE}
    if by is not None and not needed <= verbs:
        raise MayNotAttach


def keep_accepted(
    *, page: BasePage, accepted: AcceptedFile, content: BinaryIO, by: Any, now: datetime, note: str = ""
) -> StoredFile:
    """Store a file that was examined already. Call inside `file_transaction`; asks nobody's rights.

    Its text is kept without the persons of the case around `page`, and what came from outside, to the case or
    with a letter in it, names persons until somebody who may see them says otherwise."""
    case = case_around(page)
    held = _new_row(accepted, text=without_identities(case, accepted.extraction.text) if case else None)
    held.page_id = page.pk
    held.names_person = case is not None and issubclass(page.specific_class, FROM_OUTSIDE)
    held.uploaded_by_user = by
    held.title, held.kind, held.mime, held.sha256 = accepted.name, accepted.kind, accepted.mime, accepted.sha256
    held.file_size, held.received_at, held.note = accepted.size, now, note[:300]
    content.seek(0)
    store(held, name=accepted.name, content=File(content, name=accepted.name))
    with bookkeeping():
        held.save()
    audit.record(
        verb="berkas.ditambah", by=by, page=page, group=FieldGroup.BERKAS, at=now,
        data={"sha256": held.sha256, "size": accepted.size},
    )  # fmt: skip
    events.content_changed.send(sender=BasePage, page_id=page.pk)
    return StoredFile(held, accepted)


def _new_row(accepted: AcceptedFile, *, text: str | None) -> Attachment | Scan:
    size = accepted.pixel_size
    if accepted.kind == EvidenceKind.FOTO and accepted.mime in SCAN_TYPES and size:
        return Scan(width=size[0], height=size[1])
    found = accepted.extraction
    kept = found.text if text is None else text
    return Attachment(text=kept, text_status=found.status.value, page_count=found.pages)


def _refuse_twice(page: BasePage, sha256: str, *, by: Any) -> None:
    for model in (Attachment, Scan):
        existing = model.objects.filter(page_id=page.pk, sha256=sha256).first()
        if existing is not None:
            may_know = by is None or not existing.names_person or IDENTITY in verbs_on(by, page)
            raise FileTwice(existing.title if may_know else "")
