"""What a change of the calendar would move, in numbers: no document is named to whoever keeps the calendar."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflows.clocks.recompute import Move
from workflows.clocks.table import ClockRule, rules


@dataclass(frozen=True)
class RowOfMoves:
    """The moves of one kind of clock."""

    rule: ClockRule
    count: int
    first_due: date
    last_due: date


@dataclass(frozen=True)
class MovesInNumbers:
    """Running time limits by what happens to them; `token` tells whether two looks saw the same."""

    moved: int
    only_marked: int
    rows: list[RowOfMoves]
    token: str


def in_numbers(moves: Sequence[Move]) -> MovesInNumbers:
    """Summarise the moves of a preview."""
    moved = [move for move in moves if move.moves_due]
    rows = []
    for rule in rules():
        due = sorted(move.dates.due_on for move in moved if move.clock.code == rule.code)
        if due:
            rows.append(RowOfMoves(rule, len(due), due[0], due[-1]))
    seen = ";".join(sorted(f"{move.clock.pk}:{move.dates}" for move in moves))
    token = hashlib.sha256(seen.encode()).hexdigest()[:20]
    return MovesInNumbers(len(moved), len(moves) - len(moved), rows, token)


@dataclass(frozen=True)
class YearStanding:
    """How firm the calendar of a year is."""

    year: int
    days: int
    is_decreed: bool
