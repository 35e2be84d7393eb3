"""Propose that two cases belong together, and link them when a person says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs import events
from dumas_docs.access import audit
from dumas_docs.access.roles import CHANGE
from dumas_docs.access.scope import bookkeeping
from dumas_docs.access.selectors import verbs_on
from dumas_docs.intake.facts import MatterText
from dumas_docs.intake.likeness import Fingerprint
from dumas_docs.models import Complaint, FieldGroup, MatterTrace, ProposedRelation, RelatedCase
from dumas_docs.selectors.likely_cases import LikelyCase, fingerprints, known_of, traces_of


class MayNotLink(PermissionError):
    """Only who may edit the case and may know of the proposal decides about a link."""


class AlreadyDecided(ValueError):
    """Somebody has decided about this proposal before."""


def propose_relations(*, case: Complaint, matter: MatterText, likely: Sequence[LikelyCase], now: datetime) -> None:
    """Keep the traces of a new case and propose its `likely` relatives. Links nothing: a person must decide."""
    numbers = (case.title, case.agenda_no, case.tracking_code, case.external_id)
    keep_traces(case=case, print_=fingerprints(replace(matter, own_numbers=numbers))[0])
    ProposedRelation.objects.bulk_create(
        ProposedRelation(
            complaint=case, other=found.complaint, kind=found.kind, score=found.likeness.score,
            signs=list(found.likeness.signs), percent=found.likeness.percent, proposed_at=now,
        )
        for found in likely
    )  # fmt: skip


def keep_traces(*, case: Complaint, print_: Fingerprint) -> None:
    """Store the keyed hashes by which the matter is recognised when it comes again."""
    MatterTrace.objects.bulk_create(
        (MatterTrace(complaint=case, kind=kind, value=value) for kind, value in traces_of(print_)), batch_size=500
    )


@transaction.atomic
def decide_relation(*, proposal: ProposedRelation, accept: bool, by: Any, now: datetime) -> None:
    """Link the two cases, or put the proposal aside. Raises MayNotLink, AlreadyDecided."""
    proposal = ProposedRelation.objects.select_for_update().get(pk=proposal.pk)
    with bookkeeping():
        case, other = proposal.complaint, proposal.other
    here = verbs_on(by, case)
    if CHANGE not in here or known_of(proposal, here=here, other=verbs_on(by, other)) is None:
        raise MayNotLink
    if proposal.accepted is not None:
        raise AlreadyDecided
    proposal.accepted, proposal.decided_at, proposal.decided_by = accept, now, by
    proposal.save(update_fields=["accepted", "decided_at", "decided_by"])
    if accept:
        with bookkeeping():
            link_cases(case, other, kind=proposal.kind, by=by)
    audit.record(verb="naskah.dikaitkan", by=by, page=case, group=FieldGroup.METADATA, at=now,
                 data={"other": other.pk, "kind": proposal.kind, "accepted": accept})  # fmt: skip
    events.content_changed.send(sender=Complaint, page_id=case.pk)


def link_cases(case: Complaint, other: Complaint, *, kind: str, by: Any) -> None:
    """Let `case` name `other`, in its newest version too. Asks nobody's rights."""
    link, _made = RelatedCase.objects.get_or_create(complaint=case, other=other, defaults={"kind": kind})
    # The link stands in the newest version too, a draft included, so that publishing it keeps the link.
    version = case.get_latest_revision_as_object()
    if all(known.other_id != other.pk for known in version.related_cases.all()):
        version.related_cases.add(link)
    revision = version.save_revision(user=by, changed=False)
    if not case.has_unpublished_changes:
        revision.publish(user=by, skip_permission_checks=True)
