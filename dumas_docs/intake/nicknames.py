"""Shorter and divided forms of a single name: "Lesta" of Lestarihandoko, "Ningrum" of Prasetyaningrum, "Haryo-tejo"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dumas_docs.intake.name_forms import plain, telling_words
from dumas_docs.intake.names import is_organisation, looks_like_person
from dumas_docs.intake.ordinary_words import is_no_name, means_something
from dumas_docs.intake.places import is_behind_place

LEAST_PART, LEAST_DIVIDED, LEAST_PIECE = 4, 7, 3
CAPITALISED = re.compile(r"(?<![\w@.])[A-Z\u00c0-\u00de][^\W\d_]{3,}(?![\w@])")
DIVIDED = re.compile(r"(?<![\w@.])([A-Z\u00c0-\u00de][^\W\d_]{2,})(?:[ \t]?-[ \t]?|[ \t_]+)([^\W\d_]{3,})(?![\w@])")
# Behind these a word is a name even when it has a meaning.
ADDRESSED = re.compile(
    r"(?:\b(?:saya|sy|aku|pak|bu|ibu|bapak|bpk|mas|mbak|mbah|kang|teh|bang|cak|sdri?\.?|dipanggil|panggil|drs?\.?|ustad[zh]?)"
    r"|[,(\u2013\u2014-]|^)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
SMALL_AT_END = re.compile(r"(?P<before>(?:^|[.!?,-][ \t]*))(?P<name>[a-z]{4,})(?=\W*$)", re.MULTILINE)
WORD_BEFORE = re.compile(r"(\w+)(\.?)[ \t]+$")


class Parts:
    """The parts of the names of some persons, each with the mark of whose it is."""

    def __init__(self, marked: Sequence[tuple[str, Sequence[str]]]) -> None:
        self.marks: dict[str, str] = {}
        self.whole: dict[str, str] = {}
        for mark, persons in marked:
            for person in persons:
                if looks_like_person(person) and not is_organisation(person):
                    self._add(mark, [plain(word) for word in telling_words(person)])

    def _add(self, mark: str, words: list[str]) -> None:
        for word in words:
            if len(word) >= LEAST_DIVIDED:
                self.whole.setdefault(word, mark)
            for length in range(LEAST_PART, len(word)):
                self.marks.setdefault(word[:length], mark)
                self.marks.setdefault(word[-length:], mark)
        for first, second in pairwise(words):
            self.whole.setdefault(first + second, mark)

    def without_divided(self, text: str) -> str:
        """`text` with a mark in place of each name that is written in two: "Haryo-tejo"."""

        def divided(match: re.Match[str]) -> str:
            mark = self.whole.get(plain(match[1]) + plain(match[2]))
            return mark if mark and not is_behind_place(match.string, match.start()) else match[0]

        return DIVIDED.sub(divided, text) if self.whole else text

    def hidden(self, text: str) -> str:
        """`text` with a mark in place of each part that stands alone: with a capital, or small under a letter."""
        if not self.marks:
            return text
        small = {word.lower() for word in re.findall(r"(?<![\w@.])[a-z]{4,}(?![\w@])", text)}

        def part(match: re.Match[str]) -> str:
            mark = self.whole.get(plain(match[0])) or self.marks.get(plain(match[0]))
            return mark if mark and _is_meant(match, small) else match[0]

        def signed(match: re.Match[str]) -> str:
            mark = self.marks.get(match["name"])
            return f"{match['before']}{mark}" if mark and not means_something(match["name"]) else match[0]

        return SMALL_AT_END.sub(signed, CAPITALISED.sub(part, text))


def _is_meant(match: re.Match[str], small: set[str]) -> bool:
    """Whether a part of a name stands for the person, not for a word, a place or part of another's name."""
    word, before = match[0], match.string[max(0, match.start() - 40) : match.start()]
    if is_no_name(word):
        return False
    last = WORD_BEFORE.search(before)
    if is_behind_place(match.string, match.start()):
        return False
    if ADDRESSED.search(before) and not re.match(r"[ \t]+[a-z]", match.string[match.end() :]):
        return True
    if last and re.fullmatch(
        r"(?i)saya|sy|aku|pak|bu|mas|mbak|mbah|kang|teh|bang|sdri?|bpk|panggil|dipanggil", last[1]
    ):
        return True
    if means_something(word) or word.lower() in small:
        return False
    follows = re.match(r"[ \t]+[A-Z\d]", match.string[match.end() :])
    inside = last and last[1][0].isupper() and not last[2] and not is_no_name(last[1])
    return word.isupper() or not (follows or inside)
