"""Sentences in which somebody says who he is, and every place where a text itself names a person as such."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dumas_docs.intake.forwarded import quoted_people
from dumas_docs.intake.introducers import people_introduced
from dumas_docs.intake.labels import labelled_facts, names_in_columns, nik_in, phone_in
from dumas_docs.intake.letter_numbers import NumbersApart
from dumas_docs.intake.name_lists import people_listed
from dumas_docs.intake.names import (
    NAME_IN_TEXT,
    TITLES,
    is_organisation,
    looks_like_person,
    name_part,
    own_lines,
    signatures_in,
    unspaced,
)
from dumas_docs.intake.reported import reported_in
from dumas_docs.intake.signatures import people_signing

NAMED_LEAD = r"nama (?:saya|kami|sy)(?: adalah| yaitu| ialah)?|(?:saya|sy|aku|kami)(?: yang)? bernama|my name is"
LEAD = (
    rf"{NAMED_LEAD}|saya(?: sendiri)?|sy|aku|kula|kulo|kami|bertanda ?tangan(?: di ?bawah(?: ini)?)?"
    r"|yang bertandatangan(?: di ?bawah(?: ini)?)?|i am"
)
# What stands between "saya" and a name: titles, and what the neighbours call an official by.
CALLED = (
    r"(?:advokat|sdri?|saudara|saudari|bapak|bpk|ibu|pak|bu|mbah|mbok|mbak|mas|kang|teh|cak|bang|uda|uni|daeng|haji|hajjah|"
    r"ust(?:ad[zh]?|az)|kiai|kyai|gus|mr|mrs|ms)\.?(?:[ \t]+(?:lurah|kades|camat|rt|rw|kadus|dukuh|haji|guru|mantri))?"
)
INTRODUCED = re.compile(
    rf"\b(?P<lead>(?i:{LEAD}))(?:[,:]?[ \t]+|\s+)\(?(?P<title>(?:(?i:{CALLED})\s+){{0,3}})"
    rf"(?P<name>{NAME_IN_TEXT})"
)
OF_ONESELF = re.compile(
    r"(?:^|[^\w\s]|\n|\b(?:ini|hormat|izinkan|ijinkan|perkenalkan|bahwa|yang|dan))\s*$", re.IGNORECASE
)
AFTER_NAME = re.compile(
    r"\s*(?:[,.;()]|$|\n|(?:umur|usia|berusia|dari|warga|tinggal|beralamat|alamat|nik)\b)", re.IGNORECASE
)
AND_NAME = re.compile(rf"(?:\s*,\s*|\s+(?:dan|serta|bersama|&)\s+|,\s*(?:dan|serta)\s+)(?P<name>{NAME_IN_TEXT})")
# Written small, a name is told from other words by what must follow it.
SMALL = re.compile(
    r"\b(?P<lead>(?i:nama (?:saya|sy)|saya|sy)),?\s+(?P<name>[a-z'\u2019]{3,}(?:\s+[a-z'\u2019]{3,}){1,3}?)"
    r"(?=\s*,|\s+(?:alamat|beralamat|umur|usia|berusia|nik|no\.? ?ktp|warga|dari|tinggal|asal)\b)"
)
AGE_OR_ADDRESS = re.compile(
    r"\s*,?\s*(?:alamat|beralamat|umur|usia|berusia|nik|warga|dari|tinggal|asal)\b", re.IGNORECASE
)
DWELLING = re.compile(
    r"\b(?:beralamat|alamat|(?:bertempat )?tinggal|(?:ber)?domisili|warga)\b\s*(?:lengkap|rumah)?\s*(?:di|pada)?"
    r"\s*:?\s*"
    r"(?P<address>(?:jl|jln|jalan|gg|gang|dusun|dsn|desa|ds|dukuh|kampung|kp|kelurahan|kel|perum\w*|komplek\w*|blok|rt|"
    r"banjar|nagari|jorong|gampong)\b\.?\s*\S.{3,160}?)"
    r"(?=,?\s+(?:dengan|melapor\w*|mengadu\w*|ingin|mohon|hp|wa|telp|no\.? ?hp|nik|yang|sejak)\b"
    r"|[;\n]|(?<![A-Z][a-z])(?<!\b[a-z]{2})\.(?:\s|$)|$)",
    re.IGNORECASE,
)
NUMBER_SAID = re.compile(
    r"\b(?:hp|wa|whatsapp|telp|telepon|kontak|hubungi(?: saya| kami)?)\b[^\d+(]{0,12}", re.IGNORECASE
)
REACHED = re.compile(
    r"\b(?:hubungi (?:saya|kami)|(?:nomor|no\.?|hp|wa|kontak) (?:saya|kami))\b[^\d+(]{0,25}|"
    r"\b(?:hp|wa|whatsapp|telp|telepon)\b[\s.:]{0,3}(?=[+(\d][\d\s.()+-]{8,20}\W*\Z)",
    re.IGNORECASE,
)
IDENTITY_SAID = re.compile(r"\b(?:nik|ktp)\b[^\d]{0,12}", re.IGNORECASE)
IN_SUBJECT = re.compile(rf"\b(?i:a\.?\s?n\.?|atas nama|dari)\s+(?P<name>{NAME_IN_TEXT})")
READ_AS = re.compile(
    rf"(?P<own>[^\W\d_A-Za-z\u00c0-\u024f][^A-Za-z\u00c0-\u024f\d\n()]{{1,40}}?)\s*\((?P<read>{NAME_IN_TEXT})\)"
)
REST_OF_SENTENCE, OPENING, MAX_STATED = 300, 2_000, 80
LINES = 400


@dataclass(frozen=True, kw_only=True)
class Introduction:
    """What the writer says of himself in running text; empty where he does not."""

    name: str = ""
    address: str = ""
    phone: str = ""
    id_number: str = ""


def introduction_in(text: str, *, sender: str) -> Introduction:
    """How the writer of `text` introduces himself; `sender` (name and address of the mail) confirms a small name."""
    opening = unspaced("\n".join(own_lines(text)))[:OPENING]
    for match, name in [*_introduced(opening), *_small(opening, sender=sender)]:
        rest = opening[match.end() : match.end() + REST_OF_SENTENCE]
        dwelling = DWELLING.search(rest)
        said, number = IDENTITY_SAID.search(rest), NUMBER_SAID.search(rest)
        return Introduction(
            name=name,
            address=dwelling["address"].strip(" .,") if dwelling else "",
            phone=phone_in(rest[number.end() :][:30]) if number else "",
            id_number=nik_in(rest[said.end() :][:30]) if said else "",
        )
    return Introduction()


def reached_at(text: str) -> str:
    """The mobile number under which the writer asks to be called, or with which he closes; empty when there is none."""
    own = "\n".join(own_lines(text))
    match = REACHED.search(own)
    return phone_in(own[match.end() :][:30]) if match else ""


def named_in_subject(subject: str) -> str:
    """The name in a subject such as "Pengaduan a.n. Budi Santoso"."""
    names = (name_part(match["name"]) for match in IN_SUBJECT.finditer(subject))
    return next((name for name in names if _is_whole_name(name)), "")


def people_named(text: str) -> list[str]:
    """Everybody whom `text` itself names as a person: by label, column, list, introduction, signature or as sender."""
    text = NumbersApart(unspaced(text)).text
    found = [fact.value for fact in labelled_facts(text, lines=LINES) if fact.key == "name"]
    found = [re.split(r",\s|\s\(", name)[0] for name in found] + names_in_columns(text)
    found += [party.name for party in reported_in(text)]
    found += [name for _match, name in [*_introduced(text), *_small(text, sender="")]]
    found += signatures_in(text) + people_listed(text) + people_introduced(text) + people_signing(text)
    found += [person.name for person in quoted_people(text)]
    read_as = [match for match in READ_AS.finditer(text) if looks_like_person(match["read"])]
    found += [match["read"] for match in read_as]
    people = [name for name in found if looks_like_person(name) and not is_organisation(name)]
    return list(dict.fromkeys([*people, *(match["own"].strip() for match in read_as)]))[:MAX_STATED]


def _introduced(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in INTRODUCED.finditer(text):
        # In a text of capitals alone every word looks like a name.
        if match["lead"].isupper() and match["name"].isupper():
            continue
        name = name_part(match["name"])
        before = text[max(0, match.start() - 20) : match.start()]
        if re.fullmatch(NAMED_LEAD, match["lead"], re.IGNORECASE):
            # "Adik saya yang bernama Budi" names another.
            of_oneself = not match["lead"].lower().endswith("bernama") or OF_ONESELF.search(before)
            is_name = looks_like_person(name) and not is_organisation(name) and bool(of_oneself)
        else:
            # "ibu saya, Sumarni" and "kepala desa kami, Suhardi" name others.
            called = match["title"].strip().lower() not in ("", "ibu", "bapak", "ibu guru", "bu", "pak")
            alone = called and len(name) > 2 and looks_like_person(name) and bool(AFTER_NAME.match(text[match.end() :]))
            is_name = (_is_whole_name(name) or alone) and bool(OF_ONESELF.search(before))
        if not is_name:
            continue
        yield match, name
        end = match.end()
        while (more := AND_NAME.match(text, end)) and _is_whole_name(name_part(more["name"])):
            yield more, name_part(more["name"])
            end = more.end()


def _small(text: str, *, sender: str) -> Iterator[tuple[re.Match[str], str]]:
    known = set(re.findall(r"[a-z]{3,}", sender.lower()))
    for match in SMALL.finditer(text):
        surely = match["lead"].lower().startswith("nama") and AGE_OR_ADDRESS.match(text[match.end() :][:30])
        name = match["name"].title()
        if (surely or known & set(match["name"].split())) and looks_like_person(name):
            yield match, name


def _is_whole_name(name: str) -> bool:
    words = name.split() or [""]
    # "TKI Arab", "PNS Golongan": a short word of capitals before others is an abbreviation.
    is_title = bool(re.fullmatch(TITLES, words[0], re.IGNORECASE))
    shortened = words[0].isupper() and words[0].isalpha() and 1 < len(words[0]) <= 4 and not name.isupper()
    shortened = shortened and not is_title
    return len(words) > 1 and not shortened and looks_like_person(name) and not is_organisation(name)
