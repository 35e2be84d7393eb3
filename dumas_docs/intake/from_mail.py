"""From a mail that was read to the facts of a case: what classification, parties and completeness say together."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from django.utils.translation import gettext

from dumas_docs.enums import Channel, Classification, ReviewResult
from dumas_docs.imports.accept import AcceptedFile, FileNote
from dumas_docs.imports.extraction import ExtractionStatus
from dumas_docs.intake.classify import MailClass, classify, is_lapor_referral
from dumas_docs.intake.completeness import Completeness, check_completeness, gather_facts
from dumas_docs.intake.facts import (
    ComplaintFacts,
    EvidenceFile,
    MatterText,
    Message,
    PersonFacts,
    RefusedFile,
    ReportedFacts,
)
from dumas_docs.intake.forwarded import letters_in
from dumas_docs.intake.headers import OFFICE_ZONE
from dumas_docs.intake.introductions import MAX_STATED, people_named
from dumas_docs.intake.likeness import names_mentioned
from dumas_docs.intake.mail import IncomingMail
from dumas_docs.intake.mime import Attachment, MailNote
from dumas_docs.intake.name_forms import is_short_form
from dumas_docs.intake.names import regency_in
from dumas_docs.intake.parties import Complainant, Parties, addresses_told, read_parties
from dumas_docs.intake.places import province_in
from dumas_docs.intake.redaction import redact
from dumas_docs.intake.summary import summarise

MAX_SUBJECT = 300
MAX_NOTE = 300
# A mail that states a date so far from its arrival was written long before, or its clock is wrong.
DATE_DISTANCE = datetime.timedelta(days=14)
COLLECTIVE = ("kelompok", "forum", "paguyuban", "warga", "poktan", "gapoktan", "karang taruna", "aliansi", "komunitas")


@dataclass(frozen=True, kw_only=True)
class MailCase:
    """Everything `register_complaint` needs of a mail."""

    facts: ComplaintFacts
    matter: MatterText
    files: tuple[EvidenceFile, ...]
    message: Message


def case_from_mail(
    *,
    mail: IncomingMail,
    raw: bytes,
    accepted: Sequence[tuple[Attachment, AcceptedFile]],
    refused: Sequence[RefusedFile],
    mailboxes: Mapping[str, Channel],
    now: datetime.datetime,
) -> MailCase:
    """Read the case off a mail and the texts of its files. Suggestions throughout: an analyst decides.

    `mailboxes` are the office's own addresses with their channels."""
    attached = [(file.name, file.extraction.text) for _part, file in accepted if file.extraction.text]
    parties = read_parties(mail=mail, attached=attached, is_referral=is_lapor_referral(mail))
    person = parties.complainant
    kind = classify(mail=mail, anonymity=person.anonymity, attached=attached, mailboxes=mailboxes)
    checked = gather_facts(
        mail=mail, complainant=person, addressees=kind.addressees, is_cc_only=kind.is_cc_only, attached=attached,
        accepted_files=sum(not file.is_blank and not _is_broken(part, file) for part, file in accepted),
    )  # fmt: skip
    verdict = check_completeness(
        facts=checked, channel=kind.channel, classification=kind.classification, is_cc_only=kind.is_cc_only
    )
    hide = _hider(parties, texts=[mail.text, *[text for _name, text in attached]])
    text = hide(mail.text)
    texts = tuple(hide(found) for _name, found in attached)
    facts = ComplaintFacts(
        received_at=mail.received or now,
        channel=kind.channel,
        subject=hide(mail.title)[:MAX_SUBJECT],
        chronology=text or _without_text(mail),
        substance_summary=summarise(text, attached_texts=texts) or hide(mail.title),
        letter_date=mail.date.astimezone(OFFICE_ZONE).date() if mail.date else None,
        letter_date_note=_date_note(mail, now=now),
        external_id=kind.external_id,
        addressees=kind.addressees,
        is_cc_only=kind.is_cc_only,
        classification=kind.classification,
        category=kind.category[:100],
        issue_codes=kind.issue_codes,
        oversight=kind.oversight if kind.classification == Classification.PENGADUAN else None,
        anonymity=person.anonymity,
        level=kind.security_level,
        seal=kind.seal,
        complainants=_complainants(person),
        reported=tuple(
            ReportedFacts(
                name=party.name,
                position=party.position,
                institution=party.institution,
                employee_no=party.employee_no,
            )
            for party in parties.reported
        ),
        # Nobody has read it yet.
        names_nobody=False,
        checked=checked,
        completeness=with_bad_files(
            verdict,
            accepted=[file for _part, file in accepted],
            refused=refused,
            has_broken=any(_is_broken(part, file) for part, file in accepted),
        ),
        **_location(mail, kind, attached=[found for _name, found in attached]),
    )
    return MailCase(
        facts=facts,
        matter=MatterText(
            subject=hide(mail.subject),
            text=text,
            attached_texts=texts,
            mentions=names_mentioned(f"{mail.subject}\n{mail.text}"),
            sender_email="" if kind.is_referral else parties.writing.sender.email,
            complainant_name=person.name.value if person.name else "",
        ),
        files=tuple(
            evidence(file=file, content=part.content, text=hide(file.extraction.text), origin=part.nested_in)
            for part, file in accepted
        ),
        message=Message(
            digest=mail.digest,
            size=mail.size,
            content_hash=content_hash(mail),
            raw=raw,
            notes=tuple(note.value for note in (*mail.notes, *_handing_on(parties))),
        ),
    )


def _without_text(mail: IncomingMail) -> str:
    return gettext("(The mail has no text; see its files.)") if mail.attachments else gettext("(The mail has no text.)")


