"""Ways to write one name: with titles and without, the family name before a comma. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

BEFORE = frozenset(
    "bapak bpk pak ibu bu sdr sdri saudara saudari tn ny nn drs dra dr drg ir prof h hj kh r rr rd".split()
)
# What stands behind a name, after a comma: "S.H.", "M.Ak.", "Ph.D", "SE". A name has a vowel between longer parts.
DEGREE = re.compile(r"(?:[A-Za-z]{1,5}\.)+[A-Za-z]{0,5}\.?|[A-Z]{2,4}|[A-Z][a-z]\.?[A-Z][a-z]{0,3}")
MOST_PARTS = 6


def plain_names(text: str) -> Iterator[str]:
    """`text` without titles, and turned round at its comma: "Kertosemito, Paijo" is Paijo Kertosemito.

    Each is still compared whole: a part of a name finds nobody."""
    parts = [part.strip() for part in text.split(",")[:MOST_PARTS]]
    names = [plain for part in parts if not _is_degree(part) and (plain := _without_titles(part))]
    if names:
        yield " ".join(names)
    if len(names) == 2:
        yield f"{names[1]} {names[0]}"


def _is_degree(part: str) -> bool:
    return bool(part) and all(DEGREE.fullmatch(word) for word in part.split())


def _without_titles(part: str) -> str:
    words = part.split()
    while len(words) > 1 and words[0].casefold().strip(".") in BEFORE:
        words.pop(0)
    return " ".join(words)
