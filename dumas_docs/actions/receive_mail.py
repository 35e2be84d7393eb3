"""Take in one mail: it becomes a case, or is known already, or lies in quarantine with the reason."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from dumas_docs.access.scope import system_scope
from dumas_docs.conf import setting
from dumas_docs.enums import Channel, Level
from dumas_docs.imports.accept import AcceptedFile, accept_file
from dumas_docs.imports.limits import FileLimits
from dumas_docs.imports.refusals import FileRefused
from dumas_docs.intake.errors import MailRefused, SourceUnreadable, reason_of
from dumas_docs.intake.facts import RefusedFile, requests_for
from dumas_docs.intake.from_mail import MailCase, case_from_mail
from dumas_docs.intake.mail import IncomingMail, parse_mail
from dumas_docs.intake.mime import Attachment, MailNote
from dumas_docs.intake.sender_proof import is_proved
from dumas_docs.intake.sources import SourceMail
from dumas_docs.intake.unwritten import refuse_unwritten
from dumas_docs.models import Complaint, IncomingLetter, ReceiptState, ReceivedMail
from dumas_docs.selectors.likely_cases import LikelyCase, find_likely_cases, fingerprints, strictest_of
from dumas_docs.selectors.quotes import Quote, quotes_in
from workflows.models import Unit

from .open_to_addressee import NoAddressee
from .quarantine import HashingWriter, quarantine_mail, quarantine_root, refused_twin, remove_from_quarantine
from .receive_reply import receive_reply
from .register_complaint import AlreadyReceived, Registration, SameMessage, register_complaint
from .start_as_strict import level_beside

READERS_AT_ONCE = min(4, os.cpu_count() or 1)


class MailStatus(StrEnum):
    TERDAFTAR = "TERDAFTAR"
    TANGGAPAN = "TANGGAPAN"
    SUDAH_TERCATAT = "SUDAH_TERCATAT"
    DITOLAK = "DITOLAK"
    AKAN_TERDAFTAR = "AKAN_TERDAFTAR"


@dataclass(frozen=True, kw_only=True)
class LikelyReference:
    """A case that may belong to the same matter, as it may be printed: a top secret one stays without its number."""

    number: str
    kind: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MailOutcome:
    """What became of one mail, in words fit for a log: no subject, no name, no file name."""

    name: str
    status: MailStatus
    number: str = ""
    level: Level | None = None
    channel: Channel | None = None
    missing: tuple[str, ...] = ()
    likely: tuple[LikelyReference, ...] = ()
    refused_files: tuple[tuple[str, str], ...] = ()
    notes: tuple[MailNote, ...] = ()
    code: str = ""
    reason: str = ""
    is_repeated: bool = False

    @property
    def is_trouble(self) -> bool:
        """Whether a person has to look at it: refused, or a file of it lies in quarantine."""
        return self.status == MailStatus.DITOLAK or bool(self.refused_files)


def receive_mail(*, source: SourceMail, unit: Unit, now: datetime, dry_run: bool = False) -> MailOutcome:
    """Take in `source` for `unit`, once: a mail that was taken in before only says where it is.

    Raises OSError (disk full), ReaderUnavailable, NoUnitFolder and database errors; then nothing of the mail is kept
    and the same call can be made again."""
    with system_scope("receiving mail"):
        digest, size = _digest_of(source)
        known = ReceivedMail.objects.filter(digest=digest).first()
        if known is not None:
            return _known(source.name, known)
        try:
            raw = source.read(max_bytes=setting("MAX_MAIL_BYTES"))
            mail = _parsed(raw, now=now)
            return _take_in(source.name, mail=mail, raw=raw, unit=unit, now=now, dry_run=dry_run)
        except SourceUnreadable as error:
            return MailOutcome(name=source.name, status=MailStatus.DITOLAK, code=error.code, reason=error.message)
        except (MailRefused, NoAddressee) as error:
            reason = str(error)
            twin = refused_twin(source)
            if twin is not None:
                return _known(source.name, twin)
            if not dry_run:
                quarantine_mail(
                    digest=digest, size=size, copy_to=source.copy_to, code=error.code, reason=reason, now=now
                )
            return MailOutcome(name=source.name, status=MailStatus.DITOLAK, code=error.code, reason=reason)


def retry_mail(*, received: ReceivedMail, unit: Unit, now: datetime) -> MailOutcome:
    """Try again to take in a mail that lies in quarantine; on success bytes and note are removed from there.

    Raises as `receive_mail`."""
    with system_scope("retrying a mail in quarantine"):
        path = quarantine_root() / received.quarantine_name
        name = f"{received.digest[:12]}.eml"
        try:
            size = path.stat().st_size if path.is_file() else 0
            raw = SourceMail(name=name, path=path, start=0, size=size).read(max_bytes=setting("MAX_MAIL_BYTES"))
            mail = _parsed(raw, now=now)
            outcome = _take_in(name, mail=mail, raw=raw, unit=unit, now=now, dry_run=False)
        except (MailRefused, NoAddressee) as error:
            return MailOutcome(name=name, status=MailStatus.DITOLAK, code=error.code, reason=str(error))
    remove_from_quarantine(received.quarantine_name)
    return outcome


def limits() -> FileLimits:
    """The bounds of one file, from the settings."""
    return FileLimits(max_bytes=setting("MAX_FILE_BYTES"), max_pixels=setting("MAX_IMAGE_PIXELS"))


def mailboxes() -> dict[str, Channel]:
    """The office's own mailboxes, each with the channel it is, from the settings."""
    return {address.lower(): Channel(channel) for address, channel in setting("INTAKE_MAILBOXES").items()}


