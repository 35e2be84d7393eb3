"""Minutes of office time between two moments, to set beside the standard time of a step (seed 004, waktu baku)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta, tzinfo

from django.utils import timezone

from workflows.calendar.days import WorkingCalendar
from workflows.calendar.office import office_calendar
from workflows.conf import setting


def office_minutes(start: datetime, end: datetime) -> int:
    """Whole minutes on working days within office hours; 0 when `end` lies before `start`. One query."""
    return office_minutes_of([(start, end)])[0]


def office_minutes_of(spans: Sequence[tuple[datetime, datetime]]) -> list[int]:
    """The minutes of each span, in their order. One query for all of them."""
    if not spans:
        return []
    zone = timezone.get_default_timezone()
    local = [(timezone.localtime(start, zone), timezone.localtime(end, zone)) for start, end in spans]
    first, last = min(min(span) for span in local).date(), max(max(span) for span in local).date()
    calendar = office_calendar(first=first, last=last).days
    return [_within(begin, finish, calendar=calendar, zone=zone) for begin, finish in local]


def _within(begin: datetime, finish: datetime, *, calendar: WorkingCalendar, zone: tzinfo) -> int:
    opens, closes = (time.fromisoformat(text) for text in setting("OFFICE_HOURS"))
    total, day = timedelta(), begin.date()
    while day <= finish.date():
        if calendar.is_working(day):
            first = datetime.combine(day, opens, tzinfo=zone)
            last = datetime.combine(day, closes, tzinfo=zone)
            total += max(min(finish, last) - max(begin, first), timedelta())
        day += timedelta(days=1)
    return int(total.total_seconds() // 60)
