"""Which of some documents come nearest to a question: by the words they share, rare ones first. Pure.

How rare a word is, is counted among the documents given, which are the person's own: the order tells of no other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, log

from search.backends.base import LEAST_SHARED, SHARE_OF_SIMILAR

# Words in more of the documents than this tell little: they only add to the order.
FREQUENT, NEVER_FREQUENT = 0.2, 3


def nearest(wanted: Sequence[str], documents: Iterable[tuple[int, str]], *, most: int) -> list[int]:
    """Ids of the documents, given with their terms, that share most with the terms `wanted`, best first."""
    held = {pk: set(wanted) & set(terms.split()) for pk, terms in documents}
    counts = {term: count for term in wanted if (count := sum(term in shared for shared in held.values()))}
    often = max(NEVER_FREQUENT, FREQUENT * len(held))
    telling = {term for term, count in counts.items() if count <= often} or counts.keys()
    enough = max(LEAST_SHARED, ceil(SHARE_OF_SIMILAR * len(telling)))
    weights = {term: log(1 + (len(held) - count + 0.5) / (count + 0.5)) for term, count in counts.items()}
    scores = {
        pk: sum(weights[term] for term in shared) for pk, shared in held.items() if len(shared & telling) >= enough
    }
    return sorted(scores, key=lambda pk: (-scores[pk], -pk))[:most]
