"""How good an order is: nDCG@10 of each question, its mean by group, and whether the first page has what is sought."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log2
from statistics import fmean

from .corpus import HERE

# As far as an official looks before he asks in other words; and what a first page shows where nothing answers whole.
SEEN, SHOWN = 10, 15
# The questions of HELD_OUT had no part in choosing synonyms or weights; by those of FAR was chosen how word lists are
# used, but no word. Both share next to no word with what they seek; the mean of all leaves them out.
HELD_OUT, FAR = "held out", "uraian jauh"
APART = (FAR, HELD_OUT)


@dataclass(frozen=True)
class Judged:
    """One question and what is wanted: grade by the name of a document (3 sought, 2 same matter, 1 touches it)."""

    group: str
    text: str
    grades: Mapping[str, int]


@cache
def judged() -> tuple[Judged, ...]:
    """The questions of queries.toml, then those that stand apart."""
    files = (HERE / name for name in ("queries.toml", "held_out.toml", "far.toml"))
    rows = [row for file in files for row in tomllib.loads(file.read_text(encoding="utf-8"))["query"]]
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
    """The mean of each group, and under the empty name that of all questions but those APART."""
    means = {group: fmean(values) for group, values in _grouped(found).items()}
    return means | {"": fmean(found[each.text] for each in judged() if each.group not in APART)}


def on_first_page(answer: Callable[[str], Sequence[str]]) -> dict[str, tuple[int, int]]:
    """By group: of how many questions a best-graded document stands among the first SHOWN, and how many questions."""
    met = {each.text: float(_has_the_best(each, answer(each.text)[:SHOWN])) for each in judged()}
    return {group: (int(sum(values)), len(values)) for group, values in _grouped(met).items()}


def _has_the_best(question: Judged, shown: Iterable[str]) -> bool:
    best = max(question.grades.values())
    return any(question.grades.get(name) == best for name in shown)


def _grouped(found: Mapping[str, float]) -> dict[str, list[float]]:
    groups: dict[str, list[float]] = {}
    for each in judged():
        groups.setdefault(each.group, []).append(found[each.text])
    return groups
