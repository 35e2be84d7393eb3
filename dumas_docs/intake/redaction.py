"""Takes identities out of texts that are read without the right to identities (S1 B.7.4; domain.md §12).

The message as it came is kept whole beside the case, for those with that right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dumas_docs.intake.names import TITLES, is_organisation

COMPLAINANT, ADDRESS, PHONE, NIK, EMAIL = "[pengadu]", "[alamat]", "[telepon]", "[NIK]", "[surel]"
REPORTED, REPRESENTATIVE = "[terlapor]", "[kuasa]"
OFFICE_DOMAIN = "setneg.go.id"
OFFICE_PHONES = ("81311117426", "81390005096")
EMAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE_NUMBER = re.compile(r"(?<![\w/.])(?:\+?62|0)[\s.-]?8\d{1,2}[\s.-]?\d{3,4}[\s.-]?\d{3,5}(?![\d/])")
NIK_NUMBER = re.compile(r"(?<!\d)\d{16}(?!\d)")
LEAST_LETTERS = 3
# Words of names that are words of every letter as well; alone they tell nobody's name.
COMMON = frozenset(
    "bapak ibu pak saudara desa kota kabupaten kecamatan kelurahan jalan rumah warga forum kelompok tani yayasan "
    "nagari jorong dusun indonesia negara jaya makmur sejahtera putra putri nusa raya ketua anak haji hormat surat maju "
    "utama minggu senin selasa rabu kamis jumat sabtu januari februari maret april mei juni juli agustus september".split()
)


def redact(
    text: str,
    *,
    names: Sequence[str] = (),
    addresses: Sequence[str] = (),
    reported: Sequence[str] = (),
    representatives: Sequence[str] = (),
) -> str:
    """`text` with the given names and addresses, and every telephone number, NIK and e-mail address, replaced."""
    for address in addresses:
        for part in [address, *address.split(", ")]:
            if len(part) > 8:
                text = _literal(part).sub(ADDRESS, text)
    for mark, persons in ((COMPLAINANT, names), (REPRESENTATIVE, representatives), (REPORTED, reported)):
        for person in persons:
            text = _without_name(text, person, mark)
    text = EMAIL_ADDRESS.sub(lambda m: m[0] if m[0].lower().endswith(OFFICE_DOMAIN) else EMAIL, text)
    text = PHONE_NUMBER.sub(_phone, text)
    text = NIK_NUMBER.sub(NIK, text)
    return re.sub(rf"({'|'.join(map(re.escape, (COMPLAINANT, ADDRESS, REPORTED, REPRESENTATIVE)))})(?:[\s,]+\1)+",
                  r"\1", text)  # fmt: skip


def _phone(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match[0])
    return match[0] if digits.endswith(OFFICE_PHONES) else PHONE


def _literal(value: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, value.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _without_name(text: str, name: str, mark: str) -> str:
    bare = re.sub(rf"^(?:{TITLES}\s+)+", "", re.sub(r",.*$", "", name), flags=re.IGNORECASE).strip()
    for whole in dict.fromkeys((name.strip(), bare)):
        if len(whole) >= LEAST_LETTERS:
            text = _literal(whole).sub(mark, text)
    if is_organisation(name):
        return text
    for word in re.findall(r"[^\W\d_]+", bare):
        if len(word) >= LEAST_LETTERS and word.lower() not in COMMON:
            # Only as a name is written: "indah" in a sentence is not the person Indah.
            text = re.sub(rf"(?<!\w)(?:{re.escape(word.capitalize())}|{re.escape(word.upper())})(?!\w)", mark, text)
    return text
