"""Takes identities out of texts that are read without the right to identities (S1 B.7.4; domain.md §12).

The message as it came is kept whole beside the case, for those with that right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dumas_docs.intake.dwellings import without_dwellings
from dumas_docs.intake.introducers import without_introduced, without_small
from dumas_docs.intake.introductions import people_named
from dumas_docs.intake.letter_numbers import NumbersApart
from dumas_docs.intake.marks import (
    ADDRESS,
    COMPLAINANT,
    MARKS,
    OCCUPATION,
    PHONE_MARK,
    REPORTED,
    REPRESENTATIVE,
    SOMEBODY,
)
from dumas_docs.intake.name_forms import (
    LEAST_LETTERS,
    bare_name,
    is_short_form,
    name_places,
    name_words,
    plain,
    plain_text,
    telling_words,
)
from dumas_docs.intake.names import SPACED, is_organisation, looks_like_person
from dumas_docs.intake.nicknames import Parts
from dumas_docs.intake.ordinary_words import means_something
from dumas_docs.intake.personal_numbers import mask_personal_numbers
from dumas_docs.intake.places import is_behind_place

REPEATED = re.compile(rf"({'|'.join(map(re.escape, MARKS))})(?:[\s,]+\1)+")
LONG_OCCUPATION = 12
# Three letters guessed to be somebody's name are an office's code where they stand in a letter's number.
LEAST_IN_NUMBER = 4
# Parts of an address that lead to a door; village, regency and province say where the matter plays.
DOOR = re.compile(
    r"\b(?:jl|jln|jalan|gg|gang|rt|rw|no|nomor|blok|perum\w*|komplek\w*|dusun|dsn|dukuh|jorong|lr|kp)\b", re.IGNORECASE
)
HOUSE_NUMBER = re.compile(r"[\s,]+(?:(?:no|nomor)\b\.?\s*)?\d+\w{0,2}$", re.IGNORECASE)
BEFORE = re.compile(r"(?P<begins>^|[.!?:]\s+|\n\s*)?(?P<word>\w+)(?P<stop>\.?)[ \t]+$")
PHONE_LABEL = re.compile(
    r"\b(?:no(?:mor)?\b\.?[ \t]?)?(?:hp|wa|telp|telepon|whatsapp|kontak|handphone|ponsel|no)\b[\s.:/|=\w-]{0,8}$",
    re.IGNORECASE,
)
LIST_ITEM = re.compile(r"[\s>]*(?:\d{1,3}[.)]\s*|[-\u2022*]\s+)?")
CLOSING_LINES, CLOSING_WORDS, DISTINCT = 6, 4, 5
CALLED_SMALL = (
    r"saya|aku|sy|nama|bernama|dipanggil|panggil|pak|bu|ibu|bapak|bpk|mbak|mbah|mas|sdri?\.?|saudar[ai]|nyonya|hj?\."
)
# A subject in which every longer word begins with a capital.
TITLE_LINE = re.compile(r"^\W*(?:(?:[A-Z\u00c0-\u00de\[(\d][^\s]*|\w{1,4}\.?)(?:[\s:;,./&-]+|$)){3,}$")


def redact(
    text: str,
    *,
    names: Sequence[str] = (),
    addresses: Sequence[str] = (),
    reported: Sequence[str] = (),
    representatives: Sequence[str] = (),
    occupations: Sequence[str] = (),
    others: Sequence[str] = (),
    is_read: bool = False,
) -> str:
    """`text` with the given persons and every telephone, identity, tax and account number and e-mail address replaced.

    People the text itself names as such are replaced as well: beside a title or a kinship ("Pak Dulah", "ibu saya,
    ..."), by a label, in a list, under a letter or as its sender. `others` are named so in another text of the
    case; with `is_read` they hold whomever this text names as well."""
    # Who is named shorter is the same person, and hidden as such.
    named = [] if is_read else people_named(text)
    stated = [each for each in dict.fromkeys([*named, *others]) if not _is_one_of(each, names)]
    telling = _telling([*names, *representatives, *reported]) | _telling(stated, least=LEAST_IN_NUMBER)
    apart = NumbersApart(text, is_kept=lambda number: telling.isdisjoint(name_words(number)))
    text = apart.text
    for address in addresses:
        for part in doors(address):
            text = literal(part).sub(ADDRESS, text)
    text = mask_personal_numbers(without_dwellings(text))
    for occupation in occupations:
        if len(occupation) > LONG_OCCUPATION:
            text = literal(occupation).sub(OCCUPATION, text)
    everybody = ((COMPLAINANT, names), (REPRESENTATIVE, representatives), (REPORTED, reported), (SOMEBODY, stated))
    folded, is_spaced = plain_text(text), bool(SPACED.search(text))
    marked = [
        (mark, [one for one in _longest_first(persons) if is_spaced or any(word in folded for word in name_words(one))])
        for mark, persons in everybody
    ]
    for mark, persons in marked:
        for person in persons:
            text = _without_whole(text, person, mark)
    parts = Parts(everybody)
    text = parts.without_divided(without_small(without_introduced(text, SOMEBODY), SOMEBODY))
    for mark, persons in marked:
        for person in persons:
            text = _without_small(_without_words(text, person, mark), person, mark)
    return apart.restored(REPEATED.sub(r"\1", _without_signature(parts.hidden(text))))


def _telling(persons: Sequence[str], *, least: int = LEAST_LETTERS) -> set[str]:
    """The words of their names that would tell of them even among the codes of a letter's number."""
    return {plain(word) for person in persons for word in telling_words(person) if len(word) >= least}


def _longest_first(persons: Sequence[str]) -> list[str]:
    return sorted(persons, key=len, reverse=True)


def _is_one_of(name: str, persons: Sequence[str]) -> bool:
    return any(is_short_form(name, of=each) and looks_like_person(each) and name != each for each in persons)


def doors(address: str) -> list[str]:
    """How an address may stand in a text: whole, its parts that lead to a door, and the street without the number."""
    parts = [address, *(part for part in re.split(r",\s*", address) if DOOR.search(part))]
    parts += [street for part in parts[1:] if len((street := HOUSE_NUMBER.sub("", part)).split()) > 1]
    return [part for part in dict.fromkeys(parts) if len(part) > LEAST_LETTERS]


def literal(value: str) -> re.Pattern[str]:
    """Finds `value` as whole words, whatever its case and spacing."""
    words = r"\s+".join(map(re.escape, value.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _without_whole(text: str, name: str, mark: str) -> str:
    for whole in dict.fromkeys((name.strip(), bare_name(name))):
        if len(whole) >= LEAST_LETTERS or (whole and not whole.isascii()):
            text = literal(whole).sub(mark, text)
    return _without_spaced(_without_forms(text, name, mark), bare_name(name), mark)


def _without_forms(text: str, name: str, mark: str) -> str:
    """A person's name with initials, without a part or in another order: "Sekar W." is Sekar Wulandari."""
    words = name_words(name)
    if len(words) < 2 or not looks_like_person(name) or is_organisation(name):
        return text
    parts, at = [], 0
    for tokens in name_places(text, words, least=2):
        # "Desa Teluk Pulai" is where Nurhayana Teluk Pulai lives.
        if len(tokens) < len(words) and is_behind_place(text, tokens[0].start()):
            continue
        parts += [text[at : tokens[0].start()], mark]
        at = tokens[-1].end()
    return "".join([*parts, text[at:]])


def _without_spaced(text: str, name: str, mark: str) -> str:
    """The name where it is written letter by letter."""
    plain = re.sub(r"[\W\d_]", "", name).casefold()

    def hidden(run: re.Match[str]) -> str:
        return mark if plain and re.sub(r"\s", "", run[0]).casefold() == plain else run[0]

    return SPACED.sub(hidden, text)


def _without_words(text: str, name: str, mark: str) -> str:
    """Parts of a person's name where they stand alone: inside "Kota Damarsari" the word is a place."""
    if not looks_like_person(name) or is_organisation(name):
        return text
    for word in telling_words(name):
        # A capital after it makes it part of another name, except among capitals alone.
        part = rf"{re.escape(word.capitalize())}(?![ \t]+[A-Z\d\[])|{re.escape(word.upper())}"
        alone = rf"(?<!\w)(?:{part})(?!\w)"
        text = re.sub(alone, lambda match: mark if stands_alone(match) else match[0], text)
    return text


def _without_small(text: str, name: str, mark: str) -> str:
    """Parts of a person's name that are written small, where they can mean nobody else: "saya sumarni", or as the
    whole of a line; and among the capitals of a title, which say nothing."""
    if not looks_like_person(name) or is_organisation(name):
        return text
    parts = "|".join(words := [plain(word) for word in telling_words(name)])
    if not parts:
        return text
    text = re.sub(rf"(?<!\w)(?P<lead>(?:{CALLED_SMALL})[ \t]+)(?:{parts})(?!\w)", rf"\g<lead>{mark}", text, flags=re.I)
    text = re.sub(rf"^([^\w\n]*)(?:{parts})([^\w\n]*)$", rf"\g<1>{mark}\g<2>", text, flags=re.I | re.M)
    distinct = [word for word in words if len(word) >= DISTINCT and not means_something(word)]
    if distinct:
        small = re.compile(rf"(?<!\w)(?:{'|'.join(distinct)})(?!\w)")
        text = small.sub(lambda match: match[0] if is_behind_place(match.string, match.start()) else mark, text)
    if "\n" in text or not TITLE_LINE.match(text):
        return text
    among = re.compile(rf"(?<!\w)(?:{parts})(?!\w)", re.IGNORECASE)
    return among.sub(lambda match: match[0] if is_behind_place(match.string, match.start()) else mark, text)


def stands_alone(match: re.Match[str]) -> bool:
    """Whether a word that is part of a person's name means that person: no place, and not part of another's name."""
    before = BEFORE.search(match.string[max(0, match.start() - 60) : match.start()])
    if before is None:
        return True
    if is_behind_place(match.string, match.start()):
        return False
    # Inside a sentence a capital before it makes it part of another name; among capitals alone it says nothing.
    other = before["word"][0].isupper() and not before["stop"] and before["begins"] is None and not match[0].isupper()
    return not other


def _without_signature(text: str) -> str:
    """A closing line with a telephone number names its owner, however it is written."""
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()][-CLOSING_LINES:]
    for number in filled:
        listed = LIST_ITEM.match(lines[number])
        item = listed[0] if listed else ""
        line = lines[number].removeprefix(item)
        at = line.find(PHONE_MARK)
        if at > 0 and len(line[:at].split()) <= CLOSING_WORDS and not line.startswith("["):
            label = PHONE_LABEL.search(line[:at])
            if label is None or label.start() > 0:
                lines[number] = f"{item}{COMPLAINANT} {line[label.start() if label else at :]}"
    return "\n".join(lines)
