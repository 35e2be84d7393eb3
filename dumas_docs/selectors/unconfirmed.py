"""Directions by word that wait for who gave them to confirm the record (S0 B.1): they count after that, not before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dumas_docs.access.roles import READ
from dumas_docs.access.selectors import visible_to
from dumas_docs.models import BasePage, Direction
from dumas_docs.models.closed_case import has_ended
from dumas_docs.models.directions import DirectionMode
from workflows.models import Appointment


@dataclass(frozen=True)
class Unconfirmed:
    """What somebody put on record as this person's words."""

    page: BasePage
    direction: Direction


def directions_to_confirm(*, user: Any, on: date) -> list[Unconfirmed]:
    """What waits for this person's word, the longest waiting first, in documents whose work goes on. One query while
    there is none."""
    held = Appointment.objects.on(on).filter(person=user).values("position_id")
    rows = Direction.objects.filter(mode=DirectionMode.LISAN, confirmed_at=None, position_id__in=held)
    waiting = list(rows.select_related("recorded_by").order_by("given_at", "pk"))
    if not waiting:
        return []
    ids = {each.page_id for each in waiting}
    read = BasePage.objects.filter(pk__in=visible_to(user, READ).filter(pk__in=ids)).specific()
    pages = {page.pk: page for page in read if not has_ended(page)}
    return [Unconfirmed(pages[each.page_id], each) for each in waiting if each.page_id in pages]
