"""Several complainants of one letter, in a list, a table or blocks of labels, each with what is said of him."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dumas_docs.intake.headings import COMPLAINANT_HEADING, SIGNING, Side
from dumas_docs.intake.labels import labelled_facts, nik_in, phone_in
from dumas_docs.intake.names import NAME_IN_TEXT, TITLES, is_organisation, looks_like_person

MAX_LISTED, LONGEST_LINE, GAPS = 100, 400, 2
ITEM = re.compile(
    rf"^\s*(?:\d{{1,3}}|[a-z])[.)]?\s+(?P<name>(?:(?i:{TITLES})\s+)*{NAME_IN_TEXT})(?P<rest>\s*[,;(/|\u2013-].*)?$"
)
DWELLING = re.compile(
    r"\b(?:beralamat|alamat|(?:bertempat )?tinggal|domisili)\b\s*(?:di|pada)?\s*:?\s*(?P<address>\S.+?)"
    r"(?=[,;]?\s*\(?\b(?:NIK|KTP|HP|WA|No\.? ?(?:HP|WA|KTP|Telp)|Telp|telepon|umur|usia|pekerjaan)\b|[;)]|$)",
    re.IGNORECASE,
)
BEGINS_ADDRESS = re.compile(
    r"^(?:jl|jln|jalan|gg|gang|dusun|dsn|desa|dukuh|kampung|kp|perum\w*|komplek\w*|blok|rt|banjar|jorong)\b",
    re.IGNORECASE,
)
IDENTITY = re.compile(r"\b(?:NIK|KTP)\b[^\d]{0,12}", re.IGNORECASE)
WORK = re.compile(r"\bpekerjaan\s*:?\s*(?P<work>[^,;()]{3,60})", re.IGNORECASE)
HEADS = {
    "name": re.compile(r"^nama\b", re.IGNORECASE),
    "address": re.compile(r"^(?:alamat|domisili|tempat tinggal)\b", re.IGNORECASE),
    "phone": re.compile(r"\b(?:hp|wa|telp|telepon|kontak|ponsel)\b", re.IGNORECASE),
    "id_number": re.compile(r"\b(?:nik|ktp)\b", re.IGNORECASE),
    "occupation": re.compile(r"^pekerjaan\b", re.IGNORECASE),
}
CELLS = re.compile(r"\s*[|\t;]\s*|\s{2,}")


@dataclass(frozen=True, kw_only=True)
class ListedPerson:
    """One of several complainants, as far as the list says who he is."""

    name: str
    address: str = ""
    phone: str = ""
    id_number: str = ""
    occupation: str = ""


def listed_complainants(text: str) -> list[ListedPerson]:
    """Everybody whom `text` lists as complaining, in reading order; empty when it lists fewer than two."""
    lines = [line.rstrip() for line in text.splitlines()]
    found: list[ListedPerson] = []
    for at, line in enumerate(lines):
        if len(line) < LONGEST_LINE and (COMPLAINANT_HEADING.match(line) or SIGNING.search(line)):
            found += _below(lines[at + 1 :])
    found += _labelled(text)
    people = {person.name: person for person in reversed(found)}
    return list(reversed(people.values()))[:MAX_LISTED] if len(people) > 1 else []


def _below(lines: list[str]) -> Iterator[ListedPerson]:
    """The entries of a list, or the rows of a table, that begins within a line or two."""
    columns: list[str] = []
    missed = 0
    for line in lines:
        if not line.strip() or len(line) > LONGEST_LINE:
            missed += 1
        elif heads := _heads(line):
            columns = heads
        elif person := (_row(line, columns) if columns else _entry(line)):
            missed = 0
            yield person
        else:
            missed += 1
        if missed > GAPS:
            return


def _heads(line: str) -> list[str]:
    """Which fact each column of a table holds; empty when `line` is no head of a table with names."""
    cells = [cell.strip() for cell in CELLS.split(line.strip())]
    keys = [next((key for key, head in HEADS.items() if head.search(cell)), "") for cell in cells]
    return keys if len(cells) > 1 and "name" in keys and not any(cell.startswith((":", "=")) for cell in cells) else []


def _row(line: str, columns: list[str]) -> ListedPerson | None:
    cells = [cell.strip() for cell in CELLS.split(line.strip())]
    if len(cells) < 2:
        return None
    facts = {key: cell for key, cell in zip(columns, cells, strict=False) if key and cell.strip("-. ")}
    name = re.sub(r"^\d+[.)]?\s+", "", facts.pop("name", ""))
    return _person(name, facts) if _is_person(name) else None


def _entry(line: str) -> ListedPerson | None:
    match = ITEM.match(line)
    if not match or not _is_person(match["name"]):
        return None
    rest = match["rest"] or ""
    said, dwelling, work = IDENTITY.search(rest), DWELLING.search(rest), WORK.search(rest)
    parts = [part.strip() for part in re.split(r"[,;]\s+", rest.strip(" ,;(|/-\u2013"))]
    begun = next((number for number, part in enumerate(parts) if BEGINS_ADDRESS.match(part)), None)
    address = dwelling["address"] if dwelling else ", ".join(parts[begun : begun + 2]) if begun is not None else ""
    facts = {
        "address": re.split(r"(?i)[,;]?\s*\b(?:nik|ktp|hp|wa|telp)\b", address)[0],
        "phone": rest,
        "id_number": rest[said.end() :][:30] if said else "",
        "occupation": work["work"] if work else "",
    }
    return _person(match["name"], facts)


def _person(name: str, facts: dict[str, str]) -> ListedPerson:
    return ListedPerson(
        name=name.strip(" ,."),
        address=facts.get("address", "").strip(" .,;()"),
        phone=phone_in(facts.get("phone", "")),
        id_number=nik_in(facts.get("id_number", "")),
        occupation=facts.get("occupation", "").strip(" .,;"),
    )


def _is_person(name: str) -> bool:
    return looks_like_person(name) and not is_organisation(name)


def _labelled(text: str) -> list[ListedPerson]:
    """Blocks of "Nama: … NIK: … Alamat: …", one after the other; a name alone may be anybody's."""
    found: list[ListedPerson] = []
    for fact in labelled_facts(text, lines=LONGEST_LINE):
        if fact.side is not Side.PENGADU or fact.key not in ListedPerson.__dataclass_fields__:
            continue
        if fact.key == "name":
            found.append(ListedPerson(name=fact.value))
        elif found and not getattr(found[-1], fact.key):
            found[-1] = replace(found[-1], **{fact.key: fact.value})
    told = [person for person in found if person.address or person.id_number or person.phone]
    return [person for person in told if _is_person(person.name)]
