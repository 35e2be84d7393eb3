"""The demo office's calendar: this year and the next, official where the demo knows the decree."""

from __future__ import annotations

from datetime import datetime

from workflows.calendar.hours import office_day
from workflows.clocks.follow import load_calendar

# Joint decrees of the three ministers on public holidays and joint leave, by year.
DECREES = {2026: "SKB 3 Menteri No. 1497 Tahun 2025, No. 2 Tahun 2025, No. 5 Tahun 2025"}


def load_demo_calendar(*, now: datetime) -> None:
    """Load this year and the next; again: only what changed."""
    this_year = office_day(now).year
    for year in (this_year, this_year + 1):
        load_calendar(years=[year], now=now, decree_no=DECREES.get(year, ""))
