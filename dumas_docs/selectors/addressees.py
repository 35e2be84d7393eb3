"""To whom an incoming letter is written: who opens its envelope (S4 B.1; access.md)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from dumas_docs.access.scope import bookkeeping
from dumas_docs.models import Cause, GrantCause, IncomingLetter
from workflows.models import AppointmentKind, Position
from workflows.selectors import appointments_of


def is_addressee(letter: IncomingLetter, *, user: Any, on: date) -> bool:
    """Whether the person opens the letter: who holds the position it is written to, other than day by day (plh.), or
    whom, or whose position, he has named for it by sharing it as "director" (access.md, "Sealed letters")."""
    if not user.pk:
        return False
    with bookkeeping():
        held = list(appointments_of(person=user, on=on).exclude(kind=AppointmentKind.PLH).select_related("position"))
        if any(is_written_to(letter, each.position) for each in held):
            return True
        mine = Q(user=user) | Q(group__in=[each.position.group_id for each in held])
        named = GrantCause.objects.in_force(on).filter(mine, page_id=letter.pk, role="director")
        return named.filter(cause=Cause.BERBAGI).exists()


def is_written_to(letter: IncomingLetter, position: Position) -> bool:
    """Whether the letter names the position as its addressee, by its title."""
    return letter.addressee.strip().casefold() == position.title.strip().casefold()
