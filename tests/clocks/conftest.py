"""A calendar of 2026 by decree and of 2027 as an estimate, as an office has it in the course of 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model

from workflows.calendar.load import load_year
from workflows.clocks.table import FOLLOWUP_LETTER
from workflows.models import Clock

START = date(2026, 3, 13)
# Nine in the morning in Jakarta on the day most clocks here start.
NOW = datetime(2026, 3, 13, 2, 0, tzinfo=UTC)


@pytest.fixture
def calendar(db) -> None:
    before = datetime(2026, 1, 1, tzinfo=UTC)
    load_year(year=2026, now=before, decree_no="SKB 1497/2025", reason="Memuat kalender")
    load_year(year=2027, now=before, reason="Memuat kalender")


@pytest.fixture
def official(db):
    return get_user_model().objects.create(username="kabid", email="kabid@contoh.example")


@pytest.fixture
def run(calendar):
    """Start a clock on a subject; the follow-up letter of subject 7 unless told."""
    from workflows.clocks.running import start_clock

    def start(code: str = FOLLOWUP_LETTER, *, subject_id: int = 7, started_on: date = START) -> Clock:
        clock = start_clock(subject_id=subject_id, code=code, started_on=started_on, now=NOW)
        assert clock is not None
        return clock

    return start
