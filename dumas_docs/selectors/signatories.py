"""Who signs a letter and who has initialled it: its chain says so, nobody types it (domain.md §8, §15 W4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wagtail.models import TaskState, WorkflowState

from dumas_docs.models import OutgoingLetter
from workflows.chains import Verb
from workflows.engine.signatory import signatory_title
from workflows.models import StepState


def signatory_of(letter: OutgoingLetter, *, on: date) -> str:
    """The position under which it was signed; of a draft the one that the rank of its addressees asks for on a day,
    empty where the unit has none."""
    if letter.signed_at is not None:
        return letter.signatory_position
    return signatory_title(kind=letter.chain_kind, facts=letter.chain_facts(), unit=letter.unit, on=on)


def initials_of(letter: OutgoingLetter) -> Sequence[StepState]:
    """The initials that count, in the order they were given: those of a chain that runs or ended well."""
    given = StepState.objects.filter(
        subject_id=letter.pk, task__officetask__verb=Verb.INITIAL, status=TaskState.STATUS_APPROVED, outdated_at=None,
        workflow_state__status__in=(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_APPROVED),
    )  # fmt: skip
    return list(given.order_by("finished_at", "pk"))
