"""Who complains about whom, as far as the mail itself says so. Nothing is inferred beyond its words."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict

from dumas_docs.enums import Anonymity
from dumas_docs.intake.mail import IncomingMail
from dumas_docs.intake.names import (
    address_in,
    clear_name,
    closing_block,
    is_generic_name,
    is_organisation,
    looks_like_person,
    regency_in,
    signer_in,
)
from dumas_docs.intake.places import province_in

LABEL_LINES = 60
# The office's own numbers (S1 A.6) are quoted in mails and are nobody's contact.
OFFICE_PHONES = frozenset({"81311117426", "81390005096"})
PHONE = re.compile(r"(?<![\d/.])(?:\+?62|0)[\s.-]?(8\d{1,2}[\s.-]?\d{3,4}[\s.-]?\d{3,5})(?![\d/])")
LABELS = {
    "name": r"nama(?: lengkap| pelapor| pengadu| pemohon)?|pelapor|pengadu|pemohon",
    "address": r"alamat(?: lengkap| rumah| domisili| pelapor| pengadu)?|domisili",
    "phone": r"(?:no(?:mor)?\.? ?)?(?:hp|wa|whatsapp|telp|telepon|handphone|ponsel)(?: ?/ ?(?:wa|hp))?",
    "id_number": r"nik|no(?:mor)?\.? ?(?:ktp|nik)",
    "occupation": r"pekerjaan|jabatan",
    "email": r"e-?mail|surel",
}
REPORTED_LABELS = r"(?:nama )?(?:terlapor|teradu|yang (?:di)?(?:lapor|adu)kan)|pihak (?:terlapor|yang dilaporkan)"
REPORTED_HEADING = re.compile(rf"^\W*(?:identitas |data )?(?:{REPORTED_LABELS})\s*:?\s*$", re.IGNORECASE)
COMPLAINANT_HEADING = re.compile(r"^\W*(?:identitas |data )?(?:pelapor|pengadu|pemohon)\s*:?\s*$", re.IGNORECASE)
LETTER_MARK = re.compile(r"\b(kepada|ditujukan|yth|pengaduan|pelapor|pengadu|kronologi)\b", re.IGNORECASE)
SECRECY = re.compile(
    r"\b(?:identitas|nama|data diri|alamat)\b[^.\n]{0,50}\b(?:di)?rahasiakan"
    r"|\brahasiakan\b[^.\n]{0,40}\b(?:identitas|nama|data diri|saya|kami)\b"
    r"|\b(?:jangan|tidak)\b[^.\n]{0,25}\b(?:(?:di)?(?:sebut|ungkap)(?:kan)?|(?:di)?(?:bocor|cantum)kan)\b[^.\n]{0,25}"
    r"\b(?:nama|identitas)\b"
    r"|\b(?:identitas|nama)\b[^.\n]{0,30}\b(?:jangan|tidak)\b[^.\n]{0,20}\b(?:disebut|diungkap|dibocorkan|dibuka)",
    re.IGNORECASE,
)
ANONYMOUS_WORDS = re.compile(
    r"\b(?:pelapor|pengirim|nama)\s*:\s*(?:anonim|anonymous|rahasia|nn|n\.n\.)"
    r"|\bsaya (?:tidak|tak) (?:ingin|mau|berani|dapat|bisa) menyebut(?:kan)? (?:nama|identitas)",
    re.IGNORECASE,
)
LAPOR_ANONYMOUS = re.compile(r"^\W*anonim\s*:\s*ya\b", re.IGNORECASE | re.MULTILINE)
LAPOR_SECRET = re.compile(r"^\W*rahasia\s*:\s*ya\b", re.IGNORECASE | re.MULTILINE)
ATTORNEY = re.compile(r"^\W*penerima kuasa\s*[:\t]\s*(.+)$", re.IGNORECASE | re.MULTILINE)
PRINCIPAL = re.compile(r"^\W*pemberi kuasa\s*[:\t]\s*(.+)$", re.IGNORECASE | re.MULTILINE)
ON_BEHALF = re.compile(
    r"\b(?:selaku|sebagai) (?:penerima )?kuasa(?: hukum)? (?:dari )?([A-Z][\w.' ]{2,60})"
    r"|\buntuk dan atas nama ([A-Z][\w.' ]{2,60})"
)
STAMP = re.compile(r"\b(?:ber)?m[ae]ter[ae]i\b", re.IGNORECASE)
POWER_OF_ATTORNEY = re.compile(r"\bsurat kuasa\b|\bkuasa berm[ae]ter[ae]i\b", re.IGNORECASE)
SEPARATED_ADDRESS = re.compile(
    r"^(?P<name>[^,:]{3,60}),\s*(?P<address>(?:jl|jln|jalan|gg|gang|dusun|desa|dukuh|kampung|kp|kel|kelurahan|perum|"
    r"perumahan|komplek|kompleks|blok|rt|lingkungan|banjar|nagari)\b.{4,200})$",
    re.IGNORECASE,
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


@dataclass(frozen=True, kw_only=True)
class Parties:
    complainant: Complainant
    reported: Found | None = None


@dataclass(frozen=True)
class _Text:
    text: str
    found_in: FoundIn
    place: str = ""


def read_parties(*, mail: IncomingMail, attached: Sequence[tuple[str, str]] = (), is_referral: bool = False) -> Parties:
    """Complainant and reported party of `mail`; `attached` holds (file name, extracted text) of its files.

    With `is_referral` the sender only passes a report on (LAPOR! officer) and is not the complainant. A reported
    party is named only where the text labels it as such: a name beside an accusation may be a witness.
    """
    body = _Text(mail.text, FoundIn.ISI)
    letters = [_Text(text, FoundIn.LAMPIRAN, name) for name, text in attached]
    own, reported = _labelled([body, *[letter for letter in letters if _is_letter(letter.text)]])
    if not is_referral:
        for key, value in _signature(mail).items():
            if key not in own or own[key].found_in is FoundIn.LAMPIRAN:
                own[key] = value
    attorney = _attorney([body, *letters])
    name = own.get("name") or (None if is_referral else _header_name(mail))
    if name and is_generic_name(name.value):
        name = None
    address = own.get("address")
    complainant = Complainant(
        name=name,
        has_clear_name=_has_clear_name(name),
        is_organisation=bool(name and is_organisation(name.value)),
        email=own.get("email") or _header_email(mail, is_referral=is_referral),
        address=address,
        regency=_derived(address, regency_in),
        province=_derived(address, province_in),
        phone=own.get("phone"),
        id_number=own.get("id_number"),
        occupation=own.get("occupation"),
        anonymity=_anonymity(mail, name=name, is_referral=is_referral),
        **attorney,
    )
    return Parties(complainant=complainant, reported=reported)


def _is_letter(text: str) -> bool:
    # A list or contract among the evidence also has names; only a letter of complaint speaks for its sender.
    return bool(LETTER_MARK.search("\n".join(text.splitlines()[:LABEL_LINES])))


def _labelled(texts: Sequence[_Text]) -> tuple[dict[str, Found], Found | None]:
    own: dict[str, Found] = {}
    reported: Found | None = None
    for text in texts:
        about_reported = False
        for line in text.text.splitlines()[:LABEL_LINES]:
            if REPORTED_HEADING.match(line) or COMPLAINANT_HEADING.match(line):
                about_reported = bool(REPORTED_HEADING.match(line))
            elif match := re.match(rf"^\W*(?:{REPORTED_LABELS})\s*[:\t]\s*(.{{2,200}})$", line, re.IGNORECASE):
                reported = reported or Found(match[1].strip(" ."), text.found_in, text.place)
            elif about_reported:
                match = re.match(r"^\W*nama\s*[:\t]\s*(.{2,200})$", line, re.IGNORECASE)
                reported = reported or (Found(match[1].strip(" ."), text.found_in, text.place) if match else None)
            else:
                for key, value in _own_fact(line).items():
                    own.setdefault(key, Found(value, text.found_in, text.place))
    return own, reported


def _own_fact(line: str) -> dict[str, str]:
    for key, label in LABELS.items():
        match = re.match(rf"^\W*(?:{label})\s*[:\t]\s*(.{{2,200}})$", line, re.IGNORECASE)
        if not match:
            continue
        value = match[1].strip(" \t.,;:")
        if key == "name":
            value = clear_name(value)
        elif key == "phone":
            value = _phone(value)
        elif key == "id_number":
            digits = re.sub(r"\D", "", value)
            value = digits if len(digits) == 16 else ""
        elif key == "email":
            found = re.search(r"[^\s<>]+@[^\s<>]+", value)
            value = found[0].lower() if found else ""
        return {key: value} if value else {}
    return {}


def _signature(mail: IncomingMail) -> dict[str, Found]:
    block = closing_block(mail.text)
    facts = {"name": signer_in(block), "address": address_in(block), "phone": ""}
    for line in block:
        separated = SEPARATED_ADDRESS.match(line)
        if separated and looks_like_person(separated["name"]) and not facts["name"]:
            facts.update(name=separated["name"].strip(), address=separated["address"].strip(" ."))
        facts["phone"] = facts["phone"] or _phone(line)
    return {key: Found(value, FoundIn.TANDA_TANGAN) for key, value in facts.items() if value}


def _phone(text: str) -> str:
    match = PHONE.search(text)
    digits = re.sub(r"\D", "", match[1]) if match else ""
    return f"0{digits}" if digits and digits not in OFFICE_PHONES else ""


def _header_name(mail: IncomingMail) -> Found | None:
    return Found(mail.sender.name, FoundIn.KEPALA_SUREL) if mail.sender.name else None


def _header_email(mail: IncomingMail, *, is_referral: bool) -> Found | None:
    return Found(mail.sender.email, FoundIn.KEPALA_SUREL) if mail.sender.email and not is_referral else None


def _has_clear_name(name: Found | None) -> bool | None:
    """S1 A.1.1b asks for a clear name; a nickname of the mail account leaves the question to a person."""
    if name is None:
        return False
    written_out = len(re.findall(r"\b[A-Z\u00c0-\u00de][\w']*", re.sub(r"\S*\d\S*", "", name.value))) > 1
    return True if name.found_in is not FoundIn.KEPALA_SUREL or written_out else None


def _derived(address: Found | None, read: Callable[[str], str]) -> Found | None:
    value = read(address.value) if address else ""
    return Found(value, address.found_in, address.place) if address and value else None


def _anonymity(mail: IncomingMail, *, name: Found | None, is_referral: bool) -> Anonymity:
    text = f"{mail.subject}\n{mail.text}"
    if is_referral and LAPOR_ANONYMOUS.search(text):
        return Anonymity.ANONIM
    if is_referral and LAPOR_SECRET.search(text):
        return Anonymity.RAHASIA
    hides = mail.sender.name != "" and is_generic_name(mail.sender.name, only_anonymous=True)
    if name is None and (ANONYMOUS_WORDS.search(text) or (hides and not is_referral)):
        return Anonymity.ANONIM
    return Anonymity.RAHASIA if SECRECY.search(text) else Anonymity.TERBUKA


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
            facts.setdefault("principal", Found((match[1] or match[2]).strip(" ."), text.found_in, text.place))
    return facts
