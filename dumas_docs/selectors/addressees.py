"""To whom an incoming letter is written: who opens its envelope (S4 B.1; access.md)."""

from __future__ import annotations

from datetime import date
from typing import Any

from dumas_docs.access.scope import bookkeeping
from dumas_docs.models import Cause, GrantCause, IncomingLetter
from workflows.models import AppointmentKind, Position
from workflows.selectors import appointments_of


def is_addressee(letter: IncomingLetter, *, user: Any, on: date) -> bool:
    """Whether the person opens the letter: who holds the position it is written to, other than day by day (plh.), or
    whom he has named for this letter by sharing it as "director" (access.md, "Sealed letters")."""
    if not user.pk:
        return False
    with bookkeeping():
        held = appointments_of(person=user, on=on).exclude(kind=AppointmentKind.PLH)
        if any(is_written_to(letter, each.position) for each in held):
            return True
        named = GrantCause.objects.in_force(on).filter(page_id=letter.pk, user=user, role="director")
        return named.filter(cause=Cause.BERBAGI).exists()


def is_written_to(letter: IncomingLetter, position: Position) -> bool:
    """Whether the letter names the position as its addressee, by its title."""
    return letter.addressee.strip().casefold() == position.title.strip().casefold()
