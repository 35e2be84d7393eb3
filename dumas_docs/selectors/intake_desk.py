"""What the registration desk asks: where somebody may register, and what he registered with a form."""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dumas_docs.access.roles import ADD, IDENTITY, READ, SEE
from dumas_docs.access.scope import bookkeeping
from dumas_docs.access.selectors import verbs_on, verbs_on_many, visible_to
from dumas_docs.conf import setting
from dumas_docs.imports.limits import MEBIBYTE
from dumas_docs.imports.refusals import FileRefused, RefusalCode
from dumas_docs.intake.facts import MatterText
from dumas_docs.intake.mime import MailNote
from dumas_docs.models import (
    Attachment,
    Complaint,
    Folder,
    FolderPurpose,
    ProposedRelation,
    QuarantinedFile,
    ReceivedMail,
)
from dumas_docs.models.intake import RECEIPT_NOTE
from dumas_docs.selectors.likely_cases import LikelyCase, find_likely_cases, fingerprints, reasons_in_words
from workflows.models import Unit

REGISTER = "pengaduan"
LEAST_CHARACTERS = 12
# What these signs say is a fact about a person, not about a matter.
PERSONAL_SIGNS = frozenset({"sender", "name"})


@dataclass(frozen=True, kw_only=True)
class Hint:
    """A case that may be the same matter, as much of it as this reader may know."""

    case: Complaint
    kind: str
    reasons: list[str]
    proposal_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Registered:
    """A case as its registrar is shown it once more: outer data only (domain.md §10, registrar)."""

    case: Complaint
    missing: list[str]
    file_count: int
    receipt_id: int | None


def desk_units(user: Any) -> list[Unit]:
    """Units in whose complaint folder `user` may add, by name."""
    folders = visible_to(user, ADD, model=Folder).filter(purpose=FolderPurpose.BUKU, slug=REGISTER)
    return list(Unit.objects.filter(pk__in=list(folders.values_list("unit_id", flat=True))).order_by("name"))


def form_digest(*, user: Any, token: str) -> str:
    """What makes one shown form count once; nobody else can reach it with the same token."""
    return hashlib.sha256(f"formulir:{user.pk}:{token}".encode()).hexdigest()


def registered_with(*, user: Any, token: str) -> Registered | None:
    """The case `user` registered with the form of that token, while he may still register for its unit."""
    received = ReceivedMail.objects.filter(digest=form_digest(user=user, token=token), registered_by=user).first()
    if received is None or received.complaint_id is None:
        return None
    units = {unit.pk for unit in desk_units(user)}
    with bookkeeping():
        case = Complaint.objects.select_related("unit").get(pk=received.complaint_id)
        if case.unit_id not in units:
            return None
        files = list(case.attachments.values_list("pk", "note")) + list(case.scans.values_list("pk", "note"))
        receipts = [pk for pk, note in files if note == RECEIPT_NOTE]
        missing = list(case.completeness.missing)
    return Registered(
        case=case, missing=missing, file_count=len(files) - len(receipts), receipt_id=next(iter(receipts), None)
    )


def hints_for(*, user: Any, matter: MatterText, now: datetime) -> list[Hint]:
    """Cases that may be what `user` is typing about, as far as he may know of them; nothing tells of the others.

    A case he may not open identities of is found by its matter alone: otherwise typing a name would tell whether that
    person ever complained."""
    if len(f"{matter.subject}{matter.text}{matter.complainant_name}".strip()) < LEAST_CHARACTERS:
        return []
    nameless = [
        dataclasses.replace(each, mentions=())
        for each in fingerprints(dataclasses.replace(matter, sender_email="", complainant_name=""))
    ]
    by_matter = find_likely_cases(prints=nameless, now=now)
    by_person = find_likely_cases(prints=fingerprints(matter), now=now)
    verbs = verbs_on_many(user, [found.complaint for found in (*by_matter, *by_person)])
    shown = {found.complaint.pk: found for found in by_matter if SEE in verbs[found.complaint.pk]}
    shown |= {found.complaint.pk: found for found in by_person if {SEE, IDENTITY} <= verbs[found.complaint.pk]}
    ranked = sorted(shown.values(), key=lambda found: -found.likeness.score)
    return [_hint(found, verbs[found.complaint.pk]) for found in ranked]


def _hint(found: LikelyCase, held: frozenset[str]) -> Hint:
    reasons = found.reasons() if READ in held else []
    return Hint(case=found.complaint, kind=str(found.kind.label), reasons=reasons)


def open_proposals(user: Any, case: Complaint) -> list[Hint]:
    """Proposed relations of a case that nobody has decided about, as far as `user` may know of the other case."""
    proposals = list(ProposedRelation.objects.filter(complaint_id=case.pk, accepted__isnull=True).order_by("-score"))
    others = visible_to(user, model=Complaint).in_bulk([proposal.other_id for proposal in proposals])
    held_here = verbs_on(user, case)
    hints = []
    for proposal in proposals:
        other = others.get(proposal.other_id)
        if other is None:
            continue
        held = verbs_on(user, other) & held_here
        reasons = reasons_in_words(_signs_for(held, proposal.signs), percent=proposal.percent) if READ in held else []
        hints.append(Hint(case=other, kind=proposal.get_kind_display(), reasons=reasons, proposal_id=proposal.pk))
    return hints


def _signs_for(verbs: frozenset[str], signs: Any) -> list[str]:
    return [sign for sign in signs if IDENTITY in verbs or sign not in PERSONAL_SIGNS]


@dataclass(frozen=True, kw_only=True)
class IntakeNotes:
    """What a reader of a case should know of how it came in."""

    notes: list[str]
    quarantined: list[str]
    has_original: bool
    has_receipt: bool


def intake_notes(case: Complaint) -> IntakeNotes:
    """How `case` came in, in the scope of its reader; the original shows only with `identity`."""
    received = list(ReceivedMail.objects.filter(complaint_id=case.pk))
    codes = dict.fromkeys(code for row in received for code in row.notes if code in MailNote.__members__)
    waiting = QuarantinedFile.objects.filter(complaint_id=case.pk, released_at__isnull=True).order_by("pk")
    return IntakeNotes(
        notes=[MailNote[code].message for code in codes],
        quarantined=[_refusal_words(row) for row in waiting],
        has_original=IDENTITY in case.reader_verbs and any(row.original for row in received),
        has_receipt=Attachment.objects.filter(page_id=case.pk, note=RECEIPT_NOTE).exists(),
    )


def _refusal_words(row: QuarantinedFile) -> str:
    megabytes = f"{setting('MAX_FILE_BYTES') / MEBIBYTE:g}"
    return str(FileRefused(code=RefusalCode(row.reason_code), name=row.name, limit=megabytes))
