"""How good an order is: nDCG@10 of each question against its judged documents, and its mean in each group."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log2
from statistics import fmean

from .corpus import HERE

# As far as an official looks before he asks in other words.
SEEN = 10


@dataclass(frozen=True)
class Judged:
    """One question and what is wanted: grade by the name of a document (3 sought, 2 same matter, 1 touches it)."""

    group: str
    text: str
    grades: Mapping[str, int]


@cache
def judged() -> tuple[Judged, ...]:
    """The questions of queries.toml."""
    rows = tomllib.loads((HERE / "queries.toml").read_text(encoding="utf-8"))["query"]
    return tuple(
        Judged(
            row["group"], row["text"], {name: int(grade) for grade in row["wanted"] for name in row["wanted"][grade]}
        )
        for row in rows
    )


def ndcg(grades: Sequence[int], wanted: Iterable[int]) -> float:
    """Of what was found, by grade in its order, against the best order of all that is `wanted`; 1.0 is the best."""
    best = _gain(sorted(wanted, reverse=True))
    return _gain(grades) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:SEEN]))


def scores(answer: Callable[[str], Sequence[str]]) -> dict[str, float]:
    """nDCG@10 by question, of an engine that answers a text with names of documents, best first."""
    return {
        each.text: ndcg([each.grades.get(name, 0) for name in answer(each.text)], each.grades.values())
        for each in judged()
    }


def by_group(found: Mapping[str, float]) -> dict[str, float]:
    """The mean of each group, and of all questions under the empty name."""
    groups: dict[str, list[float]] = {}
    for each in judged():
        groups.setdefault(each.group, []).append(found[each.text])
    return {**{group: fmean(values) for group, values in groups.items()}, "": fmean(found.values())}
