"""Days as Indonesian letters write them, whatever language the person at the screen uses."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import get_default_timezone, is_aware, localtime

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


def day_text(day: date | None) -> str:
    """ "21 November 2026"; empty for no day. A moment is the office's day."""
    if day is None:
        return ""
    day = _in_office(day)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def period_text(first: date | None, last: date | None) -> str:
    """ "3 s.d. 5 Maret 2026", as short as the two days allow."""
    if first is None or last is None or first == last:
        return day_text(first or last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} s.d. {day_text(last)}"
    begin = f"{first.day} {MONTHS[first.month - 1]}" if first.year == last.year else day_text(first)
    return f"{begin} s.d. {day_text(last)}"


def moment_text(moment: datetime) -> str:
    """ "21 November 2026 pukul 08.15 WIB"."""
    local = _in_office(moment)
    offset = local.utcoffset() if isinstance(local, datetime) else None
    zone = ZONES.get(int(offset.total_seconds() // 3600), "") if offset is not None else ""
    return f"{day_text(local)} pukul {local:%H.%M} {zone}".rstrip()


def _in_office(day: date) -> date:
    return localtime(day, get_default_timezone()) if isinstance(day, datetime) and is_aware(day) else day
