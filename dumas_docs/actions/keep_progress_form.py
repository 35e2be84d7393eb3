"""The Formulir Informasi Perkembangan by which an inquiry was answered, kept among the files of its case (S1 A.5)."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile

from dumas_docs.access import audit
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.enums import EvidenceKind, Level
from dumas_docs.exports.progress import ProgressSheet, progress_docx
from dumas_docs.models import Attachment, Complaint, FieldGroup, ProgressInquiry, TextStatus
from dumas_docs.models.case_records import PROGRESS_FORM
from dumas_docs.selectors.progress_sheets import progress_sheet
from dumas_docs.selectors.sheet_frames import Taking

from .hide_in_document import persons_around
from .stored_files import store

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def is_kept(case: Complaint) -> bool:
    """Whether the form is kept: from RAHASIA up each copy is taken one by one, with its reason (domain.md §10)."""
    return case.level < Level.RAHASIA


def keep_progress_form(*, case: Complaint, inquiry: ProgressInquiry, by: Any, now: datetime) -> Attachment:
    """Fill the form from the story of `case` and keep it with `inquiry`. Call inside `file_transaction`.

    It names nobody and tells of those letters alone that every reader of the case may read."""
    taking = Taking(
        hide=persons_around(case).without, is_final=True, revision_id=case.live_revision_id, on=office_day(now)
    )
    sheet = progress_sheet(case, taking, is_kept=True)
    content = progress_docx(sheet)
    held = Attachment(
        title=f"{PROGRESS_FORM} {case.title}.docx", kind=EvidenceKind.DOKUMEN, mime=DOCX, note=inquiry.form_note,
        sha256=hashlib.sha256(content).hexdigest(), file_size=len(content), received_at=now, uploaded_by_user=by,
        text=_text(sheet), text_status=TextStatus.BERHASIL, page_count=1, names_person=False,
    )  # fmt: skip
    held.page_id = case.pk
    store(held, name=held.title, content=ContentFile(content, name=held.title))
    with bookkeeping():
        held.save()
    audit.record(
        verb="berkas.ditambah", by=by, page=case, group=FieldGroup.BERKAS, at=now,
        data={"sha256": held.sha256, "size": held.file_size},
    )  # fmt: skip
    return held


def _text(sheet: ProgressSheet) -> str:
    letters = [f"{each.number} {each.institution}" for each in sheet.letters]
    return "\n".join((sheet.register_no, sheet.subject, sheet.state, *letters, sheet.replies, sheet.next_step))
