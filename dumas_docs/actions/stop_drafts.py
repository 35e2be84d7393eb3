"""What still goes its way in a case that ends is stopped: nothing more leaves the office for it (domain.md §6, §12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.models import AssignmentOrder, BasePage, Complaint, OutgoingLetter, Review
from workflows.engine.decide import hold_chain
from workflows.lifecycles.advance import advance
from workflows.lifecycles.complaint import COMPLAINT
from workflows.lifecycles.events import transition_made
from workflows.lifecycles.table import ChainEvent
from workflows.models import TransitionRecord

from .chain_moves import move_on
from .lifecycle_subject import CaseSubject, subject_of

# Handed in, and not sent. A report on what was done comes to its end all the same.
STOPPED = (OutgoingLetter, AssignmentOrder, Review)
ON_THE_WAY = ("PARAF", "MENUNGGU_TTD", "DITANDATANGANI", "BERNOMOR")


def connect() -> None:
    """Listen to the steps of complaints; calling it twice changes nothing more."""
    transition_made.connect(_moved, sender=CaseSubject, dispatch_uid="dumas_stop_drafts")


def hold_drafts(case: BasePage, *, step: str) -> None:
    """Lock the chains that end with the case before the case itself, where `step` ends it: who sends a letter out holds
    its chain and then asks for the case."""
    if any(row.name == step and row.target in COMPLAINT.endings for row in COMPLAINT.transitions):
        for page in _on_the_way(case):
            hold_chain(page.pk)


def _moved(subject_id: int, source: str, target: str, at: datetime, record: TransitionRecord, **_rest: Any) -> None:
    if target not in COMPLAINT.endings or source in COMPLAINT.endings:
        return
    with bookkeeping():
        case = Complaint.objects.get(pk=subject_id)
        words = _("The case is “%(state)s”: this is not sent any more.") % {"state": case.get_state_display()}
        for page in _on_the_way(case):
            _stop(page, words, record=record, at=at)


def _on_the_way(case: BasePage) -> Iterator[Any]:
    with bookkeeping():
        yield from [page for model in STOPPED for page in model.objects.child_of(case).filter(state__in=ON_THE_WAY)]


def _stop(page: Any, words: str, *, record: TransitionRecord, at: datetime) -> None:
    """Back to its drafter, who gives it up; what bears a number in the register is void at once (domain.md §8)."""
    chain, told = page.current_workflow_state, {"reason": words}
    if not move_on(page, ChainEvent.RETURNED, by=record.by, acted_as=record.position_label, now=at, given=told):
        advance(
            subject=subject_of(page, now=at), name="BATALKAN", by=record.by, now=at, on=office_day(at), given=told,
            acted_as=record.position_label,
        )  # fmt: skip
    elif chain is not None:
        chain.cancel(user=record.by)
