"""Names that stand one below the other in a list."""

import re

from dumas_docs.intake.names import NAME_IN_TEXT, looks_like_person
from dumas_docs.intake.ordinary_words import is_no_name, is_ordinary_word

LISTED = re.compile(rf"^\s*(?:\d{{1,3}}[.)]|[-\u2022*])\s+(?P<name>{NAME_IN_TEXT})\s*(?:[(,;:/\u2013-].*)?$")
ALONE = re.compile(rf"^\s*(?:\d{{1,3}}[.)]|[-\u2022*])\s+{NAME_IN_TEXT}\s*(?:\(.{{0,30}}\))?\s*$")
# Under such a heading a single word is a name, and so is what stands before a remark.
OF_PERSONS = re.compile(
    r"\b(?:nama|saksi|korban|warga|pelapor|pengadu|pemohon|peserta|anggota|pekerja|orang|orang tua|siswa|penerima|"
    r"penghuni|pemilik|petani|nelayan|buruh|karyawan|guru|pelaku|perangkat|pejabat|oknum|mereka|tertanda|penandatangan)\b"
    r"[^.\n]{0,60}:\s*$",
    re.IGNORECASE,
)


def people_listed(text: str) -> list[str]:
    """Everybody named in a list of names; one alone may be anything, and so may single words without a heading."""
    found: list[str] = []
    row: list[str] = []
    of_persons = False
    for line in [*text.splitlines(), ""]:
        match = LISTED.match(line)
        name = match["name"].strip(" ,.") if match else ""
        is_entry = (of_persons and _is_single(name, text)) or (bool(ALONE.match(line)) and " " in name)
        if match and is_entry and looks_like_person(name):
            row.append(name)
            continue
        found += row if len(row) > 1 else []
        row = []
        of_persons = bool(OF_PERSONS.search(line)) if not match else of_persons
    return found


def _is_single(name: str, text: str) -> bool:
    words = name.split()
    return bool(words) and not any(is_no_name(word) for word in words) and not is_ordinary_word(name, texts=(text,))
