"""Cases about a like matter: the telling words of one case, or of what is being typed, are a question of their own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dumas_docs.access.roles import READ
from dumas_docs.access.scope import as_reader
from dumas_docs.access.selectors import visible_to
from dumas_docs.models import Complaint

from .backends import asked
from .models import SearchDocument
from .query import FILLERS, SearchQuery
from .terms import PARTING, TOKEN, quoted_numbers, term, unmarked

MOST_SIMILAR = 5
MOST_WORDS, FROM_SUBJECT, MOST_NUMBERS = 20, 8, 3
SHORTEST_WORD = 4
# So much of a text tells what it is about.
READ_CHARACTERS = 20_000


@dataclass(frozen=True)
class Similar:
    """Cases the person may read, best first. `is_stand_in`: the configured engine was away, the database stood in."""

    cases: list[Complaint]
    is_stand_in: bool = False


def similar_to_case(case_id: int, *, user: Any) -> Similar:
    """Cases `user` may read that are nearest to one he may read. Raises SearchUnavailable."""
    with as_reader(user):
        told = SearchDocument.objects.filter(pk=case_id).values_list("subject", "body").first()
    return _similar(words_of(*told), user=user, but=case_id) if told else Similar([])


def similar_to_text(*, subject: str, text: str, user: Any) -> Similar:
    """Cases `user` may read that are nearest to what somebody types. Raises SearchUnavailable."""
    return _similar(words_of(subject, text), user=user, but=None)


def words_of(subject: str, text: str) -> tuple[str, ...]:
    """Words by which a matter is recognised: numbers it quotes, words of its subject, frequent ones of its text."""
    numbers = list(dict.fromkeys(islice(quoted_numbers(f"{subject}\n{text[:READ_CHARACTERS]}"), MOST_NUMBERS)))
    found = {term(word): word for word in reversed(numbers)}
    for word in _words(subject)[:FROM_SUBJECT]:
        found.setdefault(term(word), word)
    words = _words(text[:READ_CHARACTERS])
    written = {term(word): word for word in reversed(words)}
    for stem, _count in Counter(map(term, words)).most_common(MOST_WORDS):
        found.setdefault(stem, written[stem])
    return tuple(found.values())[:MOST_WORDS]


def _words(text: str) -> list[str]:
    words = (match.group() for match in TOKEN.finditer(unmarked(text)) if PARTING not in match.group())
    return [word for word in words if len(word) >= SHORTEST_WORD and word.isalpha() and word.casefold() not in FILLERS]


def _similar(words: tuple[str, ...], *, user: Any, but: int | None) -> Similar:
    if not words:
        return Similar([])
    query = SearchQuery(words=words)
    ids, _engine, is_stand_in = asked(lambda engine: engine.similar(query, user=user, but=but, most=MOST_SIMILAR))
    cases = visible_to(user, READ, model=Complaint).in_bulk(ids)
    return Similar([cases[pk] for pk in ids if pk in cases], is_stand_in)
