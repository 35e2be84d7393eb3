"""Short forms the office writes, and what they stand for. A question for one finds the other.

Both sides of a line are typed as people type them; `alternatives` compares them as the index does.
"""

from __future__ import annotations

from functools import cache

from .terms import terms

SAME = (
    ("dumas", "pengaduan masyarakat"),
    ("TL", "tindak lanjut"),
    ("mensesneg", "menteri sekretaris negara"),
    ("setneg", "sekretariat negara"),
    ("asdep", "asisten deputi"),
    ("pungli", "pungutan liar"),
    ("ASN", "aparatur sipil negara"),
    ("PNS", "pegawai negeri sipil"),
    ("PHK", "pemutusan hubungan kerja"),
    ("sprin", "surat perintah"),
    ("SOP", "standar operasional prosedur"),
    ("HAM", "hak asasi manusia"),
    ("BPN", "badan pertanahan nasional"),
    ("pemda", "pemerintah daerah"),
    ("pemkab", "pemerintah kabupaten"),
    ("pemkot", "pemerintah kota"),
    ("pemprov", "pemerintah provinsi"),
    ("polri", "kepolisian negara republik indonesia"),
    ("RSUD", "rumah sakit umum daerah"),
    ("UMKM", "usaha mikro kecil dan menengah"),
)

# The most words that one name has.
LONGEST = max(len(name.split()) for names in SAME for name in names)


@cache
def _table() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    table: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for short, long in SAME:
        one, other = terms(short), terms(long)
        table[one] = (*table.get(one, ()), other)
        table[other] = (*table.get(other, ()), one)
    return table


def alternatives(found: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Sequences of terms that mean the same as `found`."""
    return _table().get(found, ())
