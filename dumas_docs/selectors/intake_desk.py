"""What the registration desk asks: where somebody may register, and what he registered with a form."""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from dumas_docs.access.roles import ADD, IDENTITY, READ
from dumas_docs.access.scope import bookkeeping
from dumas_docs.access.selectors import verbs_on_many, visible_to
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
from dumas_docs.selectors.likely_cases import (
    find_likely_cases,
    fingerprints,
    known_of,
    reasons_in_words,
)
from workflows.models import Unit

REGISTER = "pengaduan"
LEAST_CHARACTERS = 12


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
    return list(Unit.objects.filter(pk__in=list(_registers(user).values_list("unit_id", flat=True))).order_by("name"))


def is_at_desk(user: Any) -> bool:
    """Whether there is any of the `desk_units`."""
    return _registers(user).order_by().exists()


def _registers(user: Any) -> QuerySet[Folder]:
    return visible_to(user, ADD, model=Folder).filter(purpose=FolderPurpose.BUKU, slug=REGISTER)


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
    """Cases that may be what `user` is typing about, of those he may read; nothing tells of the others.

    Whoever only knows that a case exists would learn its subject by guessing it. A case he may not open identities of
    is found by its matter alone: otherwise typing a name would tell whether that person ever complained."""
    if len(f"{matter.subject}{matter.text}{matter.complainant_name}".strip()) < LEAST_CHARACTERS:
        return []
    nameless = [
        dataclasses.replace(each, mentions=())
        for each in fingerprints(dataclasses.replace(matter, sender_email="", complainant_name=""))
    ]
    by_matter = find_likely_cases(prints=nameless, now=now)
    by_person = find_likely_cases(prints=fingerprints(matter), now=now)
    verbs = verbs_on_many(user, [found.complaint for found in (*by_matter, *by_person)])
    shown = {found.complaint.pk: found for found in by_matter if READ in verbs[found.complaint.pk]}
    shown |= {found.complaint.pk: found for found in by_person if {READ, IDENTITY} <= verbs[found.complaint.pk]}
    ranked = sorted(shown.values(), key=lambda found: -found.likeness.score)
    return [Hint(case=found.complaint, kind=str(found.kind.label), reasons=found.reasons()) for found in ranked]


def open_proposals(user: Any, case: Complaint) -> list[Hint]:
    """Proposed relations of a case that nobody has decided about, as far as `user` may know of the other case."""
    proposals = list(ProposedRelation.objects.filter(complaint_id=case.pk, accepted__isnull=True).order_by("pk"))
    others = visible_to(user, READ, model=Complaint).in_bulk([proposal.other_id for proposal in proposals])
    verbs = verbs_on_many(user, [case, *others.values()])
    told = []
    for proposal in proposals:
        other = others.get(proposal.other_id)
        known = known_of(proposal, here=verbs[case.pk], other=verbs[other.pk]) if other else None
        if other and known:
            reasons = reasons_in_words(known.signs, percent=proposal.percent)
            hint = Hint(case=other, kind=str(known.kind.label), reasons=reasons, proposal_id=proposal.pk)
            told.append((known.score, hint))
    return [hint for _score, hint in sorted(told, key=lambda pair: -pair[0])]


@dataclass(frozen=True, kw_only=True)
class IntakeNotes:
    """What a reader of a case should know of how it came in."""

    notes: list[str]
    quarantined: list[str]
    has_original: bool
    has_receipt: bool


def intake_notes(case: Complaint) -> IntakeNotes:
    """How `case` came in, in the scope of its reader; the original shows only with `identity`."""
    received = list(ReceivedMail.objects.filter(complaint_id=case.pk, letter=None))
    codes = dict.fromkeys(code for row in received for code in row.notes if code in MailNote.__members__)
    waiting = QuarantinedFile.objects.filter(complaint_id=case.pk, released_at__isnull=True).order_by("pk")
    return IntakeNotes(
        notes=[MailNote[code].message for code in codes],
        quarantined=[_refusal_words(row) for row in waiting],
        has_original=IDENTITY in case.reader_verbs and any(row.original for row in received),
        has_receipt=Attachment.objects.filter(page_id=case.pk, note=RECEIPT_NOTE).exists(),
    )


def _refusal_words(row: QuarantinedFile) -> str:
    # People write names into names of files; the number is the one `retry_quarantine` prints.
    megabytes, number = f"{setting('MAX_FILE_BYTES') / MEBIBYTE:g}", f"#{row.quarantine_name[-3:]}"
    return str(FileRefused(code=RefusalCode(row.reason_code), name=number, limit=megabytes))
