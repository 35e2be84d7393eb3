"""Who complains about whom, as far as the mail itself says so. Nothing is inferred beyond its words."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from dumas_docs.enums import Anonymity
from dumas_docs.intake.called import (
    Found,
    FoundIn,
    called_by,
    fullest,
    has_clear_name,
    header_name,
    of_office,
    other_forms,
    other_senders,
)
from dumas_docs.intake.display_names import mailbox_in, people_in_address
from dumas_docs.intake.dwellings import dwelling_in
from dumas_docs.intake.handed_on import Writing, writing_of
from dumas_docs.intake.headers import Address
from dumas_docs.intake.headings import Side
from dumas_docs.intake.introductions import introduction_in, named_in_subject, reached_at
from dumas_docs.intake.labels import labelled_facts, phone_in
from dumas_docs.intake.listed_complainants import ListedPerson, listed_complainants
from dumas_docs.intake.mail import IncomingMail
from dumas_docs.intake.name_forms import bare_name, is_short_form
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
from dumas_docs.intake.reported import NamedParty, reported_in
from dumas_docs.intake.secrecy import anonymity_of
from dumas_docs.intake.signatures import signer_behind_thanks

LABEL_LINES, LONGEST_SIGNATURE = 60, 300
PHONE_LABEL = re.compile(r"[\s,.;(]+(?:no(?:mor)?\.? ?)?(?:hp|wa|telp|telepon|kontak)\b", re.IGNORECASE)
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
    listed_with: tuple[ListedPerson, ...] = ()
    known_as: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Parties:
    """Who complains about whom. `writing` says whose letter it is; `senders` are people by whose mailbox it came and
    who are not the complainant."""

    complainant: Complainant
    writing: Writing
    reported: tuple[NamedParty, ...] = ()
    senders: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Text:
    text: str
    found_in: FoundIn
    place: str = ""


def read_parties(*, mail: IncomingMail, attached: Sequence[tuple[str, str]] = (), is_referral: bool = False) -> Parties:
    """Complainant and reported party of `mail`; `attached` holds (file name, extracted text) of its files.

    With `is_referral` the sender only passes a report on (LAPOR! officer) and is not the complainant; nor is whoever
    hands a letter on (`handed_on`). A reported party is named only where the text labels it as such: a name beside an
    accusation may be a witness.
    """
    writing = Writing(sender=mail.sender, text=mail.text) if is_referral else writing_of(mail)
    sender, body = writing.sender, _Text(writing.text, FoundIn.ISI)
    letters = [_Text(text, FoundIn.LAMPIRAN, name) for name, text in attached]
    speaking = [letter for letter in letters if _is_letter(letter.text)]
    own = _labelled([body, *speaking])
    stated = [own["name"]] if "name" in own else []
    called = () if is_referral else called_by(mail, writing)
    # An address alone is no statement of a name, but it tells one.
    hidden = () if is_referral else (*called, *people_in_address(sender.email))
    in_header = None if is_referral else header_name(sender, texts=[text.text for text in (body, *letters)])
    if not is_referral:
        told = _told(body, sender=sender)
        # Who sends a letter by a mailbox that names nobody has signed the letter.
        if "name" not in own and "name" not in told and not has_clear_name(in_header):
            for letter in speaking:
                for key, value in _told(letter, sender=sender).items():
                    told.setdefault(key, value)
        thanks = signer_behind_thanks("\n".join(own_lines(body.text)))
        # One word is often less than what the mailbox says.
        if thanks and "name" not in told and (in_header is None or (" " in thanks and not has_clear_name(in_header))):
            told["name"] = Found(thanks, FoundIn.TANDA_TANGAN)
        stated += [Found(name, FoundIn.ISI) for name in _names_told(body, sender=sender)]
        for key, value in told.items():
            if key not in own or (own[key].found_in is FoundIn.LAMPIRAN and value.found_in is not FoundIn.LAMPIRAN):
                own[key] = value
    listed = [] if is_referral else [one for text in (body, *speaking) for one in listed_complainants(text.text)]
    stated += [Found(one.name, FoundIn.ISI) for one in listed]
    attorney = _attorney([body, *letters])
    signed = own.get("name") or (None if is_referral else _named_in_subject(mail) or in_header)
    if signed and is_generic_name(signed.value):
        signed = None
    name = fullest(signed, [*stated, *(Found(person, FoundIn.KEPALA_SUREL) for person in called)], sender=sender)
    if name is None and listed:
        name = Found(listed[0].name, FoundIn.ISI)
    same = next((one for one in listed if name and is_short_form(name.value, of=one.name)), None)
    for key in ("address", "phone", "id_number", "occupation"):
        if same and getattr(same, key):
            own.setdefault(key, Found(getattr(same, key), FoundIn.ISI))
    address = own.get("address")
    complainant = Complainant(
        name=name,
        has_clear_name=has_clear_name(name) or has_clear_name(signed),
        is_organisation=bool(name and is_organisation(name.value)),
        email=own.get("email") or _header_email(sender, is_referral=is_referral),
        address=address,
        regency=_derived(address, regency_in),
        province=_derived(address, province_in),
        phone=own.get("phone"),
        id_number=own.get("id_number") or own.get("passport"),
        occupation=own.get("occupation"),
        anonymity=anonymity_of(mail, sender=sender, is_named=has_clear_name(name) is True, is_referral=is_referral),
        co_signers=() if is_referral else _co_signers([body, *speaking], name=signed),
        listed_with=tuple(one for one in listed if one is not same),
        known_as=other_forms(
            name,
            [*(found.value for found in stated), *hidden, of_office(sender, in_header)],
            sender=sender,
            texts=[text.text for text in (body, *letters)],
        ),
        **attorney,
    )
    return Parties(
        complainant=complainant,
        writing=writing,
        reported=_reported([body, *speaking]),
        senders=other_senders(name, called=hidden, writing=writing),
    )


def addresses_told(letter: str) -> list[str]:
    """Where the writer of a letter that is passed on, or who passes it on, says that he lives."""
    signed = address_in(closing_block(letter))
    labelled = [fact.value for fact in labelled_facts(letter, lines=LABEL_LINES) if fact.key == "address"]
    return [address for address in (signed, *labelled) if address]


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
    said = {
        **vars(introduced),
        "address": introduced.address or dwelling_in(text.text),
        "phone": introduced.phone or reached_at(text.text),
    }
    signature = FoundIn.TANDA_TANGAN if text.found_in is FoundIn.ISI else text.found_in
    facts = {key: Found(value, text.found_in, text.place) for key, value in said.items() if value}
    return facts | {key: Found(value, signature, text.place) for key, value in signed.items() if value}


def _names_told(text: _Text, *, sender: Address) -> list[str]:
    """Every name the writer gives himself without a label: some sign shorter than they introduce themselves."""
    introduced = introduction_in(text.text, sender=sender.label).name
    names = (introduced, signer_in(closing_block(text.text)), _signed_in_line(text.text).get("name", ""))
    return [name for name in names if name]


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


def _header_email(sender: Address, *, is_referral: bool) -> Found | None:
    email = mailbox_in(sender.name) or sender.email
    return Found(email, FoundIn.KEPALA_SUREL) if email and not is_referral else None


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
