"""The forms in which one person's name is written: whole, shorter, in another order, with initials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from dumas_docs.intake.names import TITLES

LEAST_LETTERS, LONGEST_SHORT_FORM = 3, 4
BETWEEN_NAMES = frozenset({"bin", "binti", "boru", "van", "alias"})
WORD = re.compile(r"[^\W_]+")
# What may stand between two words of one name, also in the name of a file; an initial stays on its line.
WITHIN, BESIDE_INITIAL = re.compile(r"[\s._,'\u2019`-]*"), re.compile(r"[ \t.,\u00a0]{1,3}")


def bare_name(name: str) -> str:
    """`name` without the titles before and behind it."""
    return re.sub(rf"^(?:{TITLES}\s+)+", "", re.sub(r",.*$", "", name), flags=re.IGNORECASE).strip()


def name_words(name: str) -> list[str]:
    """The words of a name without titles, small and without accents."""
    return [plain(word[0]) for word in WORD.finditer(bare_name(name))]


def telling_words(name: str) -> list[str]:
    """The parts of a name, as it is written, that tell by themselves whose it is."""
    words = re.findall(r"[^\W\d_]+", bare_name(name))
    return [word for word in words if len(word) >= LEAST_LETTERS and word.lower() not in BETWEEN_NAMES]


def plain(word: str) -> str:
    """`word` as it is compared: small, without accents and signs."""
    if word.isascii() and word.isalnum():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word).casefold() if c.isalnum())


def plain_text(text: str) -> str:
    """`text` small and without accents, with everything else that stands in it."""
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))


def is_short_form(short: str, *, of: str) -> bool:
    """Whether `short` is the name `of` or less of it: "Sekar W.", "S. Wulandari", "Wulandari" of "Sekar Wulandari"."""
    words, place = name_words(of), Place()
    tokens = list(WORD.finditer(bare_name(short)))
    bare = bare_name(short)
    for token in tokens:
        if not place.takes(plain(token[0]), words, is_cut=bare[token.end() :].startswith(".")):
            return False
    return place.whole > 0 and len(tokens) <= len(words)


def name_places(text: str, words: Sequence[str], *, least: int) -> Iterator[list[re.Match[str]]]:
    """Where the name of these `words` stands in `text`, as its tokens: whole, or `least` of its parts, or with initials
    for all but one, in any order."""
    if not words or (text.isascii() and not re.search("|".join(map(re.escape, words)), text, re.IGNORECASE)):
        return
    tokens = list(WORD.finditer(text))
    small = [plain(token[0]) for token in tokens]
    at = 0
    while at < len(tokens):
        count = _length(text, tokens, small, at, words, least)
        if count:
            yield tokens[at : at + count]
        at += count or 1


class Place:
    """How much of a name was found, word by word; each word of the name counts once."""

    def __init__(self) -> None:
        self.taken: list[int] = []
        self.whole = 0

    @property
    def in_order(self) -> bool:
        return self.taken == sorted(self.taken)

    def takes(self, word: str, words: Sequence[str], *, is_cut: bool) -> bool:
        """Whether `word` is another part of the name; `is_cut` when a full stop follows it, as in "Moh. Yusuf"."""
        free = [number for number in range(len(words)) if number not in self.taken]
        # The parts behind the last one come first: a name is mostly written in its order.
        free.sort(key=lambda number: bool(self.taken) and number < self.taken[-1])
        for number in free:
            if word in (words[number], f"{words[number]}nya"):
                self.taken.append(number)
                self.whole += len(word) >= LEAST_LETTERS
                return True
        for number in free:
            shortened = len(word) == 1 or (is_cut and len(word) <= LONGEST_SHORT_FORM)
            if shortened and words[number].startswith(word):
                self.taken.append(number)
                return True
        return False


def _length(text: str, tokens: list[re.Match[str]], small: list[str], at: int, words: Sequence[str], least: int) -> int:
    """How many tokens from `at` on are this name; 0 when it does not stand there."""
    place, count = Place(), 0
    for number in range(at, min(at + len(words), len(tokens))):
        between = text[tokens[number - 1].end() : tokens[number].start()] if count else ""
        whole_before = small[number] in words or small[number].removesuffix("nya") in words
        near = not count or (WITHIN if whole_before else BESIDE_INITIAL).fullmatch(between)
        cut = text.startswith(".", tokens[number].end())
        if not near or (not whole_before and len(words) == 1) or not place.takes(small[number], words, is_cut=cut):
            break
        count += 1
    if count == len(words) and (place.whole or place.in_order):
        return count
    return count if len(words) > 1 and count >= least and place.whole else 0
