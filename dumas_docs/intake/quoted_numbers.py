"""Letter numbers that a text quotes, in the office's own formats (domain.md §8). Pure: no database, no settings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

MAX_TEXT = 200_000
MAX_QUOTES = 20
# `T-1/Kemensetneg/ASDEP/DM.01.01/11/2026`, with spaces and line breaks around its signs as people type them.
_PART = r"[A-Za-z0-9]{1,30}(?:\s{0,8}[.\-]\s{0,8}[A-Za-z0-9]{1,30}){0,6}"
_QUOTED = re.compile(
    rf"(?<![A-Za-z0-9/])(?:[A-Za-z]{{1,2}}\s{{0,8}}[-.]?\s{{0,8}})?\d{{1,7}}(?:\s{{0,8}}/\s{{0,8}}{_PART}){{2,8}}"
    r"(?<=\d{4})(?![A-Za-z0-9/])"
)
_PLACES = {
    "prefix": r"(?:B|T|R|SR)", "seq": r"\d{1,7}", "klasifikasi": r"[A-Z0-9]{1,20}", "MM": r"(?:0[1-9]|1[0-2])",
    "YYYY": r"(?:19|20)\d\d",
}  # fmt: skip


@dataclass(frozen=True)
class Quoted:
    """A number as it stands in the text, and the key by which it is compared."""

    text: str
    key: str


def plain(text: str) -> str:
    """The text with one sign for what looks alike: every dash and slash, letters of full width, signs without width."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(
        "-" if sign == "\N{MINUS SIGN}" or unicodedata.category(sign) == "Pd"
        else "/" if sign in "\N{FRACTION SLASH}\N{DIVISION SLASH}"
        else "" if unicodedata.category(sign) == "Cf"
        else sign
        for sign in folded
    )  # fmt: skip


def key_of(number: str) -> str:
    """A number without what people type differently: spaces, dots, capitals, dashes, what follows its first letter."""
    return re.sub(r"^(SR|[BTR])-?(?=\d)", r"\1-", _bare(number))


def _bare(text: str) -> str:
    return re.sub(r"[\s.]", "", plain(text)).upper()


def quoted_numbers(text: str, *, formats: Collection[re.Pattern[str]]) -> list[Quoted]:
    """The numbers in `text` that have one of the office's `formats`, each once, in their order."""
    found: dict[str, Quoted] = {}
    for match in _QUOTED.finditer(plain(text[:MAX_TEXT])):
        key = key_of(match.group())
        if key not in found and any(pattern.fullmatch(key) for pattern in formats):
            found[key] = Quoted(" ".join(match.group().split())[:100], key)
            if len(found) == MAX_QUOTES:
                break
    return list(found.values())


def office_formats(patterns: Mapping[str, str], *, units: Collection[str]) -> list[re.Pattern[str]]:
    """What the office's numbers look like as keys: its patterns (`NUMBER_PATTERNS`), the letter codes of its units."""
    codes = "|".join(sorted((re.escape(_bare(code)) for code in units if code), key=len, reverse=True))
    places = {**_PLACES, "unit": f"(?:{codes})" if codes else r"[^/]+(?:/[^/]+)?"}
    found = []
    for pattern in sorted(set(patterns.values())):
        parts = re.split(r"\{(\w+)(?::\w+)?\}", pattern)
        written = "".join(
            places.get(part, r"[A-Z0-9\-]+") if place % 2 else re.escape(_bare(part))
            for place, part in enumerate(parts)
        )
        found.append(re.compile(written))
    return found


def sequence_of(key: str) -> str:
    """The part before the first slash, which every stored number begins with."""
    return key.split("/", 1)[0]
