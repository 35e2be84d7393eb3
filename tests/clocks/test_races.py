"""Several at once on PostgreSQL: one clock, one pause, one line of the history."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connections

from dumas_docs.access.scope import system_scope
from workflows.calendar.load import load_year
from workflows.calendar.office import DayChange
from workflows.clocks.follow import change_calendar
from workflows.clocks.recompute import recompute_open_clocks
from workflows.clocks.running import pause_clock, resume_clock, start_clock, stop_clock
from workflows.models import Clock, ClockChange, ClockPause, DayKind

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

NOW = datetime(2026, 3, 13, 2, 0, tzinfo=UTC)
START = date(2026, 3, 13)
LETTER = {"subject_id": 7, "code": "followup_letter"}


@pytest.fixture(autouse=True)
def calendar(transactional_db):
    load_year(year=2026, now=NOW - timedelta(days=60), decree_no="SKB 1497/2025", reason="Memuat kalender")


def at_once(*works: Callable[[], object]) -> list[object]:
    """What each work gave back, all begun together; the first error is raised."""
    gate, results, errors = threading.Barrier(len(works)), [], []

    def run(work: Callable[[], object]) -> None:
        try:
            with system_scope("test thread"):
                gate.wait(timeout=30)
                results.append(work())
        except Exception as error:  # noqa: BLE001  raised below
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    if errors:
        raise errors[0]
    return results


def test_many_start_the_same_clock():
    started = at_once(*[lambda: start_clock(**LETTER, started_on=START, now=NOW)] * 8)
    assert {clock.pk for clock in started} == {Clock.objects.get().pk}


def test_many_pause_and_resume_the_same_clock():
    start_clock(**LETTER, started_on=START, now=NOW)
    at_once(*[lambda: pause_clock(**LETTER, reason="Alasan", now=NOW + timedelta(days=13))] * 6)
    assert ClockPause.objects.count() == 1
    at_once(*[lambda: resume_clock(**LETTER, now=NOW + timedelta(days=17))] * 6)
    assert (Clock.objects.get().due_on, ClockChange.objects.count()) == (date(2026, 4, 14), 1)


def test_stopping_while_the_calendar_changes():
    for number in range(40):
        start_clock(subject_id=number, code="followup_letter", started_on=START, now=NOW)
    election = DayChange(date(2026, 3, 31), DayKind.LIBUR_KHUSUS, "Pemilihan")
    at_once(
        lambda: change_calendar(changes=[election], by=None, now=NOW, reason="Keppres"),
        lambda: [stop_clock(subject_id=n, code="followup_letter", outcome="SELESAI", now=NOW) for n in range(40)],
        lambda: recompute_open_clocks(by=None, reason="Selaras", now=NOW),
    )
    moved = set(ClockChange.objects.values_list("clock_id", flat=True))
    assert len(moved) == ClockChange.objects.count()
    for clock in Clock.objects.all():
        assert not clock.is_running
        assert clock.due_on == (date(2026, 4, 13) if clock.pk in moved else date(2026, 4, 10))
