"""Take a step of the life cycle of a case or a letter; the tables stand in workflows/lifecycles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy

from dumas_docs.access import pointers
from dumas_docs.access.scope import office_day
from dumas_docs.models import BasePage, Complaint
from dumas_docs.selectors.withdrawals import named
from workflows.engine.decide import hold_chain
from workflows.lifecycles.advance import NeedsMissing, StepRefused, advance, available
from workflows.models import TransitionRecord

from .days_in_order import days_out_of_order
from .hide_in_words import told_without_persons
from .lifecycle_subject import has_lifecycle, subject_of
from .stop_drafts import hold_drafts

# Data that came in is something of what was asked for (domain.md §6); otherwise the case goes on waiting.
NOTHING_ARRIVED = gettext_lazy("Tick what arrived. As long as nothing of it has come, the case goes on waiting for it.")


@transaction.atomic
def advance_case(
    *,
    page: BasePage,
    name: str,
    by: Any,
    now: datetime,
    given: Mapping[str, Any] | None = None,
    seen: str = "",
) -> TransitionRecord:
    """Take the step `name` of `page` (a complaint or a letter, as its own type) for `by`; None is the system.

    `given` holds what the step needs to be told: reason, outcome, told and message as {medium, on, text}, items,
    arrived as {items (at least one), on, note}, archive_reason, withdrawal (a paper that came after it, "berkas:7"),
    reference. `seen` is the state the person saw. All of it happens or nothing.
    Raises StepRefused, StateMoved, NeedsMissing (workflows.lifecycles.advance), the last also for days out of order."""
    if isinstance(page, Complaint):
        hold_drafts(page, step=name)
    hold_chain(page.pk)
    pointers.hold_places()
    told = told_without_persons(page, given or {})
    if isinstance(page, Complaint):
        if told.get("withdrawal"):
            told["withdrawal"] = named(page, told["withdrawal"])
        if told.get("arrived") and not told["arrived"]["items"]:
            raise NeedsMissing({"arrived": str(NOTHING_ARRIVED)})
        if faults := days_out_of_order(page, told, on=office_day(now)):
            raise NeedsMissing(faults)
    subject = subject_of(page, now=now)
    record = advance(subject=subject, name=name, by=by, now=now, on=office_day(now), given=told, seen=seen)
    page.state = subject.page.state  # type: ignore[attr-defined]
    return record


def is_possible(*, page: BasePage, name: str, by: Any, now: datetime) -> bool:
    """Whether `by` may take the step now, what has to be told left aside; for actions that lead to a step."""
    if not has_lifecycle(page):
        return False
    found = available(subject=subject_of(page, now=now), user=by, on=office_day(now))
    return any(option.allowed and option.transition.name == name for option in found)


__all__ = ["NeedsMissing", "StepRefused", "advance_case", "is_possible"]
