"""Marks in place of persons inside rich text; its mark-up stays as it was, also where it runs through a name."""

from __future__ import annotations

import html
import re

from dumas_docs.intake.known_persons import KnownPersons

PART = re.compile(r"(?P<tag><[^>]*>)|(?P<entity>&#?\w+;)|(?P<sign>.)", re.DOTALL)
INLINE = re.compile(r"</?(?:b|strong|i|em|u|s|a|span|sub|sup|code|mark|small|embed)\b", re.IGNORECASE)


def without_in_html(persons: KnownPersons, source: str) -> str:
    """The rich text `source` with a mark in place of each of `persons`."""
    plain, places = _read(source)
    pieces, at = [], 0
    for start, end, mark in persons.spans(plain):
        for number in range(start, end):
            begin, stop = places[number]
            pieces.append(source[at:begin] + (mark if number == start else ""))
            at = max(at, stop)
    return "".join([*pieces, source[at:]])


def _read(source: str) -> tuple[str, list[tuple[int, int]]]:
    """The text a reader sees, and where in `source` each of its signs stands; a new block is a new line."""
    signs, places = [], []
    for part in PART.finditer(source):
        if part["tag"]:
            shown = "" if INLINE.match(part["tag"]) else "\n"
            place = (part.start(), part.start())
        else:
            shown, place = html.unescape(part[0]), part.span()
        for sign in shown:
            signs.append(sign)
            places.append(place)
    return "".join(signs), places
