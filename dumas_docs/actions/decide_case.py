"""What the end of a chain decides about a case: W1 fixes its review, W2 archives it, W3 directs, W4 forwards it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from dumas_docs import events
from dumas_docs.access import audit
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.enums import ComplaintState
from dumas_docs.models import Complaint, Direction, FieldGroup, OutgoingLetter, Review
from dumas_docs.models.directions import DirectionMode
from workflows.lifecycles.advance import advance
from workflows.lifecycles.engine import open_guards
from workflows.models import StepState

from .case_clocks import follow_case
from .lifecycle_subject import subject_of


def fix_review(*, review: Review, last: StepState, by: Any, now: datetime) -> None:
    """Write result and class of an approved review into its case, and let the case go on where nothing is missing.

    A result that ends the case archives it with ground, outcome and notice (W2); otherwise it waits for its direction,
    or stays under review until its file is complete. A case that left the review meanwhile is not touched."""
    approved = f"{last.acted_as} ({last.actor_name})"
    with bookkeeping():
        Review.objects.filter(pk=review.pk).update(approved_at=now, approved_by=approved)
        case = Complaint.objects.select_for_update(of=("self",)).get(pk=review.case().pk)
        if case.state != ComplaintState.DITELAAH:
            return
        Complaint.objects.filter(pk=case.pk).update(review_result=review.result, sla_class=review.sla_class)
        case.refresh_from_db()
    audit.record(
        verb="perkara.telaah", by=by, page=case, group=FieldGroup.METADATA, at=now,
        data={"review": review.pk, "result": review.result, "class": review.sla_class},
    )  # fmt: skip
    if review.archives:
        # Nobody has told the complainant by approving; who does so records it (BERI_TAHU).
        told = {"medium": review.notice_medium, "on": None, "text": review.notice}
        given = {
            "archive_reason": review.archive_reason, "outcome": review.outcome, "told": told,
            "reason": _("Review %(number)s") % {"number": review.title},
        }  # fmt: skip
        _advance(case, "ARSIPKAN", last=last, by=by, now=now, given=given)
    else:
        _advance(case, "AJUKAN_ARAHAN", last=last, by=by, now=now)
    events.content_changed.send(sender=Complaint, page_id=case.pk)
    follow_case(case_id=case.pk, now=now, by=by)


def give_direction(*, case: Complaint, last: StepState, by: Any, now: datetime) -> None:
    """Keep what the Deputy or the Minister directed at the end of W3, in his words (S1 A.1.1c)."""
    position = last.position
    assert position is not None  # noqa: S101  somebody held it when he approved
    direction = Direction.objects.create(
        page=case, position=position, given_by=f"{last.acted_as} ({last.actor_name})"[:220],
        mode=DirectionMode.TERTULIS, given_at=now, text=last.comment, recorded_by=by, confirmed_at=now, confirmed_by=by,
    )  # fmt: skip
    audit.record(
        verb="perkara.arahan", by=by, page=case, group=FieldGroup.ISI, at=now,
        data={"direction": direction.pk, "mode": str(direction.mode), "position": position.code},
    )  # fmt: skip
    events.content_changed.send(sender=Complaint, page_id=case.pk)
    _advance(case, "JALANKAN_ARAHAN", last=last, by=by, now=now)


def forward_case(*, letter: OutgoingLetter, last: StepState, by: Any, now: datetime) -> None:
    """Note the case of a follow-up letter that went out as forwarded (domain.md §15, W4); others change nothing."""
    with bookkeeping():
        case = Complaint.objects.parent_of(letter).first()
    if case is not None:
        _advance(case, "TERUSKAN", last=last, by=by, now=now)


def _advance(case: Complaint, name: str, *, last: StepState, by: Any, now: datetime, given: Any = None) -> None:
    """Take the step the chain has decided on; where something is still missing the case waits, and says for what."""
    subject = subject_of(case, now=now)
    step = subject.lifecycle.transition(name, state=subject.state)
    if step is not None and not open_guards(step, facts=subject.facts_for(by)):
        advance(
            subject=subject, name=name, by=by, now=now, on=office_day(now), given=given, acted_as=last.acted_as
        )  # fmt: skip
