"""An approval chain moves its document along the life cycle: no state changes without its record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.models import BasePage
from workflows.engine.decide import hold_chain
from workflows.engine.submit import take_right_chain
from workflows.lifecycles.advance import StepRefused, advance
from workflows.lifecycles.table import ChainEvent
from workflows.models import StepState

from .lifecycle_subject import has_lifecycle, subject_of


def move_on(
    page: BasePage, event: ChainEvent, *, by: Any, acted_as: str, now: datetime, given: Mapping[str, Any] | None = None
) -> bool:
    """Take the step that the life cycle of `page` names at this event; False where it names none from its state.

    Call inside the transaction of the chain. Raises StepRefused, NeedsMissing; then the chain does not go on either."""
    if not has_lifecycle(page):
        return False
    subject = subject_of(page, now=now)
    subject.lock()
    if subject.page.latest_revision_id == page.latest_revision_id and BasePage.latest_revision.is_cached(page):
        # The very version the chain decides about; what the life cycle asks about its text is not read again.
        subject.page.latest_revision = page.latest_revision
    step = subject.lifecycle.at_event(event, state=subject.state)
    if step is None:
        return False
    advance(
        subject=subject, name=step.name, by=by, now=now, on=office_day(now), given=given, acted_as=acted_as
    )  # fmt: skip
    return True


def must_move_on(page: BasePage, event: ChainEvent, **step: Any) -> None:
    """As `move_on`, but a table that knows the event and does not allow it from this state stops the chain."""
    if move_on(page, event, **step) or not has_lifecycle(page):
        return
    subject = subject_of(page, now=step["now"])
    if any(row.on_chain == event for row in subject.lifecycle.transitions):
        words = _("it is “%(state)s”, from where this is not possible any more")
        raise StepRefused((words % {"state": subject.label_of(subject.state)},))


def may_withdraw(page: BasePage) -> bool:
    """Whether the drafter may take the document back: nobody has signed it yet."""
    return getattr(page, "signed_at", None) is None


def withdraw(page: BasePage, *, by: Any, now: datetime) -> None:
    """A chain that was stopped before its end leaves a draft to revise, which may be handed in again."""
    words = _("Taken back before the approval was complete.")
    move_on(page, ChainEvent.RETURNED, by=by, acted_as="", now=now, given={"reason": words})


@transaction.atomic
def take_other_way(page: Any, *, by: Any) -> None:
    """Put a document whose text asks for another chain by now on that one, from its beginning.

    Raises StepRefused where it was signed: then it is returned, and who signed knows of it."""
    hold_chain(page.pk)
    with bookkeeping():
        page = type(page).objects.get(pk=page.pk)
        if not may_withdraw(page):
            raise StepRefused((_("it is signed already; whoever it waits for returns it"),))
        # The right of who does this may come from the very step that ends with it.
        take_right_chain(subject=page, by=by)


def just_decided(step: StepState) -> StepState | None:
    """The step whose decision, in this very act, brought the document to `step`; None where it was handed in or looked
    at again."""
    return getattr(step.workflow_state, "decided", None)


def last_mover(step: StepState) -> tuple[Any, str]:
    """Who brought the document to this step, and as what: the one who decided before, else who handed it in."""
    decided = just_decided(step)
    if decided is not None:
        return decided.finished_by, decided.acted_as
    before = StepState.objects.filter(
        workflow_state_id=step.workflow_state_id, status=StepState.STATUS_APPROVED, outdated_at=None
    )
    decided = before.exclude(pk=step.pk).select_related("finished_by").order_by("finished_at", "pk").last()
    if decided is not None:
        return decided.finished_by, decided.acted_as
    return step.workflow_state.requested_by, ""
