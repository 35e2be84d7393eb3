"""Writes what field filters are completed with, beside the rows that are searched."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator

from search.content import Content
from search.models import Completion
from search.query import FILLERS
from search.terms import PARTING, TOKEN, fold, unmarked

LONGEST_TEXT, LONGEST_KEY = 120, 80
# From how many of its words on an institution can be typed.
MOST_BEGINNINGS = 5
BATCH = 500


def write(contents: Collection[Content], *, standing_for: Container[int]) -> None:
    """Put the completions of these documents in place of those they have; `standing_for` names who may have some."""
    remove(content.page_id for content in contents if content.page_id in standing_for)
    Completion.objects.bulk_create((row for content in contents for row in _rows(content)), batch_size=BATCH)


def remove(page_ids: Iterable[int]) -> None:
    Completion.objects.filter(page_id__in=list(page_ids)).delete()


def _rows(content: Content) -> Iterator[Completion]:
    told = {("nomor", fold(number), number): is_outer for number, is_outer in _numbers(content)}
    told |= {("instansi", key, name): False for name in content.institutions for key in _beginnings(name)}
    if content.year:
        told["tahun", str(content.year), str(content.year)] = False
    for (field, key, text), is_outer in told.items():
        if key and len(text) <= LONGEST_TEXT:
            yield Completion(page_id=content.page_id, field=field, key=key[:LONGEST_KEY], text=text, is_outer=is_outer)


def _numbers(content: Content) -> Iterator[tuple[str, bool]]:
    """Each with whether who may only know of the document may be shown it; where two are alike, the last counts."""
    yield from ((number, False) for number in (*content.numbers[1:], *content.foreign_numbers))
    yield from ((number, True) for number in content.numbers[:1])


def _beginnings(name: str) -> Iterator[str]:
    words = [match.group() for match in TOKEN.finditer(unmarked(name))]
    starts = [place for place, word in enumerate(words) if word.casefold() not in FILLERS and PARTING not in word]
    return (fold("".join(words[place:])) for place in starts[:MOST_BEGINNINGS])
