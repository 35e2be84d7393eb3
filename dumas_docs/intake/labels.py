"""Lines in which a letter states who somebody is: `Nama : …`, in whatever form people and mail programs write them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from dumas_docs.intake.headings import REPORTED, Side, sided_lines
from dumas_docs.intake.names import ADDRESS_LINE, clear_name

# "Nama : …", "Nama = …", cells of a table "Nama | : | …", and a dash between blanks.
# Everything is bounded: a line of a thousand tabs must not be tried in a million ways.
PARTS = r"(?:\s{0,40}[:=|\t][\s:=|]{0,40}|\s{1,9}[-\u2013]\s{1,9})"
LEAD = r"^[^\w(]{0,8}(?:(?:\d{1,2}|[a-h])[.)]\s{0,4})?"
LONGEST_LINE = 400
OWN_LABELS = {
    "name": r"nama(?: lengkap| pelapor| pengadu| pemohon| saya| kami)?(?: \(?sesuai ktp\)?)?|pelapor|pengadu|pemohon",
    "address": r"alamat(?: lengkap| rumah| domisili| ktp| pelapor| pengadu| tinggal| sekarang)?|domisili|"
    r"tempat tinggal",
    "phone": r"(?:no(?:mor)?\.? ?)?(?:hp|wa|whatsapp|telp|tlp|telepon|telpon|handphone|ponsel|kontak)\.?"
    r"(?: ?/ ?(?:wa|hp|whatsapp|telp|telepon)\.?)*",
    "id_number": r"nik|no(?:mor)?\.? ?(?:ktp|nik|induk kependudukan)|ktp(?: ?/ ?nik)?|nik ?/ ?ktp",
    "passport": r"(?:no(?:mor)?\.? ?)?pas(?:s)?por(?:t)?(?: ?(?:no(?:mor)?|number)\.?)?",
    "occupation": r"pekerjaan|jabatan(?: terakhir| sekarang)?",
    "institution": r"(?:nama |asal )?instansi|(?:unit|satuan) kerja|tempat (?:ber)?(?:kerja|tugas)|kantor|lembaga",
    "email": r"e-?mail|surel",
}
# A number tells by itself that the word before it is a label, without any sign between.
NUMBERED = {"phone", "id_number"}
LABELLED = {
    key: re.compile(rf"{LEAD}(?:{label}){PARTS}(?P<value>\S.{{1,200}})$", re.IGNORECASE)
    for key, label in OWN_LABELS.items()
}
BARE = {
    key: re.compile(rf"{LEAD}(?:{label})\.?\s*(?P<value>[+(\d].{{5,60}})$", re.IGNORECASE)
    for key, label in OWN_LABELS.items()
    if key in NUMBERED
}
# "Jabatan Terlapor: …" says of whom it speaks wherever it stands.
OF_REPORTED = re.compile(rf"(?P<label>^[^\w(]{{0,8}}[\w. ]{{2,30}}?)\s+(?:{REPORTED})(?=\s*[:=|\t])", re.IGNORECASE)
LONELY = re.compile(rf"{LEAD}(?:{'|'.join(OWN_LABELS.values())}|{REPORTED})\s*$", re.IGNORECASE)
# "Alamat:" with the address below.
ADDRESS_LABEL = re.compile(rf"{LEAD}(?:{OWN_LABELS['address']})\s*[:=]?\s*$", re.IGNORECASE)
OTHER_LABEL = re.compile(r"^[^:=|\t]{1,40}[:=|\t]")
VALUE_LINE = re.compile(r"^\s*[:=|]\s*\S")
COLUMN_HEAD = re.compile(r"^(?:nama(?: lengkap| pelapor| warga| siswa| pekerja)?|pelapor|pengadu)$", re.IGNORECASE)
# Between the groups of a number: blanks, dots, brackets and every kind of dash.
BETWEEN = r"[\s.()\u2010-\u2015-]{0,4}"
PHONE = re.compile(
    r"(?:(?<![\d/.])(?<!Rp)(?<!Rp )|(?<=wa\.me/)|(?<=\bphone=))(?:\((?=\+?\d{1,4}\)))?(?:\+?62|0)\)?"
    rf"{BETWEEN}(8\d{{1,2}}(?:{BETWEEN}\d{{3,4}}{BETWEEN}\d{{3,5}}|(?:{BETWEEN}\d{{2}}){{4}})(?![\d/])"
    # In groups of any length, on one line.
    r"|(?=8(?:[^\d\n]{0,3}\d){8,11}(?!\d))8\d{2,4}(?:[ \t.()\u2010-\u2015-]{1,3}\d{2,5}){1,4}(?![\d/]))",
    re.IGNORECASE,
)
# Behind its label a number may be written sign by sign.
SPELLED_PHONE = re.compile(r"^\D{0,6}(?:62|0)8\d{8,11}$")
PASSPORT = re.compile(r"(?<![A-Z\d])[A-Z]{1,2}[ ]?\d{6,8}(?!\d)", re.IGNORECASE)
GROUPED_NIK = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")
# The office's own numbers (S1 A.6) are quoted in mails and are nobody's contact.
OFFICE_PHONES = frozenset({"81311117426", "81390005096"})
NIK_DIGITS, FEMALE = 16, 40
LAST_DAY, LAST_MONTH = 31, 12


class Labelled(NamedTuple):
    """One stated fact, of whom it is stated, and the number of the heading it stands under."""

    key: str
    value: str
    side: Side
    block: int


def labelled_facts(text: str, *, lines: int) -> Iterator[Labelled]:
    """What the first `lines` lines of `text` state by label, in reading order."""
    for sided in sided_lines(joined_lines(text.splitlines()[:lines])):
        if fact := labelled_fact(sided.line, side=sided.side, block=sided.block):
            yield fact


def labelled_fact(line: str, *, side: Side, block: int) -> Labelled | None:
    """What `line` states by label, under the heading with this side and number; None when it states nothing."""
    if len(line) > LONGEST_LINE:
        return None
    if of_reported := OF_REPORTED.match(line):
        side, line = Side.TERLAPOR, of_reported["label"] + line[of_reported.end() :]
    key, value = _fact(line)
    return Labelled(key, value, side, block) if value else None


def joined_lines(lines: list[str]) -> list[str]:
    """`lines` with a value on the next line beside its label, and an address of several lines on one."""
    joined: list[str] = []
    for line in lines:
        if not joined or len(line) > LONGEST_LINE or len(joined[-1]) > LONGEST_LINE:
            joined.append(line)
        elif LONELY.match(joined[-1]) and VALUE_LINE.match(line):
            joined[-1] = f"{joined[-1].rstrip()} {line.strip()}"
        elif ADDRESS_LABEL.match(joined[-1]) and line.strip() and not OTHER_LABEL.match(line.strip()):
            joined[-1] = f"{joined[-1].rstrip(' :=')}: {line.strip()}"
        elif LABELLED["address"].match(joined[-1]) and ADDRESS_LINE.match(line.strip()):
            joined[-1] = f"{joined[-1].rstrip(' ,')}, {line.strip()}"
        else:
            joined.append(line)
    return joined


def names_in_columns(text: str) -> list[str]:
    """Names in the rows of a table that has a column for names."""
    found: list[str] = []
    column, width = None, 0
    for line in text.splitlines():
        if len(line) > LONGEST_LINE:
            continue
        cells = [cell.strip() for cell in re.split(r"[|\t]", line)]
        heads = [number for number, cell in enumerate(cells) if COLUMN_HEAD.match(cell)]
        # "Nama | : | Budi" is a label in a table, and no head of one.
        if len(cells) > 2 and heads and not any(cell.startswith((":", "=")) for cell in cells):
            column, width = heads[0], len(cells)
        elif column is not None and len(cells) == width:
            found.append(clear_name(cells[column]))
        elif len(cells) == 1 and line.strip():
            column = None
    return [name for name in found if name]


def phone_in(text: str) -> str:
    """The first mobile number in `text` as 08…, unless it is the office's own; empty when there is none."""
    match = PHONE.search(text)
    digits = re.sub(r"\D", "", match[1]) if match else ""
    return f"0{digits}" if digits and digits not in OFFICE_PHONES else ""


