"""Texts for measuring: made-up words of which few are frequent and most are rare, lengths that differ widely."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate, islice
from typing import TypeVar

from dumas_docs.models import Complaint
from search import indexing
from search.content import Content, contents_of

SYLLABLES = "ba be bi da du ga ja ka ke ku la le ma mi na nga nya pa pe ra ri sa si ta te tu wa ya".split()
VOCABULARY = 20_000
BATCH, READ_AT_ONCE = 1000, 500
LONGEST = 4000
T = TypeVar("T")


class Vocabulary:
    """Words by rank; the n-th is about 1/n as frequent as the first, as in any language."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        made: dict[str, None] = {}
        while len(made) < VOCABULARY:
            made["".join(chance.choices(SYLLABLES, k=chance.randrange(2, 5)))] = None
        self.words = list(made)
        self.weights = list(accumulate(1 / (rank + 1) for rank in range(VOCABULARY)))

    def text(self) -> str:
        """One text, typically of 120 words, sometimes of thousands."""
        length = min(LONGEST, int(self.chance.lognormvariate(4.8, 0.8)))
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=length))

    def questions(self, count: int) -> list[str]:
        """Questions of two words: one that many documents hold, one that some do."""
        pairs = zip(self.words[20 : 20 + count], self.words[200 : 200 + count], strict=True)
        return [f"{common} {rarer}" for common, rarer in pairs]


def write_texts(vocabulary: Vocabulary) -> None:
    """Give every case a text of its own."""
    ids = Complaint.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=5000)
    while batch := list(islice(ids, BATCH)):
        rows = [Complaint(pk=pk, chronology=vocabulary.text()) for pk in batch]
        for row in rows:
            row.basepage_ptr_id = row.pk
        Complaint.objects.bulk_update(rows, ["chronology"], batch_size=200)


def all_contents() -> Iterator[Content]:
    """The content of every document that is searched."""
    ids = indexing.searchable_pages().values_list("pk", flat=True).iterator(chunk_size=5000)
    return (content for batch in batches(ids, READ_AT_ONCE) for content in contents_of(batch))


def batches(each: Iterator[T], size: int) -> Iterator[list[T]]:
    """What `each` gives, in lists of `size`."""
    while batch := list(islice(each, size)):
        yield batch
