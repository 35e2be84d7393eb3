"""What the package `holidays` knows of Indonesia: a first draft of a year, gathered by volunteers, never a decree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import holidays

from workflows.models import DayKind

FIRST_YEAR, LAST_YEAR = 1990, 2099
ESTIMATE = "(perkiraan)"
# The later one wins where a day is both.
CATEGORIES = (("government", DayKind.CUTI_BERSAMA), ("public", DayKind.LIBUR_NASIONAL))


class YearUnknown(ValueError):
    """The source knows no holidays of that year."""


@dataclass(frozen=True)
class PublishedDay:
    """A holiday as the source has it; an estimate may still move by a day."""

    day: date
    kind: DayKind
    name: str
    is_estimate: bool


@lru_cache(maxsize=64)
def published_days(year: int) -> tuple[PublishedDay, ...]:
    """Public holidays and joint leave of one year, by date. All are estimates in a year whose joint leave nobody has
    published yet. Raises YearUnknown."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearUnknown(year)
    known = {
        kind: holidays.country_holidays("ID", categories=(category,), language="id", years=year)
        for category, kind in CATEGORIES
    }
    early = not known[DayKind.CUTI_BERSAMA]
    days = {
        day: PublishedDay(day, kind, name.replace(ESTIMATE, "").strip(), early or ESTIMATE in name)
        for kind, of_kind in known.items()
        for day, name in of_kind.items()
    }
    return tuple(days[day] for day in sorted(days))
