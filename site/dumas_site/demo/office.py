"""Sets up the demo office from its plan; unlike in a real office everybody has the same printed password."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from dumas_docs.actions.set_up_office import set_up_office
from workflows.models import Appointment

from .calendar import load_demo_calendar
from .reading import content

DEMO_PASSWORD = "dumas-docs-2026"  # noqa: S105  printed on purpose: the demo holds invented people only


def set_up_demo_office(*, now: datetime) -> list[dict[str, Any]]:
    """Create what is missing of the demo office and its calendar; returns the people with what each may try."""
    on = timezone.localtime(now).date()
    plan = {**content("people"), **content("folders")}
    for person in plan["people"]:
        for appointment in person["appointments"]:
            if "starts_in" in appointment:
                _move_with_today(person["username"], appointment, on=on)
    set_up_office(plan=plan, now=now)
    load_demo_calendar(now=now)
    for account in get_user_model().objects.filter(username__in=[person["username"] for person in plan["people"]]):
        if not account.has_usable_password():
            account.set_password(DEMO_PASSWORD)
            account.save()
    return plan["people"]


def _move_with_today(username: str, appointment: dict[str, Any], *, on: date) -> None:
    """An acting appointment is in force on whatever day the demo is looked at."""
    starts_on, ends_on = (on + timedelta(days=appointment[name]) for name in ("starts_in", "ends_in"))
    held = Appointment.objects.filter(person__username=username, position__code=appointment["position"])
    held.filter(kind=appointment["kind"]).update(starts_on=starts_on, ends_on=ends_on)
    appointment |= {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