def _parsed(raw: bytes, *, now: datetime) -> IncomingMail:
    mail = parse_mail(raw, now=now, max_bytes=setting("MAX_MAIL_BYTES"))
    refuse_unwritten(mail, own=mailboxes())
    return mail


def _digest_of(source: SourceMail) -> tuple[str, int]:
    counter = HashingWriter()
    try:
        source.copy_to(counter)  # type: ignore[arg-type]
    except SourceUnreadable:
        return "", 0
    return counter.hash.hexdigest(), counter.size


def _take_in(name: str, *, mail: IncomingMail, raw: bytes, unit: Unit, now: datetime, dry_run: bool) -> MailOutcome:
    accepted, refused = _examine_files(mail)
    found = case_from_mail(mail=mail, raw=raw, accepted=accepted, refused=refused, mailboxes=mailboxes(), now=now)
    if dry_run:
        return _foreseen(name, found, refused, now=now)
    try:
        answered = _answered_letter(mail, found)
        if answered is not None and answered.letter is not None:
            reply = receive_reply(
                found=found, letter=answered.letter, institution=answered.institution, now=now, refused=refused
            )
            return _linked(name, reply, found, refused)
        done = register_complaint(
            facts=found.facts, matter=found.matter, message=found.message, unit=unit, by=None, now=now,
            files=found.files, refused=refused,
        )  # fmt: skip
    except SameMessage as same:
        _remember_duplicate(found, same.received, now=now)
        return _known(name, same.received)
    except AlreadyReceived as known:
        return _known(name, known.received)
    return _registered(name, done, found, refused)


def _answered_letter(mail: IncomingMail, found: MailCase) -> Quote | None:
    """The one letter this mail answers beyond doubt: it quotes its number, comes from the address it went to, and the
    office's mail server has proved that address. Anything less is registered as usual, with a hint for the clerk."""
    if found.facts.level == Level.SANGAT_RAHASIA:
        return None
    texts = (found.facts.subject, found.facts.chronology, *[file.text for file in found.files])
    quotes = quotes_in(texts, sender_email=mail.sender.email)
    if len(quotes) != 1 or not quotes[0].is_of_addressee:
        return None
    results, domain = mail.headers.get("Authentication-Results", ""), mail.sender.email.rpartition("@")[2]
    return quotes[0] if is_proved(results, trusted=setting("TRUSTED_MAIL_SERVER"), domain=domain) else None


def _linked(name: str, reply: IncomingLetter, found: MailCase, refused: list[RefusedFile]) -> MailOutcome:
    return MailOutcome(
        name=name, status=MailStatus.TANGGAPAN, number=reply.title, level=Level(reply.level),
        channel=found.facts.channel, refused_files=tuple((bad.code, bad.reason) for bad in refused),
        notes=tuple(MailNote(code) for code in found.message.notes),
    )  # fmt: skip


