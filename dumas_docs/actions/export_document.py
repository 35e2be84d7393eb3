"""Take a document out as docx or PDF: masked as its reader must see it, and from TERBATAS up on record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from dumas_docs.access import audit
from dumas_docs.access.roles import IDENTITY, READ
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.access.selectors import verbs_on
from dumas_docs.enums import Level
from dumas_docs.exports.certificate import certificate_for, is_set_up, sign_pdf
from dumas_docs.exports.dates import moment_text
from dumas_docs.exports.letter import LetterSheet, letter_docx
from dumas_docs.exports.memo import memo_docx
from dumas_docs.exports.monitoring import monitoring_docx
from dumas_docs.exports.order import order_docx
from dumas_docs.exports.pdf import pdf_of
from dumas_docs.exports.progress import progress_docx
from dumas_docs.exports.review import review_docx
from dumas_docs.models import (
    AssignmentOrder,
    AuditEntry,
    BasePage,
    Complaint,
    FieldGroup,
    FinancialAccountability,
    MonitoringActivity,
    MonitoringReport,
    OutgoingLetter,
    Review,
)
from dumas_docs.selectors.letter_sheets import letter_sheet
from dumas_docs.selectors.monitored import level_of_sheet
from dumas_docs.selectors.monitoring_sheets import sheets_of
from dumas_docs.selectors.named_sheets import sheet_named
from dumas_docs.selectors.order_sheets import monitoring_sheet, order_sheet
from dumas_docs.selectors.progress_sheets import progress_sheet
from dumas_docs.selectors.review_sheets import review_sheet
from dumas_docs.selectors.sheet_frames import Taking
from workflows.models import Signature

from .hide_in_document import persons_around
from .reveal_identity import MayNotReveal, RevealNeedsReason, reveal_identity
from .withhold import reads_withheld, withheld_in, words_that_stand

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
EXPORTED = (
    OutgoingLetter, AssignmentOrder, MonitoringReport, Complaint, MonitoringActivity, FinancialAccountability, Review,
)  # fmt: skip
KIND = "naskah"


class MayNotExport(PermissionError):
    """Only a reader takes a document out."""


class ExportNeedsReason(ValueError):
    """From RAHASIA upward a copy is taken with a reason (domain.md §10)."""


@dataclass(frozen=True)
class Exported:
    """A file that may be handed over now."""

    name: str
    mime: str
    content: bytes


class Hiding:
    """Masks, and remembers whether it hid anything: a certificate stands for the words that were signed only."""

    def __init__(self, mask: Callable[[str], str]) -> None:
        self.mask, self.has_hidden = mask, False

    def __call__(self, text: str) -> str:
        shown = self.mask(text)
        self.has_hidden = self.has_hidden or shown != text
        return shown


def can_export(page: BasePage, sheet: str = "") -> bool:
    """Whether there is a sheet for documents of this type, or the sheet `sheet` of this one."""
    return sheet_named(page, sheet) is not None if sheet else isinstance(page, EXPORTED)


def needs_reason(page: BasePage, sheet: str = "") -> bool:
    """Whether a copy of `page`, or of one of its sheets, asks for a reason: for itself, or for a case it tells of."""
    return level_of_sheet(page, sheet) >= Level.RAHASIA


def export_document(
    *, page: BasePage, version: BasePage, revision_id: int | None, by: Any, now: datetime, reason: str = "",
    as_pdf: bool = False, sheet: str = "",
) -> Exported:  # fmt: skip
    """Write `version` of `page` as a file for `by`, and record it with its SHA-256. `sheet` is a code of `sheet_named`.

    Secret copies carry who took them, when, and their number, counted for each document without gaps. The PDF of a
    signed version bears the office's certificate where one is set up, unless words of it were hidden from `by`. Raises
    MayNotExport, ExportNeedsReason, PdfNotMade, CertificateUnusable; TypeError for a type without a sheet."""
    if READ not in verbs_on(by, page):
        raise MayNotExport
    level = level_of_sheet(version, sheet)
    is_secret = level >= Level.RAHASIA
    if is_secret and not reason.strip():
        raise ExportNeedsReason
    if not can_export(version, sheet):
        raise TypeError(f"{type(page).__name__} {sheet}".strip())
    with transaction.atomic():
        number = _next_copy(page) if is_secret else 0
        standing = _standing(page, revision_id)
        version, hide, opened = _words_for(page, version, standing["revision_id"], by=by)
        taking = Taking(
            hide=hide,
            **standing,
            is_masked=hide.has_hidden,
            level=level,
            on=office_day(now),
            reported_in=partial(_reported_in, by=by, now=now, reason=reason),
            taken_by=f"Salinan ke-{number} untuk {_name(by)}, diunduh {moment_text(now)}" if number else "",
        )
        content = _docx(version, taking, by=by, now=now, reason=reason, sheet=sheet)
        made = Exported(f"{page.title}{f'-{sheet}' if sheet else ''}.docx", DOCX, content)
        data = {"kind": KIND, "form": "pdf" if as_pdf else "docx", "revision": taking.revision_id}
        data |= {"sheet": sheet} if sheet else {}
        data |= {"copy": number} if number else {}
        _record(page, made, by=by, now=now, reason=reason, data=data, opened=opened)
    if not as_pdf:
        return made
    is_signed = not sheet or sheet in sheets_of(version)
    seal = taking.signature if is_signed and is_set_up() and not hide.has_hidden else None
    return _as_pdf(page, made, seal=seal, by=by, now=now, reason=reason, opened=opened)


def bears_certificate(page: BasePage, revision_id: int | None) -> bool:
    """Whether the PDF of this version bears the office's certificate for who reads all of it."""
    return is_set_up() and _standing(page, revision_id)["signature"] is not None


