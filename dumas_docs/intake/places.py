"""Provinces of Indonesia, as they are written in addresses."""

import re

PROVINCES = (
    "Aceh", "Sumatera Utara", "Sumatera Barat", "Riau", "Kepulauan Riau", "Jambi", "Sumatera Selatan",
    "Kepulauan Bangka Belitung", "Bengkulu", "Lampung", "DKI Jakarta", "Jawa Barat", "Banten", "Jawa Tengah",
    "DI Yogyakarta", "Jawa Timur", "Bali", "Nusa Tenggara Barat", "Nusa Tenggara Timur", "Kalimantan Barat",
    "Kalimantan Tengah", "Kalimantan Selatan", "Kalimantan Timur", "Kalimantan Utara", "Sulawesi Utara", "Gorontalo",
    "Sulawesi Tengah", "Sulawesi Barat", "Sulawesi Selatan", "Sulawesi Tenggara", "Maluku", "Maluku Utara", "Papua",
    "Papua Barat", "Papua Barat Daya", "Papua Tengah", "Papua Pegunungan", "Papua Selatan",
)  # fmt: skip
SHORT_FORMS = {
    "jateng": "Jawa Tengah", "jatim": "Jawa Timur", "jabar": "Jawa Barat", "sumut": "Sumatera Utara",
    "sumbar": "Sumatera Barat", "sumsel": "Sumatera Selatan", "kepri": "Kepulauan Riau", "ntb": "Nusa Tenggara Barat",
    "ntt": "Nusa Tenggara Timur", "kalbar": "Kalimantan Barat", "kalteng": "Kalimantan Tengah",
    "kalsel": "Kalimantan Selatan", "kaltim": "Kalimantan Timur", "kaltara": "Kalimantan Utara",
    "sulut": "Sulawesi Utara", "sulteng": "Sulawesi Tengah", "sulbar": "Sulawesi Barat", "sulsel": "Sulawesi Selatan",
    "sultra": "Sulawesi Tenggara", "malut": "Maluku Utara", "diy": "DI Yogyakarta",
    "daerah istimewa yogyakarta": "DI Yogyakarta", "bangka belitung": "Kepulauan Bangka Belitung",
}  # fmt: skip
BY_NAME = {name.lower(): name for name in PROVINCES} | SHORT_FORMS
# Longest first, so that "Papua Barat Daya" is not read as "Papua".
PATTERN = re.compile(r"\b(" + "|".join(sorted(map(re.escape, BY_NAME), key=len, reverse=True)) + r")\b", re.IGNORECASE)


def province_in(text: str) -> str:
    """The last province named in `text` (an address ends with it), in its official form; empty when none."""
    found = PATTERN.findall(text)
    return BY_NAME[found[-1].lower()] if found else ""