def _examine_files(mail: IncomingMail) -> tuple[list[tuple[Attachment, AcceptedFile]], list[RefusedFile]]:
    accepted: list[tuple[Attachment, AcceptedFile]] = []
    refused: list[RefusedFile] = []
    # Each file is read in a process of its own; this one only waits, so it may wait for several.
    with ThreadPoolExecutor(max_workers=READERS_AT_ONCE) as readers:
        answers = readers.map(_examined, mail.attachments)
        for position, (part, answer) in enumerate(zip(mail.attachments, answers, strict=True), start=1):
            if isinstance(answer, AcceptedFile):
                accepted.append((part, answer))
                continue
            nameless = FileRefused(code=answer.code, name=f"#{position:03}", limit=answer.limit)
            refused.append(
                RefusedFile(
                    position=position, name=answer.name, code=answer.code, reason=str(nameless), content=part.content
                )
            )
    return accepted, refused


def _examined(part: Attachment) -> AcceptedFile | FileRefused:
    try:
        return accept_file(name=part.name, content=part.content, limits=limits())
    except FileRefused as error:
        return error


@transaction.atomic
def _remember_duplicate(found: MailCase, earlier: ReceivedMail, *, now: datetime) -> None:
    ReceivedMail.objects.update_or_create(
        digest=found.message.digest,
        defaults={
            "state": ReceiptState.DUPLIKAT, "complaint_id": earlier.complaint_id, "received_at": now,
            "size": found.message.size,
        },
    )  # fmt: skip


def _known(name: str, received: ReceivedMail) -> MailOutcome:
    if received.state == ReceiptState.DITOLAK:
        reason = reason_of(received.reason_code, size=received.size, limit=setting("MAX_MAIL_BYTES"))
        if received.reason_code == NoAddressee.code:
            reason = str(NoAddressee())
        return MailOutcome(
            name=name, status=MailStatus.DITOLAK, code=received.reason_code, reason=reason, is_repeated=True
        )
    case = received.complaint
    return MailOutcome(name=name, status=MailStatus.SUDAH_TERCATAT, **_facts_of(case))


def _facts_of(case: Complaint | None) -> dict[str, Any]:
    if case is None:
        return {}
    return {"number": case.title, "level": Level(case.level), "channel": Channel(case.channel)}


def _registered(name: str, done: Registration, found: MailCase, refused: list[RefusedFile]) -> MailOutcome:
    return MailOutcome(
        name=name,
        status=MailStatus.TERDAFTAR,
        **_facts_of(done.case),
        **_remarks(found, refused, done.likely),
    )


def _foreseen(name: str, found: MailCase, refused: list[RefusedFile], *, now: datetime) -> MailOutcome:
    same = ReceivedMail.objects.filter(message_id_hash=found.message.content_hash, complaint__isnull=False)
    earlier = same.first() if found.message.content_hash else None
    if earlier is not None:
        return _known(name, earlier)
    likely = find_likely_cases(
        prints=fingerprints(found.matter), now=now, file_digests=[file.sha256 for file in found.files],
        classification=found.facts.classification,
    )  # fmt: skip
    return MailOutcome(
        name=name, status=MailStatus.AKAN_TERDAFTAR, channel=found.facts.channel,
        level=level_beside(found.facts.level, strictest_of(likely, is_desk=False)),
        **_remarks(found, refused, likely),
    )  # fmt: skip


def _remarks(found: MailCase, refused: list[RefusedFile], likely: Any) -> dict[str, Any]:
    return {
        "missing": tuple(requests_for(found.facts.completeness.missing)),
        "likely": tuple(_reference(each) for each in likely),
        "refused_files": tuple((bad.code, bad.reason) for bad in refused),
        "notes": tuple(MailNote(code) for code in found.message.notes),
    }


def _reference(found: LikelyCase) -> LikelyReference:
    hidden = found.complaint.level >= Level.SANGAT_RAHASIA
    return LikelyReference(
        number="" if hidden else found.complaint.title,
        kind=found.kind,
        score=found.likeness.score,
        reasons=tuple(found.reasons()),
    )
