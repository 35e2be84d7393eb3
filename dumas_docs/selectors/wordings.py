"""Who may read what the sender of a complaint wrote, before somebody has said that it names nobody."""

from __future__ import annotations

from datetime import date
from typing import Any

from dumas_docs.access.roles import APPROVE, IDENTITY
from dumas_docs.models import Complaint, DispositionRecipient
from dumas_docs.models.dispositions import OPEN_STATES
from dumas_docs.models.wordings import is_cleared
from workflows.selectors import appointments_of


def words_open(case: Complaint, *, verbs: frozenset[str], user: Any, on: date) -> bool:
    """Whether a reader with these verbs on the case may read its words in the version `case` is.

    Names the rules do not know stand in words nobody has looked through (docs/decisions/0009). Until then they are for
    those who may see identities, who decide at a step, or who work on the case by a disposition. At most 3 queries."""
    return words_open_uncleared(case, verbs=verbs, user=user, on=on) or is_cleared(case)


def words_open_uncleared(case: Complaint, *, verbs: frozenset[str], user: Any, on: date) -> bool:
    """As `words_open`, of words of which nobody has said that they name nobody. At most 2 queries."""
    if verbs & {IDENTITY, APPROVE}:
        return True
    held = [appointment.position_id for appointment in appointments_of(person=user, on=on)] if user.pk else []
    return DispositionRecipient.objects.filter(page_id=case.pk, position__in=held, state__in=OPEN_STATES).exists()
