"""Approval chains as tables (domain.md §15, W1-W7)."""

from __future__ import annotations

from .cases import CASES
from .letters import LETTERS
from .monitoring import MONITORING
from .table import Asks, Chain, Facts, Step, Verb, Where

CHAINS: tuple[Chain, ...] = (*CASES, *LETTERS, *MONITORING)
BY_FINGERPRINT = {chain.fingerprint: chain for chain in CHAINS}

__all__ = ["CHAINS", "Asks", "Chain", "Facts", "Step", "Verb", "Where", "asked_at", "chain_for", "mends_at", "name_of"]


class NoChain(LookupError):
    """No chain, or more than one, fits the document; the table is wrong or the document lacks a fact."""


def chain_for(*, kind: str, facts: Facts) -> Chain | None:
    """The chain a document of this kind goes through with these facts; None when it needs none now.

    Raises NoChain when two chains claim it."""
    fitting = [chain for chain in CHAINS if chain.kind == kind and chain.when.holds(facts)]
    if len(fitting) > 1:
        raise NoChain(", ".join(chain.code for chain in fitting))
    return fitting[0] if fitting else None


def asked_at(code: str, step_code: str) -> Asks:
    """What a step asks for besides the decision; nothing where the table knows the step no longer."""
    steps = (step for chain in CHAINS if chain.code == code for step in chain.steps)
    return next((step.asks for step in steps if step.code == step_code), Asks.NOTHING)


def mends_at(code: str, step_code: str) -> bool:
    """Whether who initials or approves at a step may mend the text; yes where the table knows the step no longer."""
    steps = (step for chain in CHAINS if chain.code == code for step in chain.steps)
    return next((step.mends for step in steps if step.code == step_code), True)


def name_of(code: str) -> str:
    """A chain as people call it; its code when the table knows it no longer."""
    return next((str(chain.name) for chain in CHAINS if chain.code == code), code)
