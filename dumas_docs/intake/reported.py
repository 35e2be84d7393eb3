"""The parties a letter complains about, where it lists or labels them as such; running text proves nothing."""

import re
from dataclasses import dataclass, replace

from dumas_docs.intake.headings import ITEM, LABEL, Side, SidedLine, sided_lines
from dumas_docs.intake.labels import Labelled, joined_lines, labelled_fact
from dumas_docs.intake.names import DEGREE, NAME_IN_TEXT, TITLES, clear_name, looks_like_person, name_part

OFFICE = (
    r"(?:camat|lurah|kepala|ketua|wakil|sekretaris|sekdes|sekcam|sekda|bendahara|bupati|wali ?kota|gubernur|menteri|"
    r"deputi|direktur|dirjen|manaj\w+|manager|kades|kadis|kadus|kasi\w?|kaur|kabid|kabag|kasub\w+|kapol\w+|kanit|kasat|"
    r"kepsek|kajari|kajati|penyidik|jaksa|hakim|panitera|notaris|ppat|ppk|staf\w?|petugas|pegawai|oknum|perangkat|operator|"
    r"plt|plh|pjs?|penjabat|asisten|inspektur|komandan|danramil|dandim|dokter|bidan|guru|rektor|dekan|dosen|mandor|"
    r"pimpinan|pengurus|anggota|koordinator|pendamping|keuchik|geuchik|wali nagari|penghulu|pambakal|mantan|eks|rt|rw|"
    r"komisaris|ajudan|auditor|analis|juru\w?|satpam|pemilik|polisi|babinsa|bhabinkamtibmas)"
)
BEFORE_NAME = r"(?:(?:sdri?|saudara|saudari|bapak|bpk|ibu|pak|bu|oknum|bernama|atas nama|a\.?\s?n|yaitu|yakni)\.?\s+)"
WITH_TITLE = rf"(?:(?i:{TITLES})\s+)*{NAME_IN_TEXT}(?:,\s*{DEGREE})*"
NAME_FIRST = re.compile(rf"^(?i:{BEFORE_NAME}){{0,3}}(?P<name>{WITH_TITLE})(?P<rest>.*)$")
OFFICE_FIRST = re.compile(
    rf"^(?P<position>(?i:{OFFICE})\b[^:;=,]{{0,70}}?)"
    rf"(?:\s*[:=,]\s*|\s+[-\u2013\u2014]\s+|\s+(?=(?i:{BEFORE_NAME})|(?:[Dd]rs?|[Dd]ra|Ir|Prof|H|Hj|KH)\.?\s))(?P<rest>\S.*)$"
)
IN_OFFICE = re.compile(
    rf"^\W*(?:selaku|sebagai|menjabat(?: sebagai)?|jabatan|yang menjabat)?\W*(?P<office>{OFFICE}\b.*)$", re.I
)
INSTITUTION = re.compile(
    r"(?:,\s*|\s+(?:pada|di)\s+)(?P<name>(?:dinas|kantor|kementerian|badan|balai|puskesmas|rsud|polres|polsek|polda|"
    r"pengadilan|kejaksaan|sekretariat|pt|cv|yayasan|sd|smp|sma|smk|sdn|smpn|sman|universitas)\b.{2,100})$",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\(([^()]{0,120})\)")
EMPLOYEE = re.compile(r"[\s,;/-]*\b(?:NIP|NRP|NIK)\b\.?\s*[:.]?\s*[\d ./-]{6,30}")
EMPLOYEE_NO = re.compile(
    r"\b(?:NIP|NRP|nomor induk pegawai)\b\.?(?: ?/ ?NRP)?[\s:=|.]{0,10}(?P<number>\d(?:[ ./-]?\d){6,19})", re.IGNORECASE
)
# "Ir. Budi Santoso, M.T. (NIP 19…), Kepala Dinas Pasar Kota Contoh, yang meminta …"
BESIDE = (
    rf"(?:,\s*{DEGREE})*\.?(?P<number>[\s,]*\(?\s*(?:NIP|NRP)\b[^()\n]{{5,40}}?\)?(?=[,\s.;)]|$))?"
    rf"[\s,(]{{1,4}}(?:(?i:selaku|sebagai|jabatan|menjabat(?: sebagai)?|yang menjabat(?: sebagai)?)\s*:?\s*)?"
    rf"(?P<office>(?i:{OFFICE})\b[^,.;()\n]{{0,90}}?)?(?=[,.;()\n]|\s(?:yang|telah|sudah|meminta|karena|atas)\b|$)"
)
LINES, MAX_REPORTED, POSITION_WORDS = 200, 20, 14
LABELS = {"name": "name", "occupation": "position", "institution": "institution", "address": "address"}


@dataclass(frozen=True, kw_only=True)
class NamedParty:
    """One party complained about, as far as the letter says who it is."""

    name: str = ""
    position: str = ""
    institution: str = ""
    address: str = ""
    employee_no: str = ""


def reported_in(text: str) -> list[NamedParty]:
    """The parties `text` names under a heading or label of those complained about, in reading order."""
    found: list[NamedParty] = []
    block, is_open = -1, False
    for sided in sided_lines(joined_lines(text.splitlines()[:LINES])):
        fact = labelled_fact(sided.line, side=sided.side, block=sided.block)
        if Side.TERLAPOR not in (sided.side, fact.side if fact else None):
            continue
        # "Jabatan Terlapor" below "Nama Terlapor" goes with it although no heading holds them together.
        is_open = is_open and (sided.block == block or (fact is not None and fact.side is not sided.side))
        if fact and fact.key in LABELS:
            is_open = _add_fact(found, fact, is_open=is_open)
        elif not fact and is_open and (number := re.match(rf"^\W*{EMPLOYEE_NO.pattern}", sided.line, re.IGNORECASE)):
            found[-1] = replace(found[-1], employee_no=_digits(number["number"]))
        elif not fact and (party := _listed_party(sided)):
            is_open = _add_listed(found, party, is_open=is_open)
        block = sided.block
    named = dict.fromkeys(party for party in found if party.name or party.position)
    return [_with_what_stands_beside(party, text) for party in named][:MAX_REPORTED]


def party_in(entry: str, *, is_labelled: bool = False) -> NamedParty | None:
    """Name, position and institution in one entry such as "Drs. Budi Santoso, M.M. (NIP …), Camat Damarsari".

    With `is_labelled` the entry stands behind a label that says it is a name, whatever it looks like."""
    within = BRACKETS.findall(entry)
    bare = re.sub(rf"^\s*{ITEM}", "", BRACKETS.sub(" ", entry))
    bare = re.sub(r"\s+", " ", EMPLOYEE.sub(" ", bare)).strip(" ,;:|-\u2013")
    number = EMPLOYEE_NO.search(entry)
    employee_no = _digits(number["number"]) if number else ""
    position = ""
    if office := OFFICE_FIRST.match(bare):
        position, bare = office["position"].strip(), office["rest"]
    match = NAME_FIRST.match(bare)
    name = name_part(match["name"]) if match else ""
    has_title = bool(match) and bool(re.match(rf"(?:{BEFORE_NAME}|{TITLES}\s)", bare, re.IGNORECASE))
    if match and looks_like_person(name) and (len(name.split()) > 1 or position or has_title or is_labelled):
        rest = bare[match.start("name") + len(name) :]
        for said in (rest, *within):
            if not position and (office := IN_OFFICE.match(said)) and len(said.split()) <= POSITION_WORDS:
                position = office["office"]
        return _with_institution(NamedParty(name=name, position=position.strip(" ,.;"), employee_no=employee_no))
    if is_labelled and (value := clear_name(bare)):
        is_office = not position and re.match(rf"{OFFICE}\b", value, re.IGNORECASE)
        if is_office:
            return _with_institution(NamedParty(position=value))
        return NamedParty(name=value, position=position, employee_no=employee_no)
    return None


def _listed_party(sided: SidedLine) -> NamedParty | None:
    if party := party_in(sided.line, is_labelled=sided.named_by_heading):
        return party
    words = sided.line.split()
    is_office = re.match(rf"^\W*{OFFICE}\b", sided.line, re.IGNORECASE) and not LABEL.match(sided.line)
    if is_office and len(words) <= POSITION_WORDS and not sided.line.rstrip().endswith((":", ".")):
        return _with_institution(NamedParty(position=re.sub(rf"^\s*{ITEM}", "", sided.line).strip(" ,;")))
    return None


def _add_listed(found: list[NamedParty], party: NamedParty, *, is_open: bool) -> bool:
    """An office alone below a name is that of the one named; alone it says whom only beside a name."""
    if party.name:
        # "Jabatan Terlapor" may stand above "Nama Terlapor".
        before = found.pop() if found and not found[-1].name and not party.position else NamedParty()
        found.append(replace(before, **{key: said for key, said in vars(party).items() if said}))
        return True
    if is_open and found and not found[-1].position:
        found[-1] = replace(found[-1], position=party.position, institution=party.institution)
    elif not is_open:
        found.append(party)
    return is_open


def _add_fact(found: list[NamedParty], fact: Labelled, *, is_open: bool) -> bool:
    key = LABELS[fact.key]
    if key == "name":
        party = party_in(fact.value, is_labelled=True) or NamedParty(name=fact.value)
        # "Jabatan" may stand above "Nama".
        if is_open and found and not found[-1].name:
            party = replace(found.pop(), name=party.name)
        found.append(party)
        return True
    if not is_open or not found or getattr(found[-1], key):
        found.append(NamedParty())
    found[-1] = replace(found[-1], **{key: fact.value})
    return True


def _with_institution(party: NamedParty) -> NamedParty:
    match = INSTITUTION.search(party.position)
    if not match:
        return party
    return replace(party, position=party.position[: match.start()].strip(" ,."), institution=match["name"].strip(" ."))


def _with_what_stands_beside(party: NamedParty, text: str) -> NamedParty:
    """`party` with the office and number that `text` gives him where it writes his name."""
    if not party.name or (party.position and party.employee_no):
        return party
    for match in re.finditer(rf"(?<!\w){re.escape(party.name)}(?!\w){BESIDE}", text):
        number = EMPLOYEE_NO.search(match["number"] or "")
        said = _with_institution(NamedParty(position=(match["office"] or "").strip()))
        said = replace(said, employee_no=_digits(number["number"]) if number else "")
        party = replace(party, **{key: new for key, new in vars(said).items() if new and not getattr(party, key)})
    return party


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