def _is_broken(part: Attachment, file: AcceptedFile) -> bool:
    """Whether a file did not arrive whole; one that lacks no more than its last signs can be read all the same."""
    was_read = file.extraction.status in (ExtractionStatus.BERHASIL, ExtractionStatus.TANPA_TEKS)
    return part.is_damaged and not (was_read and FileNote.JENIS_BERBEDA_DARI_NAMA not in file.notes)


def content_hash(mail: IncomingMail) -> str:
    """Equal for one message that came by two ways; empty when the message has no id of its own.

    The id alone proves nothing: it can be copied, and a complaint must not vanish behind a forged one."""
    if not mail.message_id:
        return ""
    parts = [mail.message_id, mail.sender.email, mail.subject, str(mail.date), mail.text]
    parts += [hashlib.sha256(attachment.content).hexdigest() for attachment in mail.attachments]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def evidence(*, file: AcceptedFile, content: bytes, text: str, origin: str = "") -> EvidenceFile:
    """An accepted file with its bytes in memory; what an official should know of it stands in the note."""
    said = [note.message for note in file.notes]
    return EvidenceFile(
        name=file.name, mime=file.mime, kind=file.kind, size=file.size, sha256=file.sha256, extraction=file.extraction,
        text=text, open=lambda: BytesIO(content), note=" ".join(said)[:MAX_NOTE],
    )  # fmt: skip


def with_bad_files(
    verdict: Completeness,
    *,
    accepted: Sequence[AcceptedFile],
    refused: Sequence[RefusedFile],
    has_broken: bool = False,
) -> Completeness:
    """The verdict with "files" among what is missing when a file cannot be read by anyone here; `has_broken` when one
    of `accepted` did not arrive whole."""
    if verdict.result == ReviewResult.BUKAN_KEWENANGAN:
        # A mere copy asks nothing of its sender.
        return replace(verdict, missing=())
    locked = any(FileNote.TERENKRIPSI in file.notes for file in accepted)
    if not refused and not locked and not has_broken:
        return verdict
    return replace(
        verdict, missing=(*verdict.missing, "files"), result=verdict.result or ReviewResult.PERLU_KELENGKAPAN
    )


def _hider(parties: Parties, *, texts: Sequence[str]) -> Callable[[str], str]:
    """Takes out of any text of the mail the persons whom the mail or one of its files names."""
    person = parties.complainant
    stated = [found.value for found in (person.name, person.principal) if found]
    listed = [one.name for one in person.listed_with]
    names = list(dict.fromkeys([*stated, *person.co_signers, *listed, *person.known_as]))
    addresses = [person.address.value] if person.address else []
    addresses += [one.address for one in person.listed_with if one.address]
    addresses += [party.address for party in parties.reported if party.address]
    addresses += [found for text in texts for letter in letters_in(text) for found in addresses_told(letter)]
    reported = [party.name for party in parties.reported if party.name]
    representatives = [person.represented_by.value] if person.represented_by else []
    occupations = [person.occupation.value] if person.occupation else []
    named = (name for text in texts for name in people_named(text))
    others = list(dict.fromkeys([*parties.senders, *named]))[:MAX_STATED]

    def hide(text: str) -> str:
        return redact(
            text, names=names, addresses=addresses, reported=reported, representatives=representatives,
            occupations=occupations, others=others, is_read=text in texts,
        )  # fmt: skip

    return hide


def _handing_on(parties: Parties) -> tuple[MailNote, ...]:
    if parties.writing.handed_on_by:
        return (MailNote.DITERUSKAN,)
    return (MailNote.MUNGKIN_DITERUSKAN,) if parties.writing.may_be_handed_on else ()


def _complainants(person: Complainant) -> tuple[PersonFacts, ...]:
    def said(found) -> str:
        return found.value if found else ""

    name = said(person.principal) or said(person.name)
    found = PersonFacts(
        full_name=name,
        address=said(person.address),
        occupation=said(person.occupation),
        id_number=said(person.id_number),
        phone=said(person.phone),
        email=said(person.email),
        represented_by=said(person.represented_by) or (said(person.name) if person.principal else ""),
        regency=said(person.regency),
        province=said(person.province),
        category=_category(person),
        power_of_attorney_stamped=bool(person.power_of_attorney_stamped),
    )
    others = tuple(
        PersonFacts(
            full_name=one.name, address=one.address, id_number=one.id_number, phone=one.phone,
            occupation=one.occupation, regency=regency_in(one.address), province=province_in(one.address),
        )
        for one in person.listed_with
    )  # fmt: skip
    known = [name, *(one.full_name for one in others)]
    signers = [other for other in person.co_signers if not any(is_short_form(other, of=one) for one in known)]
    others += tuple(PersonFacts(full_name=other) for other in signers)
    return (found, *others) if found.is_known else ()


def _category(person: Complainant) -> str:
    if person.principal or person.represented_by:
        return "KUASA"
    if person.is_organisation and person.name:
        first = person.name.value.lower()
        return "KELOMPOK" if first.startswith(COLLECTIVE) else "BADAN"
    return "PERORANGAN"


def _location(mail: IncomingMail, kind: MailClass, *, attached: Sequence[str]) -> dict[str, str]:
    if kind.location.regency or kind.location.province:
        return {"regency": kind.location.regency, "province": kind.location.province}
    texts = [mail.text, *attached]
    regency = next((found for text in texts if (found := regency_in(text))), "")
    return {"regency": regency, "province": next((found for text in texts if (found := province_in(text))), "")}


def _date_note(mail: IncomingMail, *, now: datetime.datetime) -> str:
    if mail.date_note:
        return mail.date_note.message
    if mail.date and mail.received and abs(mail.received - mail.date) > DATE_DISTANCE:
        return gettext("The date of the mail is far from the date it arrived; check it.")
    return ""
