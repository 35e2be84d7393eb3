"""Months of the results: counted where one year is chosen, as a histogram of many years would be too fine. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

VALUE = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])", re.ASCII)


def is_counted_by_month(chosen: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a question with these facets wants its months counted."""
    return len(chosen.get("year", ())) == 1 or bool(chosen.get("month"))


def value_of(day: date) -> str:
    """The month of a day as it stands in addresses: 2026-03."""
    return f"{day.year}-{day.month:02}"


def span_of(value: str) -> tuple[date, date] | None:
    """The first day of a month and the first after it; None for what is no month."""
    match = VALUE.fullmatch(value)
    if match is None:
        return None
    year, month = int(match[1]), int(match[2])
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
