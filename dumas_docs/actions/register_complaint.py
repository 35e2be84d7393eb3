"""Register a complaint, however it came in: number, case, identities, files, traces and receipt in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from dumas_docs import events
from dumas_docs.access import audit
from dumas_docs.access.scope import bookkeeping, forget_resolution
from dumas_docs.conf import setting
from dumas_docs.enums import ComplaintState, Level
from dumas_docs.intake.facts import ComplaintFacts, EvidenceFile, MatterText, Message, RefusedFile
from dumas_docs.models import (
    CaseLocation,
    ComplainantIdentity,
    Complaint,
    CompletenessCheck,
    FieldGroup,
    IssueCode,
    ReceiptState,
    ReceivedMail,
    Register,
    ReportedParty,
)
from dumas_docs.selectors.likely_cases import LikelyCase, find_likely_cases, fingerprints, strictest_of
from dumas_docs.selectors.quotes import Quote, cases_quoted, level_of, quotes_in
from workflows.models import Unit

from .add_document import add_document
from .case_clocks import follow_case
from .clear_wording import keep_cleared
from .ensure_folder import ensure_year_folder
from .keep_files import FileStore, attach, ending_of, kept_files
from .note_quotes import note_quotes
from .open_to_addressee import open_to_addressee
from .propose_relations import propose_relations
from .quarantine import quarantine_file
from .start_as_strict import level_beside, start_as_strict
from .write_receipt import write_receipt

REGISTER = "pengaduan"
AGENDA = "agenda"


class AlreadyReceived(ValueError):
    """This very message, or form, was taken in before; `received` is what became of it."""

    def __init__(self, received: ReceivedMail) -> None:
        super().__init__(received.digest)
        self.received = received


class SameMessage(AlreadyReceived):
    """The message came before by another way: same id, sender, text and files in another envelope."""


@dataclass(frozen=True, kw_only=True)
class Registration:
    """A registered case and the cases it may belong to. `likely` reaches across levels: show only what may be known."""

    case: Complaint
    received: ReceivedMail
    likely: tuple[LikelyCase, ...]


def register_complaint(
    *,
    facts: ComplaintFacts,
    matter: MatterText,
    message: Message,
    unit: Unit,
    by: Any,
    now: datetime,
    files: Sequence[EvidenceFile] = (),
    refused: Sequence[RefusedFile] = (),
) -> Registration:
    """Make the case whole or not at all; running it again with the same message changes nothing.

    `by` is the registrar, None for the mailbox. Refused files go to quarantine and the case says so. Raises MayNotAdd,
    AlreadyReceived, SameMessage, NoUnitFolder, NoAddressee, OSError (disk full) and database errors."""
    now = localtime(now)
    endings = [ending_of(file) for file in files] + ([".eml"] if message.raw else []) + [".docx"]
    with kept_files(digest=message.digest, endings=endings) as store:
        stored = [store.write(file.open(), ending=ending_of(file)) for file in files]
        original = store.write(BytesIO(message.raw), ending=".eml") if message.raw else ""
        with transaction.atomic():
            received = claim(message, by=by, now=now, original=original)
            folder = ensure_year_folder(unit=unit, register=REGISTER, year=now.year, by=by)
            # The year's folder may be new, and whoever registers was resolved before it was there.
            forget_resolution()
            refuse_same_message(received)
            likely = find_likely_cases(
                prints=fingerprints(matter), now=now, file_digests=[file.sha256 for file in files],
                classification=facts.classification,
            )  # fmt: skip
            stricter = strictest_of(likely, is_desk=by is not None)
            quoted = quotes_in(
                (facts.subject, facts.chronology, *[file.text for file in files]), sender_email=matter.sender_email
            )
            # An answer to a secret letter is as secret; who types a number at the desk is not told whether it exists.
            answered = cases_quoted(quoted) if by is None else ()
            stricter = max(
                filter(None, (stricter, *answered)), key=lambda other: (other.level, not other.inherits), default=None
            )
            level = max(level_beside(facts.level, stricter), level_of(quoted))
            case = _case(facts, level=level, unit=unit, now=now)
            add_document(parent=folder, document=case, by=by, now=now)
            with bookkeeping():
                registration = _complete(
                    case, received=received, facts=facts, matter=matter, files=files, stored=stored, refused=refused,
                    likely=likely, quoted=quoted, store=store, by=by, now=now,
                )  # fmt: skip
                if stricter is not None or level > facts.level:
                    start_as_strict(case=case, stated=facts.level, other=stricter, now=now)
            audit.record(verb="pesan.diterima", by=by, page=case, group=FieldGroup.METADATA, at=now,
                         data={"channel": facts.channel, "digest": message.digest})  # fmt: skip
            if files:
                events.content_changed.send(sender=Complaint, page_id=case.pk)
    return registration


def _complete(
    case: Complaint,
    *,
    received: ReceivedMail,
    facts: ComplaintFacts,
    matter: MatterText,
    files: Sequence[EvidenceFile],
    stored: Sequence[str],
    refused: Sequence[RefusedFile],
    likely: Sequence[LikelyCase],
    quoted: Sequence[Quote],
    store: FileStore,
    by: Any,
    now: datetime,
) -> Registration:
    for file, name in zip(files, stored, strict=True):
        attach(page=case, file=file, stored=name, now=facts.received_at, by=by)
    for bad in refused:
        quarantine_file(case=case, file=bad, digest=received.digest, now=now)
    if facts.names_nobody:
        keep_cleared(case, by=by, now=now)
    verdict = facts.completeness
    CompletenessCheck.objects.create(
        complaint=case, result=verdict.result or "", missing=list(verdict.missing), checked_by=by, checked_at=now,
        **vars(facts.checked),
    )  # fmt: skip
    if case.level == Level.SANGAT_RAHASIA:
        open_to_addressee(case=case, seal=facts.seal, by=by, now=now)
    propose_relations(case=case, matter=matter, likely=likely, now=now)
    note_quotes(case=case, quotes=quoted, now=now)
    # A file that lacks nothing was complete when it came; its limits run from then, not from a later step (S1 A.3).
    follow_case(case_id=case.pk, now=now, by=by)
    write_receipt(case=case, store=store, missing=verdict.missing, now=now)
    received.state, received.complaint = ReceiptState.TERDAFTAR, case
    received.reason_code = received.quarantine_name = ""
    received.save()
    return Registration(case=case, received=received, likely=tuple(likely))


def claim(message: Message, *, by: Any, now: datetime, original: str) -> ReceivedMail:
    """The row that makes the message count once; a second receiver waits here until the first has decided."""
    known = ReceivedMail.objects.select_for_update().filter(digest=message.digest).first()
    if known is not None and known.state != ReceiptState.DITOLAK:
        raise AlreadyReceived(known)
    row = known or ReceivedMail(digest=message.digest, received_at=now)
    row.state, row.message_id_hash, row.size = ReceiptState.TERDAFTAR, message.content_hash, message.size
    row.original, row.notes, row.registered_by = original, list(message.notes), by
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise AlreadyReceived(ReceivedMail.objects.get(digest=message.digest)) from None
    return row


def refuse_same_message(received: ReceivedMail) -> None:
    """Raise SameMessage for a message that came before in another envelope."""
    if not received.message_id_hash:
        return
    same = ReceivedMail.objects.filter(message_id_hash=received.message_id_hash, complaint__isnull=False)
    earlier = same.exclude(pk=received.pk).order_by("pk").first()
    if earlier is not None:
        raise SameMessage(earlier)


def _case(facts: ComplaintFacts, *, level: Level, unit: Unit, now: datetime) -> Complaint:
    agenda = Register.objects.allocate(
        code=AGENDA, unit=unit, year=now.year, pattern=f"{{seq}}/{setting('AGENDA_CODE')}/{{year}}"
    )
    case = Complaint(
        unit=unit, level=level, subject=facts.subject, agenda_no=agenda.text, agenda_date=now.date(),
        received_at=facts.received_at, letter_date=facts.letter_date, letter_date_note=facts.letter_date_note[:200],
        channel=facts.channel, external_id=facts.external_id, addressees=[each.value for each in facts.addressees],
        is_cc_only=facts.is_cc_only, classification=facts.classification, category=facts.category,
        oversight=facts.oversight or "", anonymity=facts.anonymity, substance_summary=facts.substance_summary,
        chronology=facts.chronology, state=ComplaintState.TERCATAT,
        complete_at=None if facts.completeness.missing else facts.received_at,
    )  # fmt: skip
    case.issue_codes = list(IssueCode.objects.filter(code__in=facts.issue_codes))
    case.complainants = [
        ComplainantIdentity(sort_order=order, complainant_category=person.category, **{
            name: value for name, value in vars(person).items() if name != "category"
        })
        for order, person in enumerate(facts.complainants)
    ]  # fmt: skip
    case.reported_parties = [
        ReportedParty(sort_order=order, **vars(party)) for order, party in enumerate(facts.reported)
    ]
    if facts.regency or facts.province:
        case.locations = [CaseLocation(regency=facts.regency, province=facts.province)]
    return case
