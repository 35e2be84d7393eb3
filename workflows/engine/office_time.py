"""Minutes of office time between two moments, to set beside the standard time of a step (seed 004, waktu baku)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from workflows.calendar.office import office_calendar
from workflows.conf import setting


def office_minutes(start: datetime, end: datetime) -> int:
    """Whole minutes on working days within office hours; 0 when `end` lies before `start`. One query."""
    zone = timezone.get_default_timezone()
    begin, finish = timezone.localtime(start, zone), timezone.localtime(end, zone)
    if finish <= begin:
        return 0
    opens, closes = (time.fromisoformat(text) for text in setting("OFFICE_HOURS"))
    calendar = office_calendar(first=begin.date(), last=finish.date()).days
    total, day = timedelta(), begin.date()
    while day <= finish.date():
        if calendar.is_working(day):
            first = datetime.combine(day, opens, tzinfo=zone)
            last = datetime.combine(day, closes, tzinfo=zone)
            total += max(min(finish, last) - max(begin, first), timedelta())
        day += timedelta(days=1)
    return int(total.total_seconds() // 60)
