"""Whom a step of a chain is told by mail: who may act there, or whose document it is; nobody who may not read it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from wagtail.models import TaskState, WorkflowState
from wagtail.users.models import UserProfile

from dumas_docs.access.mail import readers_among
from dumas_docs.access.scope import system_scope
from dumas_docs.enums import Level
from dumas_docs.models import BasePage
from workflows.clocks.step_letters import StepLetter
from workflows.clocks.step_notices import StepNotice
from workflows.engine.acting import may_act
from workflows.models import ClockNotice, StepState

# Wagtail's own preferences of a person: which mails about approvals he wants.
WANTED = {
    StepNotice.LANGKAH: "submitted_notifications",
    StepNotice.KEMBALI: "rejected_notifications",
    StepNotice.SELESAI: "approved_notifications",
}


def letters_about_steps(*, notices: Collection[ClockNotice]) -> Mapping[int, StepLetter]:
    """The letters that are still wanted, by the id of their notice."""
    with system_scope("whom steps are told to"):
        found = StepState.objects.filter(pk__in={notice.step_id for notice in notices})
        steps = {step.pk: step for step in found.select_related("position", "workflow_state__requested_by")}
        pages = BasePage.objects.in_bulk({step.subject_id for step in steps.values()})
        profiles = UserProfile.objects.filter(user__in={notice.person_id for notice in notices})
        wishes = {profile.user_id: profile for profile in profiles}
        letters = {}
        for notice in notices:
            step, kind = steps.get(notice.step_id or 0), StepNotice(notice.kind)
            wishes_it = getattr(wishes.get(notice.person_id), WANTED[kind], True)
            if step is None or not wishes_it or not _still_true(kind, step, notice.person):
                continue
            page = pages[step.subject_id].specific
            if readers_among([notice.person], page):
                letters[notice.pk] = StepLetter(
                    kind, _wanted(step), page.step_address(),
                    reference=_reference(page),
                )  # fmt: skip
        return letters


def owner_of(step: StepState, page: Any) -> int | None:
    """Id of who is told what became of a document: who handles the case, else who handed the document in."""
    return getattr(page, "handler_id", None) or step.workflow_state.requested_by_id


def _wanted(step: StepState) -> str:
    task = step.office_task
    return task.asks or task.verb


def _reference(page: Any) -> str:
    """The number in its register; a title only of what is open to all (as templates/wagtailadmin/notifications)."""
    return page.title if page.register_code or page.level < Level.TERBATAS else ""


def _still_true(kind: StepNotice, step: StepState, person: Any) -> bool:
    """A letter that says what is over by now only confuses."""
    if kind == StepNotice.LANGKAH:
        return step.status == TaskState.STATUS_IN_PROGRESS and not step.problem and may_act(step, person)
    if kind == StepNotice.KEMBALI:
        newer = StepState.objects.filter(subject_id=step.subject_id, pk__gt=step.pk)
        return step.decision == StepState.RETURNED and not newer.exists()
    return step.workflow_state.status == WorkflowState.STATUS_APPROVED
