"""As whom a person acts on a day: the person, and the groups of the positions held then."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workflows.models import Appointment
from workflows.selectors import appointments_of, people_out_of_office


@dataclass(frozen=True)
class Principals:
    """Ids that grants are matched with. Both empty for the public; `dated_only`: grants by name need a last day."""

    user_id: int | None
    group_ids: tuple[int, ...]
    dated_only: bool = False
    # What the person holds on the day, definitive appointments first, with position and unit.
    held: tuple[Appointment, ...] = field(default=(), compare=False, repr=False)

    @property
    def is_public(self) -> bool:
        return self.user_id is None


PUBLIC = Principals(user_id=None, group_ids=())


def principals_of(*, user: Any, on: date) -> Principals:
    """Principals of `user` on a day.

    Groups count as positions, through dated appointments; membership means nothing, as whoever looks after accounts
    could change it. An inactive or anonymous user is the public, and so is who has held positions and holds none that
    day: what was given to him by name was given for his office. Who never held one comes from outside, such as an
    auditor: what he is given by name counts up to the last day that was set, and not without one. A superuser is nobody
    special."""
    if user is None or not user.is_authenticated or not user.is_active:
        return PUBLIC
    held = tuple(appointments_of(person=user, on=on))
    if not held and people_out_of_office(person_ids=[user.pk], on=on):
        return PUBLIC
    groups = sorted({each.position.group_id for each in held})
    return Principals(user_id=user.pk, group_ids=tuple(groups), dated_only=not held, held=held)
