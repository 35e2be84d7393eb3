"""Short forms the office writes, and what they stand for. A question for one finds the other.

The list stands in the database, where people keep it. It is read once for each question, so that a change holds at
once in every process; only what is made of it is kept from question to question.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from .models import LONGEST_NAME, Synonym
from .query import FILLERS
from .terms import terms

Terms = tuple[str, ...]
Pairs = tuple[tuple[str, str], ...]
Table = Mapping[Terms, tuple[str, ...]]

_present: ContextVar[Table | None] = ContextVar("synonyms", default=None)


@contextmanager
def one_list(pairs: Iterable[tuple[str, str]] | None = None) -> Iterator[None]:
    """Inside it the list is read once, or is `pairs`: a question and the marks in its answers mean the same."""
    token = _present.set(_table(_stored() if pairs is None else tuple(pairs)))
    try:
        yield
    finally:
        _present.reset(token)


def other_names(text: str) -> tuple[str, ...]:
    """What `text` is called as well, as people type it."""
    return _list().get(terms(text), ())


def alternatives(found: Terms) -> tuple[Terms, ...]:
    """Sequences of terms that mean the same as `found`."""
    return tuple(terms(name) for name in _list().get(found, ()))


def groups(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Words one by one, save those that together have another name: "tindak lanjut" is also TL."""
    return together(words, _list(), LONGEST_NAME)


def together(words: tuple[str, ...], known: Container[Terms], longest: int) -> Iterator[tuple[str, ...]]:
    """Words one by one, save those, at most `longest` in a row, whose terms are `known` as one name."""
    start = 0
    while start < len(words):
        length = next(
            (
                length
                for length in range(min(longest, len(words) - start), 1, -1)
                if terms(" ".join(words[start : start + length])) in known
            ),
            1,
        )
        yield words[start : start + length]
        start += length


def _list() -> Table:
    present = _present.get()
    return _table(_stored()) if present is None else present


def _stored() -> Pairs:
    return tuple(Synonym.objects.order_by("pk").values_list("short", "long"))


@lru_cache(maxsize=4)
def _table(pairs: Pairs) -> Table:
    table: dict[Terms, tuple[str, ...]] = {}
    for short, long in pairs:
        for name, other in ((short, long), (long, short)):
            for key in _keys(name):
                table[key] = (*table.get(key, ()), other)
    return table


def _keys(name: str) -> Iterable[Terms]:
    """As it is written, and as a question holds it, without its fillers."""
    telling = " ".join(word for word in name.split() if word.casefold() not in FILLERS)
    return filter(None, {terms(name), terms(telling)})
