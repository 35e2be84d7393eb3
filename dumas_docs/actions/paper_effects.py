"""What follows from the steps of letters, orders and reports; called by `advance` alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from dumas_docs.models.registers import memo_number_of
from workflows.models import StepState

from .hide_in_case import clean_returned
from .void_number import void_with


def stop_chain(page: Any, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    """End an approval chain that still runs; what its actors were given goes with it."""
    state = page.current_workflow_state
    if state is not None:
        state.cancel(user=by)


def clear_signature(page: Any, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    """The signature stays on record with the version it was put under; it counts no longer, wherever it is checked."""
    if getattr(page, "signed_at", None) is not None:
        type(page).objects.filter(pk=page.pk).update(**page.blank_stamps(*page.signature_stamps))
    StepState.objects.filter(signature__subject=page.pk, outdated_at=None).update(outdated_at=now)


def clean_draft(page: Any, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    """Persons whom the case came to know after the signature are taken out of what goes back to be written anew."""
    clean_returned(document=page, by=by, now=now)


def keep_void_number(page: Any, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    """A number that was given is never given again (domain.md §8)."""
    numbers = [text for text in (getattr(page, "number", ""), memo_number_of(page)) if text]
    void_with(page=page, numbers=numbers, by=by, now=now, reason=str(given["reason"]))


def give_up_number(page: Any, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    """Number and date belong to the text that was given up; what is signed next is numbered and dated anew."""
    keep_void_number(page, given=given, by=by, now=now)
    type(page).objects.filter(pk=page.pk).update(**page.blank_stamps(*page.number_stamps))


EFFECTS_ON_PAPERS: dict[str, Callable[..., None]] = {
    effect.__name__: effect for effect in (stop_chain, clear_signature, clean_draft, keep_void_number, give_up_number)
}