def _as_pdf(
    page: BasePage, sheet: Exported, *, seal: Signature | None, by: Any, now: datetime, reason: str, opened: bool
) -> Exported:
    """Convert outside of any transaction, for it may take a minute; the copy is on record already."""
    data: dict[str, Any] = {"kind": "pdf", "from": _digest(sheet)}
    content = pdf_of(sheet.content)
    if seal is not None:
        content = sign_pdf(content, reason=f"{seal.signer_name}, {seal.signed_as}. Kode {seal.code}", now=now)
        data |= {"certificate": f"{certificate_for(now=now).serial_number:x}", "code": seal.code}
    made = Exported(f"{sheet.name.removesuffix('.docx')}.pdf", PDF, content)
    _record(page, made, by=by, now=now, reason=reason, data=data, opened=opened)
    return made


def _record(
    page: BasePage, made: Exported, *, by: Any, now: datetime, reason: str, data: dict[str, Any], opened: bool
) -> None:
    """`opened`: the copy names persons who are withheld on the pages."""
    if page.level >= Level.TERBATAS or opened:
        audit.record(
            verb="ekspor.dibuat", by=by, page=page, group=FieldGroup.IDENTITAS if opened else FieldGroup.ISI,
            reason=reason.strip(), at=now, data={**data, "sha256": _digest(made)},
        )  # fmt: skip


def _digest(made: Exported) -> str:
    return hashlib.sha256(made.content).hexdigest()


def _docx(version: BasePage, taking: Taking, *, by: Any, now: datetime, reason: str, sheet: str) -> bytes:
    if write := sheet_named(version, sheet or next(iter(sheets_of(version)), "")):
        return write(version, taking)
    if isinstance(version, OutgoingLetter):
        letter = letter_sheet(version, taking)
        return letter_docx(letter) if isinstance(letter, LetterSheet) else memo_docx(letter)
    if isinstance(version, AssignmentOrder):
        return order_docx(order_sheet(version, taking))
    if isinstance(version, Review):
        return review_docx(review_sheet(version, taking))
    if isinstance(version, MonitoringReport):
        return monitoring_docx(monitoring_sheet(version, taking))
    assert isinstance(version, Complaint)  # noqa: S101  can_export was asked
    applicants = None
    if IDENTITY in verbs_on(by, version):
        people: list[Any] = reveal_identity(case=version, by=by, now=now, reason=reason).complainants
        applicants = tuple(person.full_name.reveal() for person in people)
    return progress_docx(progress_sheet(version, taking, applicants=applicants))


def _standing(page: BasePage, revision_id: int | None) -> dict[str, Any]:
    """Which version is taken, whether it is the signed or final one, and the signature it bears."""
    shown = revision_id or (page.live_revision_id if page.live else page.latest_revision_id)
    signature = Signature.objects.standing().filter(subject_id=page.pk).order_by("-at").first()
    bears = signature is not None and signature.revision_id == shown
    is_final = bears or (page.live and shown in (None, page.live_revision_id)) or (not signature and not revision_id)
    return {"revision_id": shown, "is_final": is_final, "signature": signature if bears else None}


def _words_for(page: BasePage, version: BasePage, shown: int | None, *, by: Any) -> tuple[BasePage, Hiding, bool]:
    """What `by` takes: of a text that stands the words that were signed, where they are open to him, else those with
    what is withheld (docs/decisions/0011). Beside it what masks, and whether withheld persons are named."""
    withheld = withheld_in(page) if type(page) is type(version) else []
    found = words_that_stand(page) if withheld else None
    if found is None or found[0].pk != shown:
        return version, Hiding(_hidden_for(page, by)), False
    if reads_withheld(verbs_on(by, page)):
        return found[1], Hiding(str), True
    masked = Hiding(_hidden_for(page, by))
    masked.has_hidden = True
    return version, masked, False


def _hidden_for(page: BasePage, by: Any) -> Callable[[str], str]:
    """What masks identities for `by`; a letter shows them with `identity` and an approved disclosure only (§12)."""
    may_see = IDENTITY in verbs_on(by, page)
    if isinstance(page, OutgoingLetter):
        may_see = may_see and page.identity_disclosure_approved
    return str if may_see else persons_around(page).without


def _reported_in(case: Complaint, *, by: Any, now: datetime, reason: str) -> tuple[str, ...] | None:
    """Names of those complained about, on record; None without the right, or without the reason a secret case asks."""
    try:
        parties: list[Any] = reveal_identity(case=case, by=by, now=now, reason=reason).reported_parties  # type: ignore[assignment]
    except (MayNotReveal, RevealNeedsReason):
        return None
    return tuple(
        ", ".join(part for part in (party.name.reveal(), party.position.reveal(), party.institution) if part)
        for party in parties
    )


def _next_copy(page: BasePage) -> int:
    """The number of the next copy; whoever takes one at the same time waits for this one to be on record."""
    with bookkeeping():
        BasePage.objects.select_for_update(no_key=True).get(pk=page.pk)
    taken = AuditEntry.objects.filter(page_id=page.pk, verb="ekspor.dibuat", data__kind=KIND)
    return taken.filter(data__has_key="copy").count() + 1


def _name(person: Any) -> str:
    return person.get_full_name() or person.get_username()
