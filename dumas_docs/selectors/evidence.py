"""The files of a page in one list, documents and pictures together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from dumas_docs.access.roles import IDENTITY
from dumas_docs.enums import EvidenceValidity
from dumas_docs.models import Attachment, BasePage, Scan, TextStatus
from dumas_docs.models.intake import RECEIPT_NOTE

NO_TEXT = (TextStatus.TERENKRIPSI, TextStatus.RUSAK, TextStatus.MELAMPAUI_BATAS, TextStatus.TANPA_TEKS)


@dataclass(frozen=True)
class FileRow:
    """One file for lists; `door` and `pk` address it ("berkas" for documents, "gambar" for pictures).

    Of a withheld file only its existence is told: kind, size, date and what was judged of it."""

    pk: int
    door: str
    name: str
    size: int | None
    mime: str
    kind_label: str
    sha256: str
    url: str
    thumbnail_url: str
    text_note: str
    validity: str
    validity_label: str
    validated_by: str
    validated_at: datetime | None
    validity_reason: str
    note: str
    received_at: datetime
    names_person: bool
    is_withheld: bool

    @property
    def fingerprint(self) -> str:
        """The beginning of the SHA-256, enough to compare by eye."""
        return self.sha256[:12]

    @property
    def is_receipt(self) -> bool:
        return self.note == RECEIPT_NOTE

    @property
    def is_rejected(self) -> bool:
        return self.validity == EvidenceValidity.TIDAK


DOORS: dict[str, type[Attachment] | type[Scan]] = {"berkas": Attachment, "gambar": Scan}


def files_of(page: BasePage) -> list[FileRow]:
    """All files of `page` in the order they came, in two queries; nothing where the person may not read the page."""
    verbs = page.reader_verbs
    rows = [
        _row(held, door, verbs)
        for door, model in DOORS.items()
        for held in model.objects.filter(page=page).select_related("validated_by")
    ]
    return sorted(rows, key=lambda row: (row.received_at, row.door, row.pk))


def file_of(page: BasePage, *, door: str, pk: int) -> Attachment | Scan:
    """One file of `page`. Raises KeyError for an unknown door, DoesNotExist for a file of another page."""
    return DOORS[door].objects.get(page=page, pk=pk)


def is_withheld(held: Attachment | Scan, verbs: frozenset[str]) -> bool:
    """Whether a reader with these verbs on its page may know of the file, but neither open it nor learn its name."""
    return held.names_person and IDENTITY not in verbs


def _row(held: Any, door: str, verbs: frozenset[str]) -> FileRow:
    judge = held.validated_by
    hidden = is_withheld(held, verbs)
    return FileRow(
        pk=held.pk,
        door=door,
        name="" if hidden else held.title,
        size=held.file_size,
        mime=held.mime,
        kind_label=held.get_kind_display(),
        sha256="" if hidden else held.sha256,
        url="" if hidden else held.url,
        thumbnail_url=reverse("dumas_thumbnail", args=[held.pk]) if door == "gambar" and not hidden else "",
        text_note=held.get_text_status_display() if door == "berkas" and held.text_status in NO_TEXT else "",
        validity=held.validity,
        validity_label=held.get_validity_display(),
        validated_by=(judge.get_full_name() or judge.get_username()) if judge else "",
        validated_at=held.validated_at,
        validity_reason="" if hidden else held.validity_reason,
        note="" if hidden else held.note,
        received_at=held.received_at,
        names_person=held.names_person,
        is_withheld=hidden,
    )
