"""Whom the lines of a letter speak of: a block of labels or names belongs to the heading above it."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

ITEM = r"(?:(?:\d{1,2}|[A-Ha-h]|[IVXivx]{1,4})[.)]\s{0,4}|[-\u2022*]\s{1,4})"
LEAD = rf"^[^\w(]{{0,8}}{ITEM}?"
REPORTED = (
    r"(?:(?:para|pihak|pejabat|oknum) )?(?:terlapor|teradu)|"
    r"(?:(?:pihak|pejabat|oknum|orang|pegawai|aparat|petugas) )?yang (?:di|(?:saya|kami) )?(?:lapor|adu)kan"
)
COUNT = r"(?:\s*(?:ke[- ]?)?(?:\d{1,2}|[IVX]{1,4}|pertama|kedua|ketiga|satu|dua|tiga)\b)?"
ABOUT = r"(?:(?:identitas|data|keterangan|daftar|nama)(?: diri| nama| lengkap)? )?"
ENDING = r"(?:\s+(?:adalah|ialah|yaitu|yakni|(?:sebagai )?berikut(?: ini)?))?\s*[:=]?\s*$"
REPORTED_HEADING = re.compile(rf"{LEAD}{ABOUT}(?:{REPORTED}){COUNT}{ENDING}", re.IGNORECASE)
COMPLAINANT_HEADING = re.compile(
    rf"{LEAD}{ABOUT}(?:(?:para|pihak) )?(?:pelapor|pengadu|pemohon|yang (?:melapor(?:kan)?|mengadu(?:kan)?))"
    rf"{COUNT}{ENDING}"
    rf"|{LEAD}(?:identitas|data)(?: diri)? (?:saya|kami)\b.{{0,20}}$",
    re.IGNORECASE,
)
NAME_LABEL = re.compile(rf"{LEAD}nama\b[\w ]{{0,20}}$", re.IGNORECASE)
SIGNING = re.compile(r"\bbertanda ?tangan\b|\byang (?:melapor|mengadu)", re.IGNORECASE)
WITNESS_HEADING = re.compile(rf"{LEAD}{ABOUT}(?:para )?saksi(?:[- ]saksi)?{COUNT}{ENDING}", re.IGNORECASE)
# What follows these is told of the matter, and who signs below them is the writer.
MATTER_HEADING = re.compile(
    rf"{LEAD}(?:kronologi\w*|uraian|duduk perkara|pokok|isi|bukti(?:-bukti)?|barang bukti|lampiran|tembusan|tuntutan|"
    r"permohonan|harapan|demikian|(?:salam )?hormat|wassalam\w*|terima kasih)\b",
    re.IGNORECASE,
)
# "Dengan ini kami melaporkan pejabat berikut:" but not "kami melaporkan hal berikut:".
REPORTING = re.compile(
    r"\b(?:melapor(?:kan)?|mengadu(?:kan)?|(?:saya|kami) (?:laporkan|adukan)|dilakukan oleh)\b", re.IGNORECASE
)
PERSON_LAST = re.compile(
    r"\b(?:oleh|pejabat|oknum|orang|nama|pihak|pegawai|petugas|aparat|saudara|sdri?|pelaku|pelakunya|perangkat|mereka|"
    r"bersangkutan)\b\.?(?:[- ](?:nama|orang|pejabat|oknum))?"
    r"(?:\s+(?:berikut|ini|di ?bawah|sebagai|yaitu|yakni|bernama|tersebut|atas nama|dengan|identitas|data))*\s*:$",
    re.IGNORECASE,
)
MATTER = re.compile(
    r"\b(?:hal|hal-hal|kejadian|peristiwa|(?:per)?masalah(?:an)?|kehilangan|keluhan|dugaan|kasus|kondisi|keadaan|tindak\w*|"
    r"perbuatan|pelanggaran|penyimpangan|pungutan|pungli|korupsi|kerusakan|bahwa|tentang|mengenai|terkait|perihal|adanya|"
    r"kepada|ke|di|fakta|kronologi|data|dokumen|bukti|jalan|pelayanan|bukan)\b",
    re.IGNORECASE,
)
INLINE = re.compile(
    r"^(?P<head>[^:=|\t]{1,160}?)(?:\s{0,40}[:=|\t][\s:=|]{0,40}|\s{1,9}[-\u2013]\s{1,9})(?P<rest>\S.{0,1500})$"
)
ENTRIES = re.compile(r"(?:^|(?<=\s))(?=(?:\d{1,2}|[a-h])[.)]\s{1,4}[A-Z])")
LABEL = re.compile(r"^[^:=|\t]{1,40}(?:[:=|\t]|\s[-\u2013]\s)")
LONGEST_HEADING, LONGEST_LIST, PROSE = 160, 2_000, 9


class Side(StrEnum):
    """Of whom a line speaks."""

    PENGADU = "PENGADU"
    TERLAPOR = "TERLAPOR"
    SAKSI = "SAKSI"


class SidedLine(NamedTuple):
    """A line under a heading; `block` counts the headings, `named_by_heading` when it stood behind one on its line."""

    side: Side
    block: int
    line: str
    named_by_heading: bool = False


def sided_lines(lines: Iterable[str]) -> Iterator[SidedLine]:
    """Every line that is no heading, with whom it speaks of; entries of a list of reported parties one by one."""
    side, block, is_named = Side.PENGADU, 0, False
    for line in lines:
        if announced := heading_of(line):
            side, block, is_named = announced, block + 1, False
            continue
        inline = INLINE.match(line) if len(line) <= LONGEST_LIST else None
        announced = heading_of(f"{inline['head'].strip()}:") if inline else None
        if inline and announced is Side.TERLAPOR:
            side, block, is_named = Side.TERLAPOR, block + 1, bool(REPORTED_HEADING.match(inline["head"]))
            entries = [entry.strip() for entry in ENTRIES.split(inline["rest"]) if entry.strip()]
            yield from (SidedLine(side, block, entry, named_by_heading=is_named) for entry in entries)
            continue
        # Behind "Terlapor: Budi" another name is that of somebody else.
        if inline and (announced is Side.PENGADU or (is_named and NAME_LABEL.match(inline["head"]))):
            side, block, is_named = Side.PENGADU, block + 1, False
        if side is not Side.PENGADU and (MATTER_HEADING.match(line) or _is_prose(line)):
            side = Side.PENGADU
        yield SidedLine(side, block, line)


def heading_of(line: str) -> Side | None:
    """Whom the lines below `line` speak of, when it is a heading that says so."""
    if not line.strip() or len(line) > LONGEST_HEADING:
        return None
    if REPORTED_HEADING.match(line):
        return Side.TERLAPOR
    if COMPLAINANT_HEADING.match(line):
        return Side.PENGADU
    if WITNESS_HEADING.match(line):
        return Side.SAKSI
    stripped = line.strip()
    if SIGNING.search(stripped):
        return Side.PENGADU if stripped.endswith((":", ",")) else None
    verb = REPORTING.search(stripped)
    if verb is None:
        return None
    rest = stripped[verb.end() :].strip(" *")
    alone = not rest.strip(": ") and "oleh" not in verb[0].lower() and len(stripped.split()) <= PROSE
    told = stripped.endswith(":") and (PERSON_LAST.search(stripped) or not MATTER.search(stripped))
    return Side.TERLAPOR if alone or told else None


def _is_prose(line: str) -> bool:
    return len(line.split()) >= PROSE and not LABEL.match(line) and not re.match(rf"^\s*{ITEM}", line)
