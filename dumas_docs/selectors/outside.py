"""What somebody may do with a document of which he knows that it exists, and does not read (domain.md §10)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dumas_docs.access.roles import DISPOSE, READ
from dumas_docs.models import BasePage, Complaint
from dumas_docs.models.closed_case import has_ended

from .envelopes import is_unopened, steps_at_envelope
from .standing import NextStep, standing_of


def is_handled_unread(page: BasePage) -> bool:
    """Whether work on `page` waits for people who know its outside alone: a closed envelope, a file to be closed."""
    if READ in page.reader_verbs:
        return False
    return is_unopened(page) or (isinstance(page, Complaint) and has_ended(page) and DISPOSE in page.reader_verbs)


def steps_outside(page: BasePage, *, user: Any, now: datetime) -> list[NextStep]:
    """Hand an envelope over; close the file of a case that has ended (§6, 11: the archivist, who knows its number).

    Why a file cannot be closed yet is told to its readers only."""
    if is_unopened(page):
        return steps_at_envelope(page, user=user, now=now)
    if not is_handled_unread(page):
        return []
    return [step for step in standing_of(page, user=user, now=now).mine if step.option.transition.verb == DISPOSE]
