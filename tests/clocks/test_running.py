"""Clocks start once, stop once, pause in the open, and say why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.clocks.conftest import NOW, START
from workflows.calendar.change import change_days
from workflows.calendar.office import DayChange
from workflows.clocks.explain import explain_clock
from workflows.clocks.running import (
    DayOutOfOrder,
    NotRunning,
    ReasonMissing,
    RunsSinceAnotherDay,
    move_start,
    pause_clock,
    resume_clock,
    start_clock,
    stop_all_clocks,
    stop_clock,
)
from workflows.clocks.table import COMPLETION, FOLLOWUP_LETTER, SLA_FIELD, SLA_PLAIN, UnknownClock
from workflows.models import ChangesAreAppendOnly, Clock, ClockChange, ClockPause

pytestmark = [pytest.mark.django_db, pytest.mark.both]

LETTER = {"subject_id": 7, "code": FOLLOWUP_LETTER}


def at(day: date):
    return NOW + timedelta(days=(day - START).days)


def test_starting_twice_gives_one_clock(run):
    assert run() == run()
    assert Clock.objects.count() == 1


def test_a_clock_that_runs_from_another_day_is_not_bent_silently(run):
    run()
    with pytest.raises(RunsSinceAnotherDay):
        run(started_on=START + timedelta(days=1))
    assert Clock.objects.get().started_on == START


def test_the_database_knows_one_running_clock_of_a_kind(run):
    clock = run()
    clock.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        clock.save(force_insert=True)


def test_a_clock_that_is_switched_off_or_unknown(calendar):
    assert start_clock(subject_id=7, code=COMPLETION, started_on=START, now=NOW) is None
    with pytest.raises(UnknownClock):
        start_clock(subject_id=7, code="lunch", started_on=START, now=NOW)
    assert not Clock.objects.exists()


def test_stopping_twice_and_starting_again_after_it(run, official):
    run()
    stopped = stop_clock(**LETTER, outcome="SURAT_DIKIRIM", now=NOW, by=official)
    assert (stopped.outcome, stopped.stopped_by, stopped.is_running) == ("SURAT_DIKIRIM", official, False)
    assert stop_clock(**LETTER, outcome="LAIN", now=NOW) is None
    assert run(started_on=date(2026, 5, 4)).pk != stopped.pk
    assert Clock.objects.get(pk=stopped.pk).outcome == "SURAT_DIKIRIM"


def test_all_clocks_of_a_subject_stop_and_no_other(run):
    run(), run(SLA_PLAIN), run(subject_id=8)
    assert len(stop_all_clocks(subject_id=7, outcome="DITUTUP", now=NOW)) == 2
    assert [clock.subject_id for clock in Clock.objects.running()] == [8]


def test_a_pause_moves_the_limit_by_its_working_days_and_is_told(run, official):
    run()
    pause_clock(**LETTER, reason="Menunggu dokumen pengadu", now=at(date(2026, 3, 26)), by=official)
    clock = Clock.objects.running().get()
    assert (clock.due_on, clock.pauses.get().resumed_on) == (date(2026, 4, 10), None)
    clock = resume_clock(**LETTER, now=at(date(2026, 4, 1)), by=official)
    # Thursday, Friday, Monday, Tuesday: four working days.
    assert clock.due_on == date(2026, 4, 16)
    change = ClockChange.objects.get()
    assert (change.old_due_on, change.new_due_on, change.reason) == (
        date(2026, 4, 10), date(2026, 4, 16), "Menunggu dokumen pengadu",
    )  # fmt: skip
    told = explain_clock(clock)
    assert told.paused_days == 6
    assert sum(line.name == "Menunggu dokumen pengadu" for line in told.lines) == 6
    assert (told.lines[-1].day, told.lines[-1].number) == (clock.due_on, 14)


def test_pausing_and_resuming_twice_is_one_pause(run):
    run()
    first = pause_clock(**LETTER, reason="Alasan", now=at(date(2026, 3, 26)))
    assert pause_clock(**LETTER, reason="Lagi", now=at(date(2026, 3, 27))) == first
    resume_clock(**LETTER, now=at(date(2026, 3, 30)))
    again = resume_clock(**LETTER, now=at(date(2026, 4, 8)))
    assert (again.due_on, ClockPause.objects.count(), ClockChange.objects.count()) == (date(2026, 4, 14), 1, 1)


def test_stopping_ends_the_pause_first(run):
    run()
    pause_clock(**LETTER, reason="Alasan", now=at(date(2026, 4, 8)))
    clock = stop_clock(**LETTER, outcome="SURAT_DIKIRIM", now=at(date(2026, 4, 20)))
    # Day 12 was reached on 8 April, so three are left when the pause ends on 20 April.
    assert clock.due_on == date(2026, 4, 22)
    assert clock.pauses.get().resumed_on == date(2026, 4, 20)


def test_a_pause_needs_a_reason_a_running_clock_and_a_day_in_order(run):
    with pytest.raises(NotRunning):
        pause_clock(**LETTER, reason="Alasan", now=NOW)
    run()
    with pytest.raises(ReasonMissing):
        pause_clock(**LETTER, reason="  ", now=NOW)
    with pytest.raises(DayOutOfOrder):
        pause_clock(**LETTER, reason="Alasan", now=at(date(2026, 3, 12)))
    pause_clock(**LETTER, reason="Alasan", now=at(date(2026, 3, 16)))
    with pytest.raises(DayOutOfOrder):
        resume_clock(**LETTER, now=at(date(2026, 3, 13)))
    with pytest.raises(NotRunning):
        resume_clock(subject_id=99, code=FOLLOWUP_LETTER, now=NOW)


def test_correcting_the_start_is_on_record(run, official):
    run()
    clock = move_start(**LETTER, started_on=date(2026, 3, 16), reason="Tanggal lengkap keliru", now=NOW, by=official)
    assert (clock.due_on, Clock.objects.get().started_on) == (date(2026, 4, 13), date(2026, 3, 16))
    assert ClockChange.objects.get().by == official
    with pytest.raises(ReasonMissing):
        move_start(**LETTER, started_on=START, reason="", now=NOW, by=official)


def test_why_this_date_in_words(run):
    told = explain_clock(run())
    words = told.sentences()
    assert words[0] == "Jumat, 13 Maret 2026: hari mulai, tidak dihitung"
    assert words[1] == "Sabtu, 14 Maret 2026: Sabtu, tidak dihitung"
    assert words[3] == "Senin, 16 Maret 2026: hari ke-1"
    assert words[6] == "Kamis, 19 Maret 2026: tidak dihitung: Hari Suci Nyepi"
    assert words[-1] == "Jumat, 10 April 2026: hari ke-14"
    assert told.doubts == []


def test_a_limit_in_a_year_without_decree_says_so(run, calendar):
    clock = run(SLA_FIELD, started_on=date(2026, 12, 18))
    assert (clock.due_on, clock.is_provisional) == (date(2027, 3, 31), True)
    doubt, follows = explain_clock(clock).doubts
    assert doubt == "SEMENTARA: hari libur tahun 2027 belum ditetapkan dengan keputusan."
    assert follows.startswith("Tanggal ini masih dapat bergeser")


def test_a_limit_in_a_year_never_entered_says_so_louder(db):
    clock = start_clock(subject_id=7, code=SLA_PLAIN, started_on=date(2028, 3, 13), now=NOW)
    assert clock.is_provisional
    assert "tahun 2028 belum dimuat" in explain_clock(clock).doubts[0]


def test_a_stopped_clock_is_explained_by_the_calendar_of_its_time(run):
    run()
    clock = stop_clock(**LETTER, outcome="SURAT_DIKIRIM", now=at(date(2026, 4, 8)))
    later = at(date(2026, 4, 20))
    change_days(changes=[DayChange(date(2026, 3, 20), None)], by=None, now=later, reason="SKB diubah")
    assert explain_clock(clock).lines[-1].day == clock.due_on == date(2026, 4, 10)


def test_the_history_refuses_changes_in_python_and_in_the_database(run):
    run()
    move_start(**LETTER, started_on=date(2026, 3, 16), reason="Keliru", now=NOW, by=None)
    change = ClockChange.objects.get()
    for refused in (
        change.save,
        change.delete,
        ClockChange.objects.all().delete,
        lambda: ClockChange.objects.update(by=1),
    ):
        with pytest.raises(ChangesAreAppendOnly):
            refused()
    for statement in ("UPDATE dumas_workflows_clockchange SET reason = 'x'", "DELETE FROM dumas_workflows_clockchange"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert ClockChange.objects.get().reason == "Keliru"
