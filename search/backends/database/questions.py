"""A SearchQuery as modelsearch's query classes over index terms. Pure.

Only what its compilers of both databases treat alike is used: single words, phrases, and, or. Negation is left to SQL:
the SQLite compiler cannot negate alone, and the PostgreSQL one forgets to negate a phrase.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from operator import and_, or_

from modelsearch.query import Phrase, PlainText
from modelsearch.query import SearchQuery as Expression

from search.query import SearchQuery
from search.synonyms import LONGEST, alternatives
from search.terms import key, terms, withheld

Terms = tuple[str, ...]
AsSequence = Callable[[Terms], Expression]


def needles(query: SearchQuery) -> list[Terms]:
    """Every sequence of terms that counts as found, for marking it in the text."""
    wanted: list[Terms] = []
    for words in _groups(query.words):
        wanted += [*(terms(word) for word in words), *alternatives(terms(" ".join(words)))]
    for text in (*query.phrases, *query.numbers, *query.institutions):
        wanted += [terms(text), *alternatives(terms(text))]
    return list(dict.fromkeys(found for found in wanted if found))


def positive(query: SearchQuery, *, withheld_too: bool = False) -> Expression | None:
    """All words and phrases together; None when there are none. `withheld_too`: also in files that name persons."""
    sequence = _sequence_anywhere if withheld_too else _sequence
    parts = [_any_way(words, sequence) for words in _groups(query.words)]
    parts += [_any_way((phrase,), sequence) for phrase in query.phrases]
    return reduce(and_, parts) if parts else None


def negative(query: SearchQuery, *, withheld_too: bool = False) -> Expression | None:
    """Any of what must not occur; None when nothing is excluded."""
    sequence = _sequence_anywhere if withheld_too else _sequence
    parts = [sequence(terms(text)) for text in query.without]
    return reduce(or_, parts) if parts else None


def _groups(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Words one by one, save those that together have another name: "tindak lanjut" is also TL."""
    start = 0
    while start < len(words):
        length = next(
            (
                length
                for length in range(min(LONGEST, len(words) - start), 1, -1)
                if alternatives(terms(" ".join(words[start : start + length])))
            ),
            1,
        )
        yield words[start : start + length]
        start += length


def _any_way(words: tuple[str, ...], sequence: AsSequence) -> Expression:
    ways = [reduce(and_, [_with_number(word, sequence) for word in words])]
    ways += [sequence(other) for other in alternatives(terms(" ".join(words)))]
    return reduce(or_, ways)


def _with_number(text: str, sequence: AsSequence) -> Expression:
    found, number = terms(text), key(text)
    if len(found) > 1 and any(char.isdigit() for char in number):
        return sequence(found) | sequence((number,))
    return sequence(found)


def _sequence(found: Terms) -> Expression:
    return PlainText(found[0]) if len(found) == 1 else Phrase(" ".join(found))


def _sequence_anywhere(found: Terms) -> Expression:
    return _sequence(found) | _sequence(withheld(found))
