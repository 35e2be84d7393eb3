"""What an intervention may answer: a time limit of the case that came near, or passed (S2; domain.md §4)."""

from __future__ import annotations

from datetime import date

from dumas_docs.access.scope import office_day
from dumas_docs.enums import InterventionTrigger
from dumas_docs.models import Complaint
from workflows.models import Clock


def triggers_reached(case: Complaint, *, on: date) -> list[InterventionTrigger]:
    """Whether a limit of the case reached its monitoring point while it ran, and whether one passed. One query."""
    ran = [
        (clock, min(on, office_day(clock.stopped_at)) if clock.stopped_at else on)
        for clock in Clock.objects.filter(subject_id=case.pk)
    ]
    found = [InterventionTrigger.MONITOR_POINT] if any(until >= clock.monitor_on for clock, until in ran) else []
    return found + ([InterventionTrigger.TERLAMBAT] if any(until > clock.due_on for clock, until in ran) else [])
