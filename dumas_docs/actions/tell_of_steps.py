"""Letters about the steps of a chain: to who acts next, and to whose document it is when it came back or is through.

They are put into the outbox with the act itself; the office's worker sends them (workflows/clocks/outbox.py)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from dumas_docs.models import BasePage
from dumas_docs.selectors.step_letters import letters_about_steps, owner_of
from workflows.clocks.step_letters import register_step_letters
from workflows.clocks.step_notices import StepNotice, queue_letters
from workflows.models import StepState


def connect() -> None:
    """Answer the outbox; calling it twice changes nothing more."""
    register_step_letters(letters_about_steps)


def tell_actors(*, step: StepState, people: Collection[int], by: Any, now: datetime) -> None:
    """Tell those who may act that the step waits for them; who has just brought it there knows."""
    others = set(people) - {getattr(by, "pk", None)}
    queue_letters(step=step, kind=StepNotice.LANGKAH, people=others, now=now)


def tell_owner(*, step: StepState, page: BasePage, kind: StepNotice, by: Any, now: datetime) -> None:
    """Tell whose document it is what became of it at `step`, unless it was his own act."""
    owner = owner_of(step, page)
    if owner is not None and owner != getattr(by, "pk", None):
        queue_letters(step=step, kind=kind, people=[owner], now=now)
