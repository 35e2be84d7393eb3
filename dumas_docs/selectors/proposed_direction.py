"""What the one who directs finds in his form: the Asdep's proposal, else what the review came to; his to change."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dumas_docs.access.scope import bookkeeping
from dumas_docs.enums import ReviewAdvice
from dumas_docs.models import Complaint, Review
from workflows.chains import Asks
from workflows.models import StepState


def proposed_direction(step: StepState) -> str:
    """The words to begin with at a step that asks for some; empty at every other step."""
    if step.office_task.asks == Asks.NOTHING:
        return ""
    return _of_the_asdep(step) or _of_the_review(step)


def _of_the_asdep(step: StepState) -> str:
    before = StepState.objects.filter(
        workflow_state=step.workflow_state_id, status=StepState.STATUS_APPROVED, outdated_at=None, pk__lt=step.pk
    )
    proposed = [each for each in before.order_by("-pk") if each.office_task.asks == Asks.PROPOSAL]
    return proposed[0].comment.strip() if proposed else ""


def _of_the_review(step: StepState) -> str:
    with bookkeeping():
        case = Complaint.objects.get(pk=step.subject_id)
        review = Review.objects.child_of(case).filter(approved_at__isnull=False).order_by("approved_at").last()
    if review is None:
        return ""
    words = {
        ReviewAdvice.SURAT_TL: _("Send a follow-up letter to the competent institution, as review %(number)s advises."),
        ReviewAdvice.KOORDINASI: _("Coordinate with the competent institution, as review %(number)s advises."),
    }.get(ReviewAdvice(review.advice), _("Follow up as review %(number)s advises."))
    return words % {"number": review.title}
