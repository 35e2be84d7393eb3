"""What a life cycle is made of: a table to be read aloud. Nothing here knows a document, a clock or a database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise


class ChainEvent(StrEnum):
    """What happens in the approval chain of a document when it takes a step of the life cycle."""

    HANDED_IN = "DIAJUKAN"
    TO_SIGN = "MENUNGGU_TTD"
    SIGNED = "DITANDATANGANI"
    NUMBERED = "DINOMORI"
    SENT = "DIKIRIM"
    RETURNED = "DIKEMBALIKAN"
    FINISHED = "TUNTAS"


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One row: `name` leads from each of `source` to `target`.

    `who` are role codes of positions (domain.md §2), one of which must be held; `verb` is what the archive must allow
    besides. `guards` must hold before; `needs` are told by the person who takes the step; `effects` follow in order.
    `choices` limits what may be told; a single choice is filled in. A row with `on_chain` is taken by the approval
    chain alone, at that event; the table of the chain says who acts there."""

    name: str
    label: Promise
    source: tuple[str, ...]
    target: str
    who: tuple[str, ...]
    verb: str
    guards: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    on_chain: ChainEvent | None = None


@dataclass(frozen=True, kw_only=True)
class Lifecycle:
    """A table with its states in order, where it begins and where it may rest for ever (`finals`).

    Into one of `endings` nothing comes without `ending_needs`: the no-stop rule of S2."""

    name: str
    label: Promise
    states: tuple[str, ...]
    start: str
    finals: tuple[str, ...]
    transitions: tuple[Transition, ...]
    endings: tuple[str, ...] = ()
    ending_needs: tuple[str, ...] = ()

    def from_state(self, state: str) -> list[Transition]:
        """The transitions that lead away from `state`, as the table orders them."""
        return [transition for transition in self.transitions if state in transition.source]

    def at_event(self, event: ChainEvent, *, state: str) -> Transition | None:
        """The transition that the approval chain takes from `state` at an event; None when there is none."""
        return next((found for found in self.from_state(state) if found.on_chain == event), None)

    def transition(self, name: str, *, state: str) -> Transition | None:
        """The transition of that name from `state`; None when there is none."""
        return next((found for found in self.from_state(state) if found.name == name), None)
