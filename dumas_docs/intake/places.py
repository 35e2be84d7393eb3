"""Provinces of Indonesia, as they are written in addresses, and words that stand before the name of a place."""

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
# What a capital letter stands behind because it is a place, an institution or an office, not a person.
BEFORE_PLACE = re.compile(
    r"^(?:kota|kab(?:upaten)?|kec(?:amatan)?|kel(?:urahan)?|desa|dusun|dsn|kampung|kp|provinsi|pulau|gunung|sungai|kali|"
    r"pasar|jalan|jl|jln|gang|gg|stasiun|terminal|pt|cv|ud|toko|sd|smp|sma|smk|rs|rsud|bank|mahkamah|jaksa|kejaksaan|"
    r"hotel|perum\w*|masjid|gereja|pura|universitas|yayasan|koperasi|bukit|lembah|teluk|tanjung|danau|laut|pantai|rawa|"
    r"batu|bendung\w*|waduk|jembatan|kebun|gedung|balai|puskesmas|sdn|smpn|sman|polres|polsek|bandara|pelabuhan|nagari|"
    r"kawasan|proyek|suku|kampong|simpang|gampong|jorong|banjar|dukuh|subak|distrik|ruas|tpu|tps|taman|selat|muara|hulu|hilir|lereng)"
    r"\.?$",
    re.IGNORECASE,
)
# Of these a full stop is part; behind the others it ends the sentence.
SHORTENED = frozenset({"jl", "jln", "gg", "kp", "kab", "kec", "kel", "dsn", "pt", "cv", "ud", "perum"})
LAST_WORD = re.compile(r"(\w+)(\.?)[ \t]+$")
LONGEST_WORD = 40


def is_behind_place(text: str, at: int) -> bool:
    """Whether the word of `text` that begins at `at` stands behind one such as "Desa" or "Jl."."""
    before = LAST_WORD.search(text[max(0, at - LONGEST_WORD) : at])
    if before is None or not BEFORE_PLACE.match(before[1]):
        return False
    return not before[2] or before[1].lower() in SHORTENED


def province_in(text: str) -> str:
    """The last province named in `text` (an address ends with it), in its official form; empty when none."""
    found = PATTERN.findall(text)
    return BY_NAME[found[-1].lower()] if found else ""
