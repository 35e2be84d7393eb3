"""The files of a page in one list, documents and pictures together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from dumas_docs.enums import EvidenceValidity
from dumas_docs.models import Attachment, BasePage, Scan, TextStatus

NO_TEXT = (TextStatus.TERENKRIPSI, TextStatus.RUSAK, TextStatus.MELAMPAUI_BATAS, TextStatus.TANPA_TEKS)


@dataclass(frozen=True)
class FileRow:
    """One file for lists; `door` and `pk` address it ("berkas" for documents, "gambar" for pictures)."""

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
    note: str
    received_at: datetime

    @property
    def fingerprint(self) -> str:
        """The beginning of the SHA-256, enough to compare by eye."""
        return self.sha256[:12]

    @property
    def is_rejected(self) -> bool:
        return self.validity == EvidenceValidity.TIDAK


DOORS: dict[str, type[Attachment] | type[Scan]] = {"berkas": Attachment, "gambar": Scan}


def files_of(page: BasePage) -> list[FileRow]:
    """All files of `page` in the order they came, in two queries; nothing where the person may not read the page."""
    rows = [
        *(_row(held, "berkas") for held in Attachment.objects.filter(page=page).select_related("validated_by")),
        *(_row(held, "gambar") for held in Scan.objects.filter(page=page).select_related("validated_by")),
    ]
    return sorted(rows, key=lambda row: (row.received_at, row.door, row.pk))


def file_of(page: BasePage, *, door: str, pk: int) -> Attachment | Scan:
    """One file of `page`. Raises KeyError for an unknown door, DoesNotExist for a file of another page."""
    return DOORS[door].objects.get(page=page, pk=pk)


def _row(held: Any, door: str) -> FileRow:
    judge = held.validated_by
    return FileRow(
        pk=held.pk,
        door=door,
        name=held.title,
        size=held.file_size,
        mime=held.mime,
        kind_label=held.get_kind_display(),
        sha256=held.sha256,
        url=held.url,
        thumbnail_url=reverse("dumas_thumbnail", args=[held.pk]) if door == "gambar" else "",
        text_note=held.get_text_status_display() if door == "berkas" and held.text_status in NO_TEXT else "",
        validity=held.validity,
        validity_label=held.get_validity_display(),
        validated_by=(judge.get_full_name() or judge.get_username()) if judge else "",
        validated_at=held.validated_at,
        note=held.note,
        received_at=held.received_at,
    )
