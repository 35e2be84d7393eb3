"""A changed calendar: shown before, then only running clocks move, each on record, in bulk."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.clocks.conftest import NOW, START
from workflows.calendar.change import DecreeMissing
from workflows.calendar.office import DayChange
from workflows.clocks.follow import change_calendar
from workflows.clocks.recompute import preview_recompute, recompute_open_clocks
from workflows.clocks.running import pause_clock, resume_clock, stop_clock
from workflows.clocks.table import FOLLOWUP_LETTER, SLA_FIELD
from workflows.models import CalendarDay, Clock, ClockChange, DayKind, DayStatus

pytestmark = [pytest.mark.django_db, pytest.mark.both]

ELECTION = DayChange(date(2026, 3, 31), DayKind.LIBUR_KHUSUS, "Pemilihan", DayStatus.RESMI, "Keppres 9/2026")


def follow(*changes: DayChange, by=None):
    return change_calendar(changes=changes, by=by, now=NOW + timedelta(hours=1), reason="Keppres 9/2026")


def test_the_preview_tells_what_moves_and_moves_nothing(run):
    clock = run()
    moves = preview_recompute([ELECTION])
    assert [(move.clock, move.dates.due_on, move.moves_due) for move in moves] == [(clock, date(2026, 4, 13), True)]
    assert Clock.objects.get().due_on == date(2026, 4, 10)
    assert not ClockChange.objects.exists() and not CalendarDay.objects.filter(date=ELECTION.day).exists()


def test_running_clocks_follow_with_old_and_new_dates_and_stopped_ones_stay(run, official):
    run()
    stop_clock(subject_id=7, code=FOLLOWUP_LETTER, outcome="SURAT_DIKIRIM", now=NOW)
    clock = run(subject_id=8)
    assert len(follow(ELECTION, by=official).moves) == 1
    change = ClockChange.objects.get()
    assert (change.clock, change.old_due_on, change.new_due_on, change.by, change.reason) == (
        clock, date(2026, 4, 10), date(2026, 4, 13), official, "Keppres 9/2026",
    )  # fmt: skip
    assert (change.old_monitor_on, change.new_monitor_on) == (date(2026, 4, 7), date(2026, 4, 8))
    assert Clock.objects.get(subject_id=7).due_on == date(2026, 4, 10)
    assert Clock.objects.get(subject_id=8).due_on == date(2026, 4, 13)


def test_doing_it_again_moves_nothing(run):
    run()
    follow(ELECTION)
    assert recompute_open_clocks(by=None, reason="Lagi", now=NOW) == []
    assert ClockChange.objects.count() == 1


def test_a_clock_before_the_changed_day_is_left_alone(run):
    run(started_on=date(2026, 6, 1))
    assert preview_recompute([ELECTION]) == []


def test_pauses_stay_counted(run):
    run()
    pause_clock(subject_id=7, code=FOLLOWUP_LETTER, reason="Alasan", now=NOW + timedelta(days=13))
    paused = resume_clock(subject_id=7, code=FOLLOWUP_LETTER, now=NOW + timedelta(days=17)).due_on
    assert recompute_open_clocks(by=None, reason="Lagi", now=NOW) == []
    assert follow(ELECTION).moves[0].dates.due_on > paused == date(2026, 4, 14)


def test_a_refused_change_leaves_days_and_clocks_as_they_were(run):
    run()
    with pytest.raises(DecreeMissing):
        follow(ELECTION, DayChange(date(2026, 4, 1), DayKind.LIBUR_KHUSUS, "Tanpa nomor", DayStatus.RESMI))
    assert not ClockChange.objects.exists() and not CalendarDay.objects.filter(date=ELECTION.day).exists()


def test_the_decree_of_next_year_makes_dates_final(run):
    run(SLA_FIELD, started_on=date(2026, 12, 18))
    out = StringIO()
    call_command("load_calendar", "2027", "--decree", "SKB 2027", stdout=out)
    # The source itself calls three Islamic days estimates, and two of them lie before the limit.
    assert Clock.objects.get().is_provisional and "SEMENTARA" not in out.getvalue()
    rows = CalendarDay.objects.current().filter(status=DayStatus.PERKIRAAN)
    follow(*(DayChange(row.date, DayKind(row.kind), row.name, DayStatus.RESMI, "SKB 2027") for row in rows))
    clock = Clock.objects.get()
    assert (clock.due_on, clock.is_provisional) == (date(2027, 3, 31), False)
    assert (ClockChange.objects.get().was_provisional, ClockChange.objects.get().is_provisional) == (True, False)


def test_loading_without_decree_warns_and_an_unknown_year_is_refused(db):
    out = StringIO()
    call_command("load_calendar", "2026", stdout=out)
    assert "SEMENTARA: 2026" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("load_calendar", "2027", "1812", stdout=out)
    assert not CalendarDay.objects.filter(date__year=2027).exists()


def test_many_clocks_cost_few_queries(calendar):
    rows = [
        Clock(
            subject_id=10_000 + number, code=FOLLOWUP_LETTER, started_on=START + timedelta(days=number % 10), limit=14,
            counts_in="HARI_KERJA", monitor_before=3, due_on=START, monitor_on=START, started_at=NOW,
        )
        for number in range(2_500)
    ]  # fmt: skip
    Clock.objects.bulk_create(rows)
    with CaptureQueriesContext(connection) as queries:
        moves = recompute_open_clocks(by=None, reason="Selaras", now=NOW)
    assert len(moves) == 2_500 == ClockChange.objects.count()
    assert len(queries) <= 40
    assert not Clock.objects.filter(due_on=START).exists()
