"""Join a case with the one it repeats: a link, the result of the review, and filing without follow-up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs import events
from dumas_docs.access import audit
from dumas_docs.access.roles import APPROVE, READ
from dumas_docs.access.scope import bookkeeping
from dumas_docs.access.selectors import verbs_on
from dumas_docs.enums import ReviewResult
from dumas_docs.models import Complaint, FieldGroup, RelatedCase, RelationKind
from workflows.lifecycles.complaint import COMPLAINT
from workflows.models import TransitionRecord

from .advance_case import advance_case


class MayNotMerge(PermissionError):
    """Only who decides about the case and may read the other one joins them."""


class SameCase(ValueError):
    """A case is no duplicate of itself, nor of one that was itself filed as a duplicate."""


class OtherHasEnded(ValueError):
    """Nobody works on the other case any more: the complaint would be handled nowhere."""

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(state)


@transaction.atomic
def merge_duplicate(
    *, case: Complaint, into: Complaint, by: Any, now: datetime, reason: str, told: Mapping[str, Any]
) -> TransitionRecord:
    """File `case` as a duplicate of `into`, whose handling goes on; both name each other, and the complainant is told.

    Raises MayNotMerge, SameCase, OtherHasEnded, and what `advance_case` raises; then nothing has changed."""
    if not {READ, APPROVE} <= verbs_on(by, case) or READ not in verbs_on(by, into):
        raise MayNotMerge
    if case.pk == into.pk or into.review_result == ReviewResult.DUPLIKAT:
        raise SameCase
    with bookkeeping():
        held = Complaint.objects.select_for_update(of=("self",)).filter(pk__in=[case.pk, into.pk]).order_by("pk")
        both = {each.pk: each for each in held}
        case, into = both[case.pk], both[into.pk]
        if into.state in COMPLAINT.endings:
            raise OtherHasEnded(into.get_state_display())
        _decide(case, into=into, by=by)
    audit.record(
        verb="naskah.dikaitkan", by=by, page=case, group=FieldGroup.METADATA, at=now,
        data={"other": into.pk, "kind": RelationKind.DUPLIKAT, "accepted": True},
    )  # fmt: skip
    given = {"archive_reason": "DUPLIKAT", "outcome": "DIJELASKAN", "reason": reason, "told": told}
    record = advance_case(page=case, name="ARSIPKAN", by=by, now=now, given=given)
    for page in (case, into):
        events.content_changed.send(sender=Complaint, page_id=page.pk)
    return record


def _decide(case: Complaint, *, into: Complaint, by: Any) -> None:
    """The link stands in the newest version too, so that publishing it keeps it."""
    RelatedCase.objects.get_or_create(complaint=case, other=into, defaults={"kind": RelationKind.DUPLIKAT})
    Complaint.objects.filter(pk=case.pk).update(review_result=ReviewResult.DUPLIKAT)
    case.review_result = ReviewResult.DUPLIKAT
    version = case.get_latest_revision_as_object()
    if all(known.other_id != into.pk for known in version.related_cases.all()):
        version.related_cases.add(RelatedCase(other=into, kind=RelationKind.DUPLIKAT))
    revision = version.save_revision(user=by, changed=False)
    if not case.has_unpublished_changes:
        revision.publish(user=by, skip_permission_checks=True)
