"""A document whose text asks for another chain by now than the one it is in: nobody can finish that, and why."""

from __future__ import annotations

from typing import Any

from dumas_docs.access.roles import APPROVE, CHANGE
from dumas_docs.actions.chain_moves import may_withdraw
from workflows.chains import Chain, chain_for
from workflows.models import StepState


def other_way(page: Any, step: StepState | None) -> Chain | None:
    """The chain that the newest version asks for, where `step` belongs to another one; None where it is right."""
    if step is None or not page.chain_kind:
        return None
    chain = chain_for(kind=page.chain_kind, facts=page.current_facts())
    return chain if chain is not None and chain.code != step.office_task.version.code else None


def may_take_other_way(page: Any, *, verbs: frozenset[str]) -> bool:
    """Whether somebody with `verbs` on the document may put it on the chain it asks for: not once it is signed."""
    return bool(verbs & {CHANGE, APPROVE}) and may_withdraw(page)
