"""What a half-typed word may become, as terms of the index. Pure.

The index holds stems, and what is typed has none yet: "pengadua" begins no term. So the syllables put before and behind
a root are taken off while they are still being typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .terms import TOKEN, fold, has_digits, key, term, withheld

SHORTEST = 3
# What remains of a word behind its prefix tells enough from here on; less would mean half the archive.
SHORTEST_ROOT = 3
# Prefixes, longest first, with the letter that they have swallowed before a vowel.
PREFIXES = (
    ("meny", "s"), ("peny", "s"), ("meng", ""), ("peng", ""), ("mem", "p"), ("pem", "p"), ("men", ""), ("pen", ""),
    ("ber", ""), ("per", ""), ("ter", ""), ("me", ""), ("pe", ""), ("be", ""), ("di", ""),
    ("ke", ""), ("te", ""),
)  # fmt: skip
# All but the last letters of suffixes, and suffixes that another may still follow.
BEGUN_SUFFIX = re.compile(r"(?:an|kan)?(?:k|ka|l|la|p|pu|n|ny|m|a)$")


@dataclass(frozen=True)
class Beginning:
    """Terms that begin with one of `prefixes`, or are one of `roots`; nothing while too little is typed."""

    prefixes: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.prefixes or self.roots)

    @property
    def withheld(self) -> Beginning:
        """The same among the terms of files that name persons."""
        return Beginning(withheld(self.prefixes), withheld(self.roots))


def beginning_of(word: str) -> Beginning:
    """What one word, or a number, may be the beginning of."""
    if has_digits(word):
        return Beginning((key(word),)) if len(key(word)) >= SHORTEST else Beginning()
    typed = fold(word)
    if len(typed) < SHORTEST or len(TOKEN.findall(word)) != 1:
        return Beginning()
    forms = (typed, *(rest for rest in _without_prefix(typed) if len(rest) >= SHORTEST_ROOT))
    return Beginning(forms, tuple(dict.fromkeys(root for form in forms for root in _roots(form))))


def _without_prefix(typed: str) -> Iterator[str]:
    for prefix, swallowed in PREFIXES:
        if typed.startswith(prefix):
            rest = typed[len(prefix) :]
            yield swallowed + rest if swallowed and rest[:1] in "aeiou" else rest
            return


def _roots(typed: str) -> Iterator[str]:
    yield term(typed)
    if match := BEGUN_SUFFIX.search(typed):
        for start in {match.start(), len(typed) - 1}:
            if start >= SHORTEST:
                yield from (typed[:start], term(typed[:start]))