def labelled_phone(value: str) -> str:
    """The mobile number in what stands behind a label for one, also written sign by sign; empty when there is none."""
    digits = re.sub(r"\D", "", value)
    spelled = digits.removeprefix("62").removeprefix("0") if SPELLED_PHONE.match(digits) else ""
    return phone_in(value) or (f"0{spelled}" if spelled and spelled not in OFFICE_PHONES else "")


def nik_in(text: str) -> str:
    """The first identity number in `text`, however it is grouped; empty when there is none."""
    return next((re.sub(r"\D", "", match[0]) for match in GROUPED_NIK.finditer(text) if is_nik(match[0])), "")


def is_nik(written: str) -> bool:
    """Whether sixteen digits are an identity number: in one run, or in groups with a date of birth in its place."""
    digits = re.sub(r"\D", "", written)
    if len(digits) != NIK_DIGITS:
        return False
    day, month = int(digits[6:8]), int(digits[8:10])
    return written.isdigit() or (1 <= day % FEMALE <= LAST_DAY and 1 <= month <= LAST_MONTH)


def _fact(line: str) -> tuple[str, str]:
    for key, pattern in LABELLED.items():
        match = pattern.match(line) or (BARE[key].match(line) if key in BARE else None)
        if match:
            return key, _clean(key, match["value"].strip(" \t.,;:|"))
    return "", ""


def _clean(key: str, value: str) -> str:
    match key:
        case "name":
            # More cells in the row make it the head of a table.
            return "" if re.search(r"[|\t]", value) else clear_name(value)
        case "phone":
            return labelled_phone(value)
        case "passport":
            found = PASSPORT.search(value)
            return found[0].replace(" ", "").upper() if found else ""
        case "id_number":
            return nik_in(value)
        case "email":
            found = re.search(r"[^\s<>|]+@[^\s<>|]+", value)
            return found[0].lower() if found else ""
    return value
