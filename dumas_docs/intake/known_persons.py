"""Finds the persons a case knows in what is written later: letters, orders and reports of the case (S1 B.7.4).

Unlike `redaction`, which judges what a complainant wrote, nothing is guessed here: an office's letter names officials,
telephones and addresses of its own, and they stay."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from dumas_docs.intake.marks import ADDRESS, OCCUPATION
from dumas_docs.intake.name_forms import LEAST_LETTERS, name_places, name_words, telling_words
from dumas_docs.intake.names import is_generic_name, is_organisation, looks_like_person
from dumas_docs.intake.places import BEFORE_PLACE
from dumas_docs.intake.redaction import DOOR, doors, literal, stands_alone
from dumas_docs.intake.title_words import HONORIFIC, KIN

GAP = re.compile(r"[ \t.]*")
ADDRESSED = re.compile(
    rf"\b(?:{HONORIFIC}|{KIN}|saksi|pelapor|pengadu|pemohon|terlapor|korban|pelaku)\.?[ \t]+$", re.IGNORECASE
)
COVER = "["
LEAST_DIGITS, TELLING_OCCUPATION = 6, 4
SEVERAL = re.compile(r"\s*[,;/\n]\s*")


class Span(NamedTuple):
    """A stretch of a text that names somebody, and the mark to put in its place."""

    start: int
    end: int
    mark: str


@dataclass(frozen=True)
class KnownPersons:
    """What a case knows of its persons, opened: names, numbers and mail addresses beside the mark for each."""

    names: tuple[tuple[str, str], ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    addresses: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.names, self.numbers, self.phones, self.addresses, self.occupations))

    def __or__(self, other: KnownPersons) -> KnownPersons:
        return KnownPersons(
            *(tuple(dict.fromkeys((*getattr(self, name), *getattr(other, name)))) for name in self.__dataclass_fields__)
        )

    def without(self, text: str) -> str:
        """`text` with a mark in place of each of these persons."""
        return replaced(text, self.spans(text))

    def spans(self, text: str) -> list[Span]:
        """Where `text` names one of them, in order and without overlap; signs without width hide nobody."""
        seen = [at for at, sign in enumerate(text) if unicodedata.category(sign) != "Cf"]
        shown = "".join(text[at] for at in seen)
        return [Span(seen[start], seen[end - 1] + 1, mark) for start, end, mark in self._spans(shown)]

    def _spans(self, text: str) -> list[Span]:
        if not text.strip():
            return []
        found: list[Span] = []
        for mark, pattern in self._patterns:
            text = _covered(text, (Span(*m.span(), mark) for m in pattern.finditer(text)), found)
        for mark, words, least in self._sequences:
            text = _covered(text, _sequences(text, words, mark, least=least), found)
        for mark, pattern in self._single_words:
            text = _covered(text, (Span(*m.span(), mark) for m in pattern.finditer(text) if _is_meant(m)), found)
        return _joined(sorted(found), text)

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        found = [(mark, _number(value)) for mark, value in self.numbers]
        found += [(mark, _phone(part)) for mark, value in self.phones for part in SEVERAL.split(value) if part]
        # A village or regency alone says where the matter plays.
        telling = [part for part in self.addresses if DOOR.search(part) or re.search(r"\d", part)]
        found += [(ADDRESS, literal(part)) for address in telling for part in doors(address)]
        # "Pegawai Negeri Sipil" says nothing; "bidan desa di Puskesmas Contoh" says who.
        return found + [(OCCUPATION, literal(o)) for o in self.occupations if len(o.split()) >= TELLING_OCCUPATION]

    @cached_property
    def _sequences(self) -> list[tuple[str, list[str], int]]:
        """Mark and words of each name, and how many of them tell whose it is: of an organisation's all."""
        found = []
        for mark, name in self.names:
            words = name_words(name)
            if len("".join(words)) >= LEAST_LETTERS and not is_generic_name(name):
                found.append((mark, words, len(words) if is_organisation(name) else min(2, len(words))))
        return found

    @cached_property
    def _single_words(self) -> list[tuple[str, re.Pattern[str]]]:
        persons = [(m, name) for m, name in self.names if looks_like_person(name) and not is_organisation(name)]
        return [(mark, _single(word)) for mark, name in persons for word in telling_words(name)]


def replaced(text: str, spans: Iterable[Span]) -> str:
    """`text` with each of `spans` replaced by its mark."""
    parts, at = [], 0
    for start, end, mark in spans:
        parts += [text[at:start], mark]
        at = end
    return "".join([*parts, text[at:]])


def _covered(text: str, spans: Iterable[Span], found: list[Span]) -> str:
    """`text`, as long as before, in which later searches do not see `spans`; they are added to `found`."""
    for span in list(spans):
        found.append(span)
        text = text[: span.start] + COVER * (span.end - span.start) + text[span.end :]
    return text


def _joined(spans: list[Span], text: str) -> list[Span]:
    """Neighbours of one kind as one: "[pengadu] [pengadu]" tells how many words a name has."""
    found: list[Span] = []
    for span in spans:
        if found and found[-1].mark == span.mark and GAP.fullmatch(text[found[-1].end : span.start]):
            found[-1] = found[-1]._replace(end=span.end)
        else:
            found.append(span)
    return found


def _single(word: str) -> re.Pattern[str]:
    # A capital after it makes it part of another name, except among capitals alone.
    return re.compile(rf"(?<!\w)(?:{word.capitalize()}(?:nya)?(?![ \t]+[A-Z\d\[])|{word.upper()}(?:NYA)?)(?!\w)")


def _number(value: str) -> re.Pattern[str]:
    """Letters and digits in this order, however they are grouped; a mail address as it stands."""
    if "@" in value:
        return re.compile(rf"(?<![\w.+-]){re.escape(value.strip())}(?![\w-])", re.IGNORECASE)
    signs = r"[\s./-]{0,3}".join(sign for sign in value if sign.isalnum())
    return re.compile(rf"(?<![^\W_]){signs}(?![^\W_])" if signs else r"(?!)", re.IGNORECASE)


def _phone(value: str) -> re.Pattern[str]:
    """With or without the country's code or the leading zero."""
    digits = re.sub(r"^(?:62|0)", "", re.sub(r"\D", "", value))
    if len(digits) < LEAST_DIGITS:
        return _number(value)
    grouped = r"[\s.()-]{0,3}".join(digits)
    return re.compile(rf"(?<!\d)(?:\+?62|0)?[\s.()-]{{0,3}}{grouped}(?!\d)")


def _sequences(text: str, words: list[str], mark: str, *, least: int) -> Iterator[Span]:
    for tokens in name_places(text, words, least=least):
        # "Desa Teluk Pulai" is where Nurhayana Teluk Pulai lives.
        is_whole = len(words) > 1 and len(tokens) == len(words)
        if is_whole or not _is_place(text, tokens[0]):
            yield Span(tokens[0].start(), tokens[-1].end(), mark)


def _is_meant(match: re.Match[str]) -> bool:
    """Behind "Ibu" or "saksi" one word of the name is enough."""
    return bool(ADDRESSED.search(match.string[: match.start()])) or stands_alone(match)


def _is_place(text: str, token: re.Match[str]) -> bool:
    """A name of one word, or a part of a longer one, may be that of a place or an office: "Mahkamah Agung"."""
    before = re.search(r"(\w+)[ \t]+$", text[max(0, token.start() - 40) : token.start()])
    return token[0].istitle() and before is not None and bool(BEFORE_PLACE.match(before[1]))
