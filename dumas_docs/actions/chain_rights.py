"""Entering a step gives its actors what they need on the document; leaving it takes exactly that away.

The next step's rights come before those of the step that is over go, so that the document keeps its place in the scopes
instead of losing and getting it."""

from __future__ import annotations

from collections.abc import Collection
from copy import copy
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from dumas_docs.access import grants
from dumas_docs.access.roles import CHANGE, READ
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.access.selectors import verbs_on
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, Cause, Complaint
from workflows.chains import Verb
from workflows.engine.acting import substitutes_at
from workflows.engine.refill import pass_by
from workflows.models import OfficeTask, StepState, Substitute

# Who initials or approves may mend the text and comment on it, unless the table says otherwise; who verifies, signs or
# numbers decides about it as it is.
MENDING = (Verb.INITIAL, Verb.APPROVE)


def open_to_actors(*, step: StepState, substitutes: Collection[Substitute], now: datetime) -> None:
    """Give the position the step waits for, and its named substitutes, the role to read and decide while it waits."""
    if step.problem or step.position is None:
        return
    task, group = step.office_task, step.position.group
    roles = roles_at(task)
    given = [grants.Given(role, group) for role in roles]
    for covering in substitutes:
        given += [grants.Given(role, covering.person, covering.ends_on) for role in roles]
    reason = _("Step %(step)s of the chain %(chain)s") % {"step": task.step_code, "chain": task.version.code}
    with bookkeeping():
        page = step.subject
    grants.give_together(page=page, given=given, cause=Cause.LANGKAH, cause_ref=_ref(step), reason=reason, now=now)


def follow_level(*, page_ids: Collection[int], level: Level, by: Any, now: datetime) -> None:
    """After documents were raised to `level`: a step that is not asked there is left (docs/decisions/0012).

    Top secret ended all roles given on them but those of named persons; who acts at a step, or mends what came back
    to him, gets his again."""
    waiting = StepState.objects.filter(subject_id__in=page_ids, status=TaskState.STATUS_IN_PROGRESS)
    for step in waiting.select_related("task", "position").order_by("pk"):
        if not pass_by(step, by=by, now=now) and level == Level.SANGAT_RAHASIA:
            named = substitutes_at(step.office_task, step.position, on=office_day(now)) if step.position else ()
            open_to_actors(step=step, substitutes=named, now=now)
    returned = StepState.objects.filter(
        subject_id__in=page_ids, decision=StepState.RETURNED, workflow_state__current_task_state=F("pk"),
        workflow_state__status=WorkflowState.STATUS_NEEDS_CHANGES,
    )  # fmt: skip
    for step in returned.select_related("workflow_state__requested_by").order_by("pk"):
        with bookkeeping():
            page = step.subject
        open_to_drafter(step=step, page=page, by=by, now=now)


def roles_at(task: OfficeTask) -> tuple[str, ...]:
    """The roles that who acts at a step has on the document while it waits there."""
    return ("approver", "editor") if task.verb in MENDING and task.mends else ("approver",)


def close_to_actors(*, step: StepState, now: datetime, by: Any = None) -> None:
    """Take back what was given for this step, and nothing else."""
    with bookkeeping():
        page = step.subject
    grants.revoke_of(
        page=page, cause=Cause.LANGKAH, cause_ref=_ref(step), now=now, by=by, reason=_("The step is over.")
    )  # fmt: skip


def is_closed_to_drafter(step: StepState, page: BasePage) -> bool:
    """Whether who handed `page` in would still write it, were it not for its level: it was raised on its way.

    Who lost his right otherwise (another unit, an office that ended) is given nothing by a return."""
    if is_lost_to_drafter(step, page):
        as_before = copy(page)
        as_before.level = Level.BIASA
        return CHANGE in verbs_on(step.workflow_state.requested_by, as_before)
    return False


def is_lost_to_drafter(step: StepState, page: BasePage) -> bool:
    """Whether who handed `page` in does not read it any more, for whatever reason."""
    drafter = step.workflow_state.requested_by
    return drafter is not None and not isinstance(page, Complaint) and READ not in verbs_on(drafter, page)


def open_to_drafter(*, step: StepState, page: BasePage, now: datetime, by: Any) -> None:
    """Let who handed `page` in mend what came back to him, until he hands it in again; a return that reaches nobody
    would lose the document (decision 0012)."""
    if is_closed_to_drafter(step, page):
        grants.give(
            page=page, role="editor", to=step.workflow_state.requested_by, cause=Cause.LANGKAH,
            cause_ref=_returned_ref(page.pk), reason=_("Returned to be mended."), by=by, now=now,
        )  # fmt: skip


def close_to_drafter(*, page: BasePage, now: datetime) -> None:
    """Take that back; handed in, the document waits for others."""
    grants.revoke_of(
        page=page, cause=Cause.LANGKAH, cause_ref=_returned_ref(page.pk), now=now, reason=_("Handed in again.")
    )  # fmt: skip


def _ref(step: StepState) -> str:
    return f"langkah:{step.pk}"


def _returned_ref(page_id: int) -> str:
    return f"kembali:{page_id}"
