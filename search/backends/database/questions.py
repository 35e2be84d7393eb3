"""A SearchQuery as modelsearch's query classes over index terms. Pure.

Only what its compilers of both databases treat alike is used: single words, phrases, and, or. Negation is left to SQL:
the SQLite compiler cannot negate alone, and the PostgreSQL one forgets to negate a phrase.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_, or_

from modelsearch.query import Phrase, PlainText
from modelsearch.query import SearchQuery as Expression

from search.query import SearchQuery
from search.synonyms import Terms, alternatives, groups
from search.terms import key, terms, withheld

AsSequence = Callable[[Terms], Expression]


def positive(query: SearchQuery, *, withheld_too: bool = False) -> Expression | None:
    """All words and phrases together; None when there are none. `withheld_too`: also in files that name persons."""
    sequence = _sequence_anywhere if withheld_too else _sequence
    parts = [_any_way(words, sequence) for words in groups(query.words)]
    parts += [_any_way((phrase,), sequence) for phrase in query.phrases]
    return reduce(and_, parts) if parts else None


def negative(query: SearchQuery, *, withheld_too: bool = False) -> Expression | None:
    """Any of what must not occur; None when nothing is excluded."""
    sequence = _sequence_anywhere if withheld_too else _sequence
    parts = [sequence(terms(text)) for text in query.without]
    return reduce(or_, parts) if parts else None


def either(query: SearchQuery) -> Expression | None:
    """Any of the words; None when there are none."""
    parts = [_with_number(word, _sequence) for word in query.words]
    return reduce(or_, parts) if parts else None


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
