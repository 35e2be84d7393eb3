"""Who monitors, in which position on the first day; and how high the team reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dumas_docs.access.scope import local_today
from dumas_docs.models import MonitoringActivity, TeamMember
from workflows.models import Appointment
from workflows.selectors import appointments_of


@dataclass(frozen=True)
class Member:
    """Somebody of the team; `position` as it is written under a name."""

    row: TeamMember
    name: str
    position: str


def team_of(activity: MonitoringActivity) -> list[Member]:
    """The coordinator first; two queries."""
    rows = sorted(activity.team.all(), key=lambda row: not row.is_coordinator)
    day = activity.starts_on or local_today()
    held: dict[int, str] = {}
    found = Appointment.objects.on(day).filter(person_id__in=[row.person_id for row in rows])
    for each in found.select_related("position").order_by("kind", "pk"):
        held.setdefault(each.person_id, each.label)
    return [Member(row, row.person.get_full_name() or str(row.person), held.get(row.person_id, "-")) for row in rows]


def position_of(person: Any, *, on: date) -> str:
    """The position a person holds on a day; "-" for none."""
    return post_of(person, on=on) or "-"


def post_of(person: Any | None, *, on: date) -> str:
    """The same as it is written under a name; empty for nobody, and for who holds none."""
    held = appointments_of(person=person, on=on).first() if person else None
    return held.label if held else ""
