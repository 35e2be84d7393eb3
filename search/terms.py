"""Words as the index keeps them: folded, stemmed, numbers both whole and in parts. Pure; no database.

The same function runs over documents and questions, so that both databases find the same and a highlight marks exactly
what was found. PostgreSQL's own Indonesian stemmer is the same algorithm, but SQLite has none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import snowballstemmer

from dumas_docs.intake.marks import MARKS

TOKEN = re.compile(r"[^\W_]+")
# Letters and digits held together by the signs of letter numbers; starts at a word, so that it stays linear.
HELD_TOGETHER = re.compile(r"(?<![^\W_])[^\W_]++(?:[-/.][^\W_]++)+")
DIGIT, SIGNS = re.compile(r"[0-9]"), re.compile(r"[^a-z0-9]+")
STEMMED_FROM = 4
LONGEST_TERM = 64
LONGEST_KEY = 120
# PostgreSQL keeps at most one megabyte of distinct words for a document.
INDEX_BYTES = 800_000
BYTES_BESIDE_A_TERM = 12
# Begins every term of a file that names persons. A letter to both databases; no other text or question yields it.
WITHHELD = "\u01c2"

# What stands in a document for a person is no word of it: a question for "alamat" is none for "[alamat]". It parts the
# words around it, as a word would that no question holds: of this letter alone.
MARK = re.compile("|".join(map(re.escape, MARKS)))
PARTING = "\u01c3"

_stemmer = snowballstemmer.stemmer("indonesian")


def fold(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return SIGNS.sub("", text.lower())
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum() and char != WITHHELD)


@lru_cache(maxsize=50_000)
def term(word: str) -> str:
    """One word as the index keeps it: numbers and short words as they are, other words by their Indonesian stem."""
    folded = fold(word[:LONGEST_TERM])[:LONGEST_TERM]
    if len(folded) < STEMMED_FROM or not folded.isascii() or not folded.isalpha():
        return folded
    return _stemmer.stemWord(folded) or folded


def terms(text: str) -> tuple[str, ...]:
    """The terms of a text in its order."""
    return tuple(filter(None, map(term, TOKEN.findall(text))))


def unmarked(text: str) -> str:
    """A text of a document with a word nobody asks for in place of each mark that stands for a person; every other
    letter keeps its place."""
    return MARK.sub(lambda match: PARTING * len(match[0]), text) if "[" in text else text


def withheld(found: Iterable[str]) -> tuple[str, ...]:
    """Terms as they stand in the index for files that name persons."""
    return tuple(f"{WITHHELD}{each}" for each in found)


def key(text: str) -> str:
    """A number in the form in which it is compared whole: "B-235/D-4" and "b 235 d 4" are the same."""
    return fold(text[: 2 * LONGEST_KEY])[:LONGEST_KEY]


def has_digits(text: str) -> bool:
    """Whether a word counts as a number."""
    return bool(DIGIT.search(text)) if text.isascii() else any(map(str.isdigit, text))


def whole_numbers(text: str) -> Iterator[str]:
    """Keys of the numbers in a text, for example of B-235/D-4/HM.02/06/2025."""
    held = HELD_TOGETHER.findall(text) if has_digits(text) else ()
    return (key(each) for each in held if has_digits(each[:LONGEST_KEY]))


def quoted_numbers(text: str) -> Iterator[str]:
    """Letter numbers that a text names, for example B-235/KP-RG/HP.02/06/2026; not its dates and sums of money."""
    for match in HELD_TOGETHER.finditer(text) if has_digits(text) else ():
        number = match.group()[:LONGEST_KEY]
        if has_digits(number) and any(char.isalpha() for char in number):
            yield number


def number_terms(number: str) -> tuple[str, ...]:
    """Parts of one number, each also without leading zeros, and the number whole."""
    parts = terms(number)
    short = tuple(part.lstrip("0") or part for part in parts)
    return (*parts, *(short if short != parts else ()), key(number))


@dataclass
class TermBudget:
    """Turns the texts of one document into indexed text, and stops where the database would refuse it."""

    room: int = INDEX_BYTES
    known: set[str] = field(default_factory=set)

    def numbers(self, numbers: Iterator[str] | tuple[str, ...]) -> str:
        return self._joined(found for number in numbers for found in number_terms(number))

    def text(self, text: str) -> str:
        """Terms in order, then the whole numbers; a blank at both ends, so that ` term ` finds whole terms."""
        return self._joined(iter(terms(unmarked(text)))) + self._joined(whole_numbers(text)).lstrip()

    def withheld_text(self, text: str) -> str:
        """The same for a text that only questions about withheld terms shall find."""
        words, numbers = withheld(terms(unmarked(text))), withheld(whole_numbers(text))
        return self._joined(iter(words)) + self._joined(iter(numbers)).lstrip()

    def _joined(self, found: Iterator[str]) -> str:
        kept = [each for each in found if each and self._fits(each)]
        return f" {' '.join(kept)} " if kept else ""

    def _fits(self, found: str) -> bool:
        if found in self.known:
            return True
        self.room -= len(found.encode()) + BYTES_BESIDE_A_TERM
        if self.room < 0:
            return False
        self.known.add(found)
        return True
