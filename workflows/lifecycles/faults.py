"""What is wrong with a table: unknown names, states nobody reaches or leaves, endings without outcome and reason."""

from __future__ import annotations

from collections.abc import Iterator

from .effects import EFFECTS
from .guards import GUARDS
from .needs import NEEDS
from .roles import ROLE_WORDS
from .table import Lifecycle, Transition


def faults(lifecycle: Lifecycle) -> list[str]:
    """One line for each fault of the table; none: it holds."""
    found = [line for transition in lifecycle.transitions for line in _of_row(lifecycle, transition)]
    return [*found, *_of_states(lifecycle)]


def _of_row(lifecycle: Lifecycle, row: Transition) -> Iterator[str]:
    for kind, names, known in (
        ("guard", row.guards, GUARDS), ("effect", row.effects, EFFECTS), ("need", row.needs, NEEDS),
        ("role", row.who, ROLE_WORDS), ("state", (*row.source, row.target), lifecycle.states),
        ("need with choices", row.choices, row.needs),
    ):  # fmt: skip
        for name in names:
            if name not in known:
                yield f"{row.name}: unknown {kind} {name}"
    if not row.who:
        yield f"{row.name}: nobody may take it"
    enters_ending = row.target in lifecycle.endings and not set(row.source) <= set(lifecycle.endings)
    lacking = sorted(set(lifecycle.ending_needs) - set(row.needs))
    if enters_ending and lacking:
        yield f"{row.name}: leads into {row.target} without {', '.join(lacking)}"


def _of_states(lifecycle: Lifecycle) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for row in lifecycle.transitions:
        for source in row.source:
            if (row.name, source) in seen:
                yield f"{row.name}: stands twice from {source}"
            seen.add((row.name, source))
    reached, waiting = {lifecycle.start}, [lifecycle.start]
    while waiting:
        for row in lifecycle.from_state(waiting.pop()):
            if row.target not in reached:
                reached.add(row.target)
                waiting.append(row.target)
    for state in lifecycle.states:
        if state not in reached:
            yield f"{state}: no transition leads there"
        if not lifecycle.from_state(state) and state not in lifecycle.finals:
            yield f"{state}: nothing leads away from it"
    leading = _leading_to_final(lifecycle)
    yield from (f"{state}: the end is out of reach" for state in lifecycle.states if state not in leading)


def _leading_to_final(lifecycle: Lifecycle) -> set[str]:
    leading = set(lifecycle.finals)
    grown = True
    while grown:
        more = {
            source
            for row in lifecycle.transitions
            if row.target in leading
            for source in row.source
            if source not in leading
        }
        leading |= more
        grown = bool(more)
    return leading
