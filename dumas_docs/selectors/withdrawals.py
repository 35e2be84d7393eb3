"""What may be the written withdrawal of a case: it came after the complaint, and an official says that it is one."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from dumas_docs.models import Attachment, Complaint, IncomingLetter, Scan
from dumas_docs.models.case_records import PROGRESS_FORM, InstitutionReply
from dumas_docs.models.intake import RECEIPT_NOTE

LETTER = "surat"


def files_after(case: Complaint) -> dict[str, QuerySet]:
    """By door the files that came after the complaint itself, without what the office wrote."""
    own = Q(note=RECEIPT_NOTE) | Q(note__startswith=PROGRESS_FORM)
    doors: dict[str, type[Any]] = {"berkas": Attachment, "gambar": Scan}
    return {
        door: model.objects.filter(page_id=case.pk, received_at__gt=case.received_at).exclude(own)
        for door, model in doors.items()
    }


def letters_after(case: Complaint) -> QuerySet[IncomingLetter]:
    """Open letters in the file that came in after the complaint, and are no reply of an institution."""
    replies = InstitutionReply.objects.filter(reply_letter__isnull=False).values("reply_letter")
    found = IncomingLetter.objects.child_of(case).filter(received_at__gt=case.received_at)
    return found.filter(seal="TERBUKA").exclude(pk__in=replies)


def named(case: Complaint, key: str) -> str:
    """What the record keeps of the paper `key` ("berkas:7", "gambar:7", "surat:7"): the SHA-256 of a file, or the key
    of a letter; "" where it is none that came after the complaint."""
    door, _colon, pk = key.partition(":")
    if not pk.isdecimal():
        return ""
    if door == LETTER:
        return key if letters_after(case).filter(pk=int(pk)).exists() else ""
    rows = files_after(case).get(door)
    held = rows.filter(pk=int(pk)).first() if rows is not None else None
    return held.sha256 if held else ""
