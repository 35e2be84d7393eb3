"""Documents that came back to who handed them in, with the words that say why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from wagtail.models import WorkflowState

from dumas_docs.access.roles import READ
from dumas_docs.access.selectors import verbs_on_many
from dumas_docs.models import BasePage
from workflows.models import StepState


@dataclass(frozen=True)
class Returned:
    """A document to mend and hand in again. `step` says who returned it, as what, when and why."""

    page: BasePage
    step: StepState


def returned_to(user: Any) -> list[Returned]:
    """What waits for this person's pen, the longest waiting first. One query."""
    steps = StepState.objects.filter(
        decision=StepState.RETURNED, workflow_state__requested_by=user,
        workflow_state__status=WorkflowState.STATUS_NEEDS_CHANGES, workflow_state__current_task_state=F("pk"),
    )  # fmt: skip
    found = list(steps.select_related("subject").order_by("finished_at"))
    verbs = verbs_on_many(user, [step.subject for step in found])
    return [Returned(step.subject, step) for step in found if READ in verbs[step.subject_id]]
