"""Short forms the office writes, and what they stand for. A question for one finds the other.

Both sides of a line are typed as people type them; `alternatives` compares them as the index does.
"""

from __future__ import annotations

from collections.abc import Iterator
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


Terms = tuple[str, ...]


@cache
def _table() -> dict[Terms, tuple[str, ...]]:
    table: dict[Terms, tuple[str, ...]] = {}
    for short, long in SAME:
        table[terms(short)] = (*table.get(terms(short), ()), long)
        table[terms(long)] = (*table.get(terms(long), ()), short)
    return table


def other_names(text: str) -> tuple[str, ...]:
    """What `text` is called as well, as people type it."""
    return _table().get(terms(text), ())


def alternatives(found: Terms) -> tuple[Terms, ...]:
    """Sequences of terms that mean the same as `found`."""
    return tuple(terms(name) for name in _table().get(found, ()))


def groups(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Words one by one, save those that together have another name: "tindak lanjut" is also TL."""
    start = 0
    while start < len(words):
        length = next(
            (
                length
                for length in range(min(LONGEST, len(words) - start), 1, -1)
                if other_names(" ".join(words[start : start + length]))
            ),
            1,
        )
        yield words[start : start + length]
        start += length
