"""Canaries: texts, numbers and ids that occur nowhere but in one confidential place, and who may meet them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

# Ids of confidential rows and register numbers start here, so that they mean nothing else wherever they turn up.
FIRST_ID = 8_735_000
FIRST_NUMBER = 735_100

TEXT = re.compile(r"zqxj\d{3}")
ROW_ID = re.compile(r"(?<!\d)873[5-9]\d{3}(?!\d)")
NUMBER = re.compile(r"(?:dm|ks|sp|lhp|pmt|spj|tlh)-\d{4}-735\d{3}|735\d{3}/sm-[a-z-]+/\d{4}")
# What an absent twin of a canary looks like: never planted.
ABSENT_TEXT = "ZQXJ999LAIN"


@dataclass(frozen=True)
class Canary:
    """One needle: found in an answer, it tells that something of `page` is known; `verb` there makes that rightful."""

    needle: str
    kind: str
    page: str
    verb: str

    def __str__(self) -> str:
        return f"{self.kind} of {self.page} ({self.needle})"


@dataclass
class Ledger:
    """All canaries of one world."""

    canaries: dict[str, Canary] = field(default_factory=dict)
    _count: int = 0

    def plant(self, kind: str, page: str, verb: str = "read") -> str:
        """A fresh text to write into the place `kind` of `page`."""
        self._count += 1
        text = f"ZQXJ{self._count:03}{re.sub('[^A-Z]', '', kind.upper())}"
        self.note(f"zqxj{self._count:03}", kind, page, verb)
        return text

    def note(self, value: object, kind: str, page: str, verb: str = "see") -> None:
        """Count an existing value, such as a number or an id, among the canaries."""
        needle = str(value).lower()
        self.canaries[needle] = Canary(needle, kind, page, verb)

    def found_in(self, text: str) -> set[Canary]:
        """Canaries that occur in `text`."""
        lowered = text.lower()
        return {self.canaries[needle] for needle in _needles(lowered) if needle in self.canaries}

    def __iter__(self) -> Iterator[Canary]:
        return iter(self.canaries.values())

    def of(self, page: str, kinds: Iterable[str] = ()) -> list[Canary]:
        wanted = set(kinds)
        return [canary for canary in self if canary.page == page and (not wanted or canary.kind in wanted)]


def _needles(text: str) -> set[str]:
    return {match.group() for pattern in (TEXT, ROW_ID, NUMBER) for match in pattern.finditer(text)}
