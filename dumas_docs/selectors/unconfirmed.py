"""Directions by word that wait for who gave them to confirm the record (S0 B.1): they count after that, not before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dumas_docs.access.roles import READ
from dumas_docs.access.selectors import held_by, visible_to
from dumas_docs.models import BasePage, Complaint, Direction, MonitoringActivity
from dumas_docs.models.closed_case import ENDED
from dumas_docs.models.directions import DirectionMode


@dataclass(frozen=True)
class Unconfirmed:
    """What somebody put on record as this person's words."""

    page: BasePage
    direction: Direction


def directions_to_confirm(*, user: Any, on: date) -> list[Unconfirmed]:
    """What waits for this person's word, the longest waiting first, in documents whose work goes on. One query."""
    held = [each.position_id for each in held_by(user, on=on)]
    rows = Direction.objects.filter(mode=DirectionMode.LISAN, confirmed_at=None, position_id__in=held)
    for model in (Complaint, MonitoringActivity):
        rows = rows.exclude(**{f"page__{model._meta.model_name}__state__in": ENDED[model.chain_kind]})
    waiting = list(rows.select_related("recorded_by").order_by("given_at", "pk"))
    pages = visible_to(user, READ).in_bulk({each.page_id for each in waiting}) if waiting else {}
    return [Unconfirmed(pages[each.page_id], each) for each in waiting if each.page_id in pages]
