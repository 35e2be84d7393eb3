"""Open the identities of a case for one look; each look is recorded (access.md, "Identities")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs.access import audit
from dumas_docs.access.roles import IDENTITY, READ
from dumas_docs.access.selectors import verbs_on
from dumas_docs.enums import Level
from dumas_docs.models import ComplainantIdentity, Complaint, FieldGroup, ReportedParty


class MayNotReveal(PermissionError):
    """The right `identity` is missing."""


class RevealNeedsReason(ValueError):
    """From RAHASIA upward identities are opened with a reason (domain.md §10)."""


@dataclass(frozen=True)
class OpenedParties:
    """The parties of a case whose identities may be shown now, this once."""

    complainants: list[ComplainantIdentity]
    reported_parties: list[ReportedParty]


def needs_reason(case: Complaint) -> bool:
    """Whether opening the identities of `case` asks for a reason."""
    return case.level >= Level.RAHASIA


@transaction.atomic
def reveal_identity(*, case: Complaint, by: Any, now: datetime, reason: str = "", digest: str = "") -> OpenedParties:
    """Record that `by` opens the identities of `case`, and hand them over; `digest` names the message they stand in.

    Raises MayNotReveal, RevealNeedsReason."""
    if not {READ, IDENTITY} <= verbs_on(by, case):
        raise MayNotReveal
    if needs_reason(case) and not reason.strip():
        raise RevealNeedsReason
    audit.record(
        verb="identitas.dibuka", by=by, page=case, group=FieldGroup.IDENTITAS, reason=reason.strip(), at=now,
        data={"digest": digest} if digest else {},
    )  # fmt: skip
    return OpenedParties(list(case.complainants.all()), list(case.reported_parties.all()))
