"""Everyday words for official ones: a general thesaurus of Indonesian, as LibreOffice and Debian ship it (mythes-id).

It is asked only where something is looked for that comes near; a question that is answered whole never meets it.
Without the file the search works as before.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from .conf import setting
from .terms import terms

logger = logging.getLogger(__name__)

# The first senses of a word are its usual ones; what stands far behind leads away.
MOST_KINDRED = 12
ANTONYM = "[ant]"


def kindred(word: str) -> tuple[str, ...]:
    """Terms that mean nearly the same as a word, in the order of the thesaurus; empty where it does not know it."""
    found = terms(word)
    return _table(str(setting("THESAURUS"))).get(found[0], ()) if len(found) == 1 else ()


@lru_cache(maxsize=2)
def _table(path: str) -> Mapping[str, tuple[str, ...]]:
    file = Path(path) if path else None
    if file is None or not file.is_file():
        return {}
    try:
        return _read(file.read_bytes())
    except (OSError, ValueError, LookupError):
        logger.exception("The thesaurus %s cannot be read; the search goes on without it", path)
        return {}


def _read(content: bytes) -> Mapping[str, tuple[str, ...]]:
    """MyThes: the encoding; then for each word a line "word|senses", and for each sense a line "kind|synonym|…"."""
    encoding, _newline, rest = content.partition(b"\n")
    lines = iter(rest.decode(encoding.decode("ascii").strip()).splitlines())
    found: dict[str, dict[str, None]] = {}
    for line in lines:
        word, _bar, senses = line.partition("|")
        others = [name for _sense in range(int(senses)) for name in _names(next(lines, ""))]
        key = terms(word)
        if len(key) == 1:
            found.setdefault(key[0], {}).update(
                dict.fromkeys(one[0] for name in others if len(one := terms(name)) == 1 and one != key)
            )
    return {key: tuple(others)[:MOST_KINDRED] for key, others in found.items() if others}


def _names(line: str) -> Iterator[str]:
    kind, *names = line.split("|")
    # Words in brackets say where a name is used.
    return (name.partition("(")[0] for name in names if kind != ANTONYM)
