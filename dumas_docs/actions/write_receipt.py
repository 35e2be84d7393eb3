"""The receipt of a case: a record among its files that names nobody, and the letter itself, with the name."""

from __future__ import annotations

import hashlib
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from dumas_docs.conf import setting
from dumas_docs.enums import Channel, EvidenceKind, Level
from dumas_docs.exports.receipt import Receipt, receipt_docx, receipt_text
from dumas_docs.imports.extraction import Extraction, ExtractionStatus
from dumas_docs.intake.facts import EvidenceFile, requests_for
from dumas_docs.models import Attachment, Complaint
from dumas_docs.models.intake import RECEIPT_NOTE

from .keep_files import FileStore, attach
from .reveal_identity import reveal_identity

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def write_receipt(*, case: Complaint, store: FileStore, missing: tuple[str, ...], now: datetime) -> Attachment:
    """Store the receipt as a file of `case`, with its text form beside it; call inside `kept_files` (".docx").

    It names nobody, and no subject from RAHASIA up (domain.md §12)."""
    receipt = receipt_of(case, missing=missing)
    content, text = receipt_docx(receipt), receipt_text(receipt)
    file = EvidenceFile(
        name=f"{gettext('receipt')}-{case.title}.docx", mime=DOCX, kind=EvidenceKind.DOKUMEN, size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), text=text, note=RECEIPT_NOTE, open=lambda: BytesIO(content),
        extraction=Extraction(status=ExtractionStatus.BERHASIL, text=text, pages=1),
    )  # fmt: skip
    stored = store.write(file.open(), ending=".docx")
    held = attach(page=case, file=file, stored=stored, now=now, names_person=False)
    assert isinstance(held, Attachment)  # noqa: S101 - a docx is never an image
    return held


def named_receipt(*, case: Complaint, by: Any, now: datetime, reason: str) -> Receipt:
    """The receipt as the complainant gets it, with his name; opening the name is recorded and nothing is kept.

    Raises MayNotReveal, RevealNeedsReason."""
    opened: list[Any] = reveal_identity(case=case, by=by, now=now, reason=reason).complainants
    name = next((person.full_name.reveal() for person in opened), "")
    return receipt_of(case, missing=tuple(case.completeness.missing), name=name)


def receipt_of(case: Complaint, *, missing: tuple[str, ...], name: str = "") -> Receipt:
    """What the office confirms about `case`, in the active language; in neutral words without a `name`."""
    return Receipt(
        office=setting("OFFICE_NAME"),
        ministry=setting("MINISTRY_NAME"),
        number=case.title,
        tracking_code=case.tracking_code,
        date=date_format(localtime(case.received_at), "j F Y"),
        channel=str(Channel(case.channel).label),
        subject=case.subject if case.level < Level.RAHASIA else "",
        salutation=gettext("Dear %(name)s,") % {"name": name} if name else gettext("Dear complainant,"),
        requests=tuple(requests_for(missing)),
        contacts=tuple(setting("INQUIRY_CONTACTS")),
    )
