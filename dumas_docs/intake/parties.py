"""Who complains about whom, as far as the mail itself says so. Nothing is inferred beyond its words."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypedDict

from dumas_docs.enums import Anonymity
from dumas_docs.intake.forwarded import forwarded_letter
from dumas_docs.intake.headers import Address
from dumas_docs.intake.headings import Side
from dumas_docs.intake.introductions import introduction_in, named_in_subject, reached_at
from dumas_docs.intake.labels import labelled_facts, phone_in
from dumas_docs.intake.mail import IncomingMail
from dumas_docs.intake.mime import MAX_DEPTH, NESTED_LINE
from dumas_docs.intake.names import (
    CLOSING_LINES,
    DEGREE,
    NAME_IN_TEXT,
    TITLES,
    address_in,
    closing_block,
    is_generic_name,
    is_organisation,
    looks_like_person,
    own_lines,
    regency_in,
    signer_in,
    signers_in,
)
from dumas_docs.intake.places import province_in
from dumas_docs.intake.redaction import bare_name
from dumas_docs.intake.reported import NamedParty, reported_in
from dumas_docs.intake.secrecy import anonymity_of

NESTED_MARK = NESTED_LINE.partition("{")[0].strip()
LABEL_LINES, LONGEST_SIGNATURE = 60, 300
PHONE_LABEL = re.compile(r"[\s,.;(]+(?:no(?:mor)?\.? ?)?(?:hp|wa|telp|telepon|kontak)\b", re.IGNORECASE)
OFFICE_DOMAIN = "setneg.go.id"
LETTER_MARK = re.compile(r"\b(kepada|ditujukan|yth|pengaduan|pelapor|pengadu|kronologi)\b", re.IGNORECASE)
ATTORNEY = re.compile(r"^\W*penerima kuasa\s*[:\t]\s*(.+)$", re.IGNORECASE | re.MULTILINE)
PRINCIPAL = re.compile(r"^\W*pemberi kuasa\s*[:\t]\s*(.+)$", re.IGNORECASE | re.MULTILINE)
ON_BEHALF = re.compile(
    rf"\b(?i:(?:selaku|sebagai) (?:penerima )?kuasa(?: hukum)?(?: dari)?|untuk dan atas nama)\s+(?i:klien kami,?\s+)?"
    rf"(?:(?i:{TITLES})\s+)*({NAME_IN_TEXT})"
)
STAMP = re.compile(r"\b(?:ber)?m[ae]ter[ae]i\b", re.IGNORECASE)
POWER_OF_ATTORNEY = re.compile(r"\bsurat kuasa\b|\bkuasa berm[ae]ter[ae]i\b", re.IGNORECASE)
DWELLING = (
    r"(?:(?:ber)?alamat(?: di)?\s*:?\s*)?(?P<address>(?:jl|jln|jalan|gg|gang|dusun|dsn|desa|ds|dukuh|kampung|kp|"
    r"kel|kelurahan|perum|perumahan|komplek|kompleks|blok|rt|lingkungan|banjar|nagari|jorong|gampong)\b.{4,200})$"
)
SEPARATED_ADDRESS = re.compile(rf"^(?P<name>[^,:]{{3,60}}),\s*{DWELLING}", re.IGNORECASE)
# At the end of the last sentence, behind a stop or the closing phrase: "… Hormat saya, Budi Santoso, Jl. Melati 4".
SIGNED_IN_LINE = re.compile(
    rf"(?:^|[.!?;:\u2014\u2013]\s+|\b(?i:saya|kami|hormat|kasih|salam|wassalam\w*|ttd)\b[,.:;]?\s+)"
    rf"\(?(?P<name>(?:(?i:{TITLES})\s+){{0,3}}{NAME_IN_TEXT}(?:,\s*{DEGREE}){{0,3}})\)?\s*[,;(\u2013-]\s*(?i:{DWELLING})"
)


class FoundIn(StrEnum):
    """Where in the mail a fact stands; earlier members weigh more."""

    ISI = "ISI"
    TANDA_TANGAN = "TANDA_TANGAN"
    LAMPIRAN = "LAMPIRAN"
    KEPALA_SUREL = "KEPALA_SUREL"


@dataclass(frozen=True)
class Found:
    """A value and where it was read; `place` names the attachment when it came from one."""

    value: str
    found_in: FoundIn
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Complainant:
    name: Found | None = None
    has_clear_name: bool | None = None
    is_organisation: bool = False
    email: Found | None = None
    address: Found | None = None
    regency: Found | None = None
    province: Found | None = None
    phone: Found | None = None
    id_number: Found | None = None
    occupation: Found | None = None
    principal: Found | None = None
    represented_by: Found | None = None
    power_of_attorney: bool = False
    power_of_attorney_stamped: bool | None = None
    anonymity: Anonymity = Anonymity.TERBUKA
    co_signers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Parties:
    complainant: Complainant
    reported: tuple[NamedParty, ...] = ()


@dataclass(frozen=True)
class _Text:
    text: str
    found_in: FoundIn
    place: str = ""


def read_parties(*, mail: IncomingMail, attached: Sequence[tuple[str, str]] = (), is_referral: bool = False) -> Parties:
    """Complainant and reported party of `mail`; `attached` holds (file name, extracted text) of its files.

    With `is_referral` the sender only passes a report on (LAPOR! officer) and is not the complainant; nor is a
    colleague of this office who forwards a letter. A reported party is named only where the text labels it as such:
    a name beside an accusation may be a witness.
    """
    sender, own_text = _writer(mail)
    body = _Text(own_text, FoundIn.ISI)
    letters = [_Text(text, FoundIn.LAMPIRAN, name) for name, text in attached]
    speaking = [letter for letter in letters if _is_letter(letter.text)]
    own = _labelled([body, *speaking])
    if not is_referral:
        for key, value in _told(body, sender=sender).items():
            if key not in own or own[key].found_in is FoundIn.LAMPIRAN:
                own[key] = value
        # Who sends a letter by a mailbox that names nobody has signed the letter.
        if "name" not in own and not _has_clear_name(_header_name(sender)):
            for letter in speaking:
                for key, value in _told(letter, sender=sender).items():
                    own.setdefault(key, value)
    attorney = _attorney([body, *letters])
    name = own.get("name") or (None if is_referral else _named_in_subject(mail) or _header_name(sender))
    if name and is_generic_name(name.value):
        name = None
    address = own.get("address")
    complainant = Complainant(
        name=name,
        has_clear_name=_has_clear_name(name),
        is_organisation=bool(name and is_organisation(name.value)),
        email=own.get("email") or _header_email(sender, is_referral=is_referral),
        address=address,
        regency=_derived(address, regency_in),
        province=_derived(address, province_in),
        phone=own.get("phone"),
        id_number=own.get("id_number") or own.get("passport"),
        occupation=own.get("occupation"),
        anonymity=anonymity_of(mail, is_named=_has_clear_name(name) is True, is_referral=is_referral),
        co_signers=() if is_referral else _co_signers([body, *speaking], name=name),
        **attorney,
    )
    return Parties(complainant=complainant, reported=_reported([body, *speaking]))


def _writer(mail: IncomingMail) -> tuple[Address, str]:
    """Who wrote the complaint, and his words: of a letter passed on by this office's own people, or by somebody who
    writes nothing himself, its sender; of a letter passed on several times the innermost."""
    sender, text = mail.sender, mail.text
    for _time in range(MAX_DEPTH):
        passed_on = forwarded_letter(text)
        is_passed_on = sender.email.endswith(OFFICE_DOMAIN) or text.lstrip().startswith(NESTED_MARK)
        if passed_on is None or not is_passed_on:
            break
        sender, text = passed_on
    return sender, text


def _is_letter(text: str) -> bool:
    # A list or contract among the evidence also has names; only a letter of complaint speaks for its sender.
    return bool(LETTER_MARK.search("\n".join(text.splitlines()[:LABEL_LINES])))


def _labelled(texts: Sequence[_Text]) -> dict[str, Found]:
    own: dict[str, Found] = {}
    for text in texts:
        for fact in labelled_facts(text.text, lines=LABEL_LINES):
            if fact.side is Side.PENGADU:
                own.setdefault(fact.key, Found(fact.value, text.found_in, text.place))
    return own


def _reported(texts: Sequence[_Text]) -> tuple[NamedParty, ...]:
    """Each party complained about once, with what any of `texts` says of it."""
    found: dict[str, NamedParty] = {}
    for party in (party for text in texts for party in reported_in(text.text)):
        known = found.setdefault(bare_name(party.name).casefold() or party.position.casefold(), party)
        added = {key: said for key, said in vars(party).items() if said and not getattr(known, key)}
        found[bare_name(party.name).casefold() or party.position.casefold()] = replace(known, **added)
    return tuple(found.values())


def _co_signers(texts: Sequence[_Text], *, name: Found | None) -> tuple[str, ...]:
    """Who else signs the letter that the complainant signs."""
    signed = [signers_in(closing_block(text.text)) for text in texts]
    return tuple(other for names in signed if name and name.value in names for other in names if other != name.value)


def _told(text: _Text, *, sender: Address) -> dict[str, Found]:
    """What the writer says without labels: in his closing lines, and where he introduces himself."""
    block = closing_block(text.text)
    signed = {"name": signer_in(block), "address": address_in(block), "phone": ""}
    for line in block:
        separated = SEPARATED_ADDRESS.match(line)
        if separated and looks_like_person(separated["name"]) and not signed["name"]:
            signed.update(name=separated["name"].strip(), address=separated["address"].strip(" ."))
        signed["phone"] = signed["phone"] or phone_in(line)
    if in_line := _signed_in_line(text.text):
        signed = {key: signed[key] or in_line.get(key, "") for key in signed}
    introduced = introduction_in(text.text, sender=sender.label)
    said = {**vars(introduced), "phone": introduced.phone or reached_at(text.text)}
    signature = FoundIn.TANDA_TANGAN if text.found_in is FoundIn.ISI else text.found_in
    facts = {key: Found(value, text.found_in, text.place) for key, value in said.items() if value}
    return facts | {key: Found(value, signature, text.place) for key, value in signed.items() if value}


def _signed_in_line(text: str) -> dict[str, str]:
    """Name and address at the end of one of the last lines, behind other words."""
    for line in [line for line in own_lines(text) if line][-CLOSING_LINES:]:
        match = SIGNED_IN_LINE.search(line[-LONGEST_SIGNATURE:])
        if match and len(match["name"].split()) > 1 and looks_like_person(match["name"]):
            address = PHONE_LABEL.split(match["address"])[0]
            return {"name": match["name"].strip(), "address": address.strip(" .,;()"), "phone": phone_in(line)}
    return {}


def _named_in_subject(mail: IncomingMail) -> Found | None:
    name = named_in_subject(mail.subject)
    return Found(name, FoundIn.KEPALA_SUREL) if name else None


def _header_name(sender: Address) -> Found | None:
    return Found(sender.name, FoundIn.KEPALA_SUREL) if sender.name else None


def _header_email(sender: Address, *, is_referral: bool) -> Found | None:
    return Found(sender.email, FoundIn.KEPALA_SUREL) if sender.email and not is_referral else None


def _has_clear_name(name: Found | None) -> bool | None:
    """S1 A.1.1b asks for a clear name; a nickname of the mail account leaves the question to a person."""
    if name is None:
        return False
    written_out = len(re.findall(r"\b[A-Z\u00c0-\u00de][\w']*", re.sub(r"\S*\d\S*", "", name.value))) > 1
    return True if name.found_in is not FoundIn.KEPALA_SUREL or written_out else None


def _derived(address: Found | None, read: Callable[[str], str]) -> Found | None:
    value = read(address.value) if address else ""
    return Found(value, address.found_in, address.place) if address and value else None


class _Attorney(TypedDict, total=False):
    principal: Found
    represented_by: Found
    power_of_attorney: bool
    power_of_attorney_stamped: bool


def _attorney(texts: Sequence[_Text]) -> _Attorney:
    facts: _Attorney = {}
    for text in texts:
        if not POWER_OF_ATTORNEY.search(text.text) and not ATTORNEY.search(text.text):
            continue
        facts["power_of_attorney"] = True
        facts["power_of_attorney_stamped"] = facts.get("power_of_attorney_stamped") or bool(STAMP.search(text.text))
        if attorney := ATTORNEY.search(text.text):
            facts.setdefault("represented_by", Found(attorney[1].strip(" ."), text.found_in, text.place))
        if principal := PRINCIPAL.search(text.text):
            facts.setdefault("principal", Found(principal[1].strip(" ."), text.found_in, text.place))
    for text in texts:
        match = ON_BEHALF.search(text.text)
        if match:
            facts.setdefault("principal", Found(match[1].strip(" ."), text.found_in, text.place))
    return facts
