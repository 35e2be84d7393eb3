"""Who signs in few words: a first name on the last line, behind a dash, or behind "Makasih," and "Salam,"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dumas_docs.intake.names import LETTER_ENDS, NAME_IN_TEXT, is_organisation, looks_like_person
from dumas_docs.intake.ordinary_words import is_no_name, is_ordinary_word
from dumas_docs.intake.places import BEFORE_PLACE, province_in

TITLE = r"(?i:pak|bu|ibu|bapak|mas|mbak|mbah|kang|teh|bang|cak|ust\w*|drs?|dra|ir|prof|hj?|kh|ny|tn|sdri?)\b\.?\s+"
NAME = rf"(?:{TITLE}){{0,2}}(?:{NAME_IN_TEXT})(?:,\s*[A-Z][\w.]{{0,6}}\.?){{0,3}}"
# "Terima kasih, Budi", "Salam hormat dari kami, Budi Santoso & keluarga", "Suksma, Gede".
THANKS = (
    r"(?:(?:banyak )?terima ?kasih|te?rima ?kasih|ma?kasi?h?|trims|tri?ma|tks|thx|thanks?|thank you|salam|hormat|"
    r"suksma|"
    r"(?:matur )?(?:nuwun|suwun)|hatur nuhun|horas|mauliate|wassalam\w*|regards|best|sincerely|ttd|dto)"
)
BEHIND_THANKS = re.compile(
    rf"(?:^|[.!?,;(\s])(?i:{THANKS}(?: [a-z]+){{0,4}})\s*[,.!:;\u2013\u2014-]+\s*(?:[-\u2013\u2014~(]+\s*)?"
    rf"(?P<name>{NAME})"
    r"(?P<rest>\s*(?:(?:&|(?i:dan|dkk|beserta|serta|sekeluarga|cs)\b).{0,30}|\(.{0,30}\)?|[).,!~*-]*))$"
)
# "Mohon dirahasiakan. Dewi", "Tolong Pak. -- Wences"
BEHIND_STOP = re.compile(rf"[.!?\u2026)]\s+(?:[-\u2013\u2014~]+\s*)?\(?(?P<name>{NAME})[).,!]*$")
WHOLE_LINE = re.compile(rf"^[>\s]*(?P<dash>[-\u2013\u2014~*(_/]*)\s*(?P<name>{NAME})[\s).,!~*_-]*$")
IN_BRACKETS = re.compile(rf"\((?P<name>{NAME})\)")
ENDS = re.compile(
    r"^(?:\[|---|>* ?(?:On|Pada)\b|_{5,}|\*{5,}|Sent from|Dikirim dari|Get Outlook|Terkirim dari)", re.IGNORECASE
)
LAST_LINES, MOST_WORDS, LONGEST = 3, 5, 300


def people_signing(text: str) -> list[str]:
    """The names under each letter in `text`, however short, and behind its words of thanks."""
    found = []
    lines = text.splitlines()
    for match in (BEHIND_THANKS.search(line[-LONGEST:]) for line in lines):
        if match and _is_name(match["name"], texts=(text,), is_sure=True):
            found.append(match["name"])
    for letter in _letters(lines):
        found += _at_end(letter, texts=(text,))
    return list(dict.fromkeys(_bare(name) for name in found))


def signer_behind_thanks(text: str) -> str:
    """The full name behind the last words of thanks in `text`: "Salam hormat dari kami, Budi Santoso & keluarga"."""
    for line in reversed(text.splitlines()):
        match = BEHIND_THANKS.search(line[-LONGEST:])
        if match and _is_name(match["name"], texts=(text,), is_sure=True):
            return match["name"].strip(" ,")
    return ""


def _letters(lines: Sequence[str]) -> Iterator[list[str]]:
    """The filled lines of each letter, by what programs write between them."""
    letter: list[str] = []
    for line in lines:
        if ENDS.match(line) or LETTER_ENDS.match(line.lstrip("> ")):
            yield letter
            letter = []
        elif line.strip(" >\t"):
            letter.append(line.strip(" >\t"))
    yield letter


def _at_end(letter: list[str], *, texts: tuple[str, ...]) -> Iterator[str]:
    last = letter[1:][-LAST_LINES:]
    named = False
    for number, line in enumerate(last):
        is_last = number == len(last) - 1
        for part in _signed_apart(line):
            match = WHOLE_LINE.match(part)
            if match is None:
                continue
            sure = bool(match["dash"]) or line != part
            # Below a name, one word may be the place.
            if (sure or (is_last and not named)) and _is_name(match["name"], texts=texts, is_sure=sure):
                yield match["name"]
            elif looks_like_person(match["name"]) and " " in match["name"]:
                named = True
        if named or len(line.split()) <= MOST_WORDS + 4:
            yield from (inside for inside in IN_BRACKETS.findall(line) if _is_name(inside, texts=texts))
    if letter and (match := BEHIND_STOP.search(letter[-1][-LONGEST:])) and _is_name(match["name"], texts=texts):
        yield match["name"]


def _signed_apart(line: str) -> list[str]:
    """Names beside each other, "Bu Mei / Meilin"; a letter number is parted by the same sign."""
    is_short = len(line.split()) <= MOST_WORDS + 4 and not re.search(r"\d\s*/|/\s*\d", line)
    return re.split(r"\s+/\s+", line) if is_short else [line]


def _is_name(written: str, *, texts: tuple[str, ...], is_sure: bool = False) -> bool:
    name = _bare(written)
    words = name.split()
    if not words or len(words) > MOST_WORDS or len(name) < 3 or province_in(name) or is_organisation(name):
        return False
    if not looks_like_person(name) or any(is_no_name(word) or BEFORE_PLACE.match(word) for word in words):
        return False
    if len(words) == 1 and name.isupper() and len(name) <= 4:
        return False
    return is_sure or len(words) > 1 or not is_ordinary_word(name, texts=texts)


def _bare(written: str) -> str:
    return re.sub(rf"^(?:{TITLE})+", "", re.sub(r",.*$", "", written)).strip(" .,")
