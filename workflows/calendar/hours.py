"""The day and the hour in the office, whatever time zone a server or a person uses."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from workflows.conf import setting

from .days import WorkingCalendar


def office_day(moment: datetime) -> date:
    """The day of `moment` in the office (Asia/Jakarta by settings)."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def is_office_time(moment: datetime, calendar: WorkingCalendar) -> bool:
    """Whether somebody sits at his desk then: a working day, within office hours (S1 A.3.1: "jam kerja kedinasan")."""
    opens, closes = (time.fromisoformat(text) for text in setting("OFFICE_HOURS"))
    hour = timezone.localtime(moment, timezone.get_default_timezone()).time()
    return calendar.is_working(office_day(moment)) and opens <= hour < closes
