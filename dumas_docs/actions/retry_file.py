"""Try again to take in a file of a case that lies in quarantine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dumas_docs import events
from dumas_docs.access import audit
from dumas_docs.access.scope import system_scope
from dumas_docs.enums import ReviewResult
from dumas_docs.imports.accept import accept_file
from dumas_docs.imports.refusals import FileRefused
from dumas_docs.intake.from_mail import evidence
from dumas_docs.models import Complaint, CompletenessCheck, FieldGroup, QuarantinedFile

from .hide_identities import without_identities
from .keep_files import attach, ending_of, kept_files
from .quarantine import quarantine_root, remove_from_quarantine
from .receive_mail import limits


@dataclass(frozen=True, kw_only=True)
class FileOutcome:
    """What became of one file in quarantine; `reason` is empty when it was taken in."""

    number: str
    taken: bool
    reason: str = ""


def retry_file(*, quarantined: QuarantinedFile, now: datetime) -> FileOutcome:
    """Add the file to its case if it can be taken in now; then bytes and note leave quarantine.

    Raises OSError (gone from quarantine, disk full), ReaderUnavailable and database errors; nothing is changed then."""
    with system_scope("retrying a file in quarantine"):
        case = quarantined.complaint
        content = (quarantine_root() / quarantined.quarantine_name).read_bytes()
        try:
            accepted = accept_file(name=quarantined.name, content=content, limits=limits())
        except FileRefused as error:
            nameless = FileRefused(code=error.code, name=f"#{quarantined.quarantine_name[-3:]}", limit=error.limit)
            return FileOutcome(number=case.title, taken=False, reason=str(nameless))
        file = evidence(file=accepted, content=content, text=without_identities(case, accepted.extraction.text))
        with kept_files(digest="", endings=[ending_of(file)]) as store:
            stored = store.write(file.open(), ending=ending_of(file))
            with transaction.atomic():
                _take(quarantined, case=case, is_blank=accepted.is_blank, now=now)
                attach(page=case, file=file, stored=stored, now=case.received_at)
                audit.record(verb="berkas.ditambah", page=case, group=FieldGroup.BERKAS, at=now,
                             data={"sha256": file.sha256, "size": file.size})  # fmt: skip
                events.content_changed.send(sender=Complaint, page_id=case.pk)
    remove_from_quarantine(quarantined.quarantine_name)
    return FileOutcome(number=case.title, taken=True)


def _take(quarantined: QuarantinedFile, *, case: Complaint, is_blank: bool, now: datetime) -> None:
    row = QuarantinedFile.objects.select_for_update().get(pk=quarantined.pk)
    row.released_at = now
    row.save(update_fields=["released_at"])
    check = CompletenessCheck.objects.select_for_update().get(complaint=case)
    settled = set()
    if not is_blank:
        check.evidence = True
        settled.add("evidence")
    if not case.quarantined_files.filter(released_at__isnull=True).exists():
        settled.add("files")
    check.missing = [name for name in check.missing if name not in settled]
    if not check.missing and check.result == ReviewResult.PERLU_KELENGKAPAN:
        check.result = ""
    check.checked_at = now
    check.save(update_fields=["missing", "evidence", "result", "checked_at"])
