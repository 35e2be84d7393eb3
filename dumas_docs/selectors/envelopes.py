"""A letter that came in a closed envelope: whether it was opened, by whom it is opened, and how far the desk handed it
(S4 B.1; domain.md §8; access.md, "Sealed letters")."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dumas_docs.access.roles import READ, SEE
from dumas_docs.models import BasePage, IncomingLetter
from workflows.models import TransitionRecord

from .addressees import is_addressee
from .standing import NextStep, standing_of

UNOPENED = ("DITERIMA", "TERSEGEL_DISERAHKAN")
OPENED = ("DIBUKA", "DICATAT", "MENUNGGU_ARAHAN")


def is_unopened(page: BasePage) -> bool:
    """Whether `page` is an envelope that nobody has opened yet."""
    return isinstance(page, IncomingLetter) and page.is_sealed and page.state in UNOPENED


def may_unseal(page: BasePage, *, user: Any, verbs: frozenset[str], on: date) -> bool:
    """Whether the person chooses what becomes of a letter out of an envelope: its addressee, once it is opened."""
    if not isinstance(page, IncomingLetter) or not page.is_sealed or page.state not in OPENED or READ not in verbs:
        return False
    return is_addressee(page, user=user, on=on)


def steps_at_envelope(page: BasePage, *, user: Any, now: datetime) -> list[NextStep]:
    """What somebody may do with a closed envelope who knows its outside alone: hand it over, send it back."""
    if not is_unopened(page):
        return []
    return [step for step in standing_of(page, user=user, now=now).mine if step.option.transition.verb == SEE]


def handing_over(page: BasePage) -> TransitionRecord | None:
    """Who handed the envelope over, and when."""
    records = TransitionRecord.objects.filter(subject_id=page.pk, lifecycle="surat-masuk", name="SERAHKAN_TERSEGEL")
    return records.order_by("pk").last()
