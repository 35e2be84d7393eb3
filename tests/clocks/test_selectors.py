"""The deadline board: three groups, nothing of subjects one was not given, a constant number of queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.clocks.conftest import NOW, START
from workflows.clocks.running import pause_clock, stop_all_clocks
from workflows.clocks.selectors import Group, board_rows, clocks_of, deadline_board, reminders_of, running_clocks
from workflows.clocks.table import FOLLOWUP_LETTER, SLA_FIELD, SLA_PLAIN
from workflows.models import Clock, ClockNotice, NoticeKind

pytestmark = [pytest.mark.django_db, pytest.mark.both]

# Due on 10 April with the monitoring point on 7 April.
LETTER = 7


@pytest.mark.parametrize(
    ("day", "group", "left"),
    [
        (date(2026, 4, 6), Group.AMAN, 4),
        (date(2026, 4, 7), Group.TITIK_PANTAU, 3),
        (date(2026, 4, 10), Group.TITIK_PANTAU, 0),
        (date(2026, 4, 13), Group.TERLAMBAT, -1),
    ],
)
def test_a_clock_stands_in_one_group(run, day, group, left):
    run()
    row = board_rows(subject_ids=[LETTER], on=day)[0]
    assert (row.group, row.days_left, row.days_late) == (group, left, max(-left, 0))
    board = deadline_board(subject_ids=[LETTER], on=day)
    assert (board.safe, board.at_monitoring_point, board.overdue) == tuple(int(group == each) for each in Group)
    assert [len(board_rows(subject_ids=[LETTER], on=day, group=each)) for each in Group] == [
        int(group == each) for each in Group
    ]


def test_only_the_subjects_one_is_given_are_counted(run):
    run(), run(subject_id=8), run(subject_id=9)
    on = date(2026, 4, 8)
    assert deadline_board(subject_ids=[8], on=on).total == 1
    assert [row.clock.subject_id for row in board_rows(subject_ids=[8, 9], on=on)] == [8, 9]
    assert deadline_board(subject_ids=[], on=on).total == 0
    assert set(running_clocks(subject_ids=[7, 9])) == {7, 9}
    query = Clock.objects.filter(subject_id=9).values("subject_id")
    assert deadline_board(subject_ids=query, on=on).total == 1


def test_stopped_clocks_leave_the_board_and_paused_ones_stay(run):
    run(), run(subject_id=8)
    stop_all_clocks(subject_id=8, outcome="DITUTUP", now=NOW)
    pause_clock(subject_id=7, code=FOLLOWUP_LETTER, reason="Menunggu", now=NOW)
    board = deadline_board(subject_ids=[7, 8], on=date(2026, 4, 20))
    assert (board.overdue, board.paused, board.total) == (1, 1, 1)
    assert board_rows(subject_ids=[7, 8], on=date(2026, 4, 20))[0].paused.reason == "Menunggu"


def test_provisional_limits_are_counted_and_codes_can_be_chosen(run):
    run(), run(SLA_FIELD, started_on=date(2026, 12, 18), subject_id=8)
    assert deadline_board(subject_ids=[7, 8], on=START).provisional == 1
    assert deadline_board(subject_ids=[7, 8], on=START, codes=[SLA_PLAIN]).total == 0


def test_the_most_urgent_come_first_page_by_page(run):
    for number in range(6):
        run(subject_id=number, started_on=START + timedelta(days=6 - number))
    pages = [board_rows(subject_ids=range(6), on=START, limit=4, offset=first) for first in (0, 4)]
    dues = [row.clock.due_on for page in pages for row in page]
    assert dues == sorted(dues) and len(dues) == 6


def test_queries_do_not_grow_with_the_board(run, django_assert_num_queries):
    for number in range(30):
        run(subject_id=number)
    with django_assert_num_queries(4):
        deadline_board(subject_ids=range(30), on=START)
        assert len(board_rows(subject_ids=range(30), on=START)) == 30


def test_clocks_of_a_subject_and_reminders_of_a_person(run, official):
    clock, _other = run(), run(SLA_PLAIN)
    assert set(clocks_of(subject_id=LETTER)) == {clock, _other}
    notice = ClockNotice.objects.create(
        clock=clock, kind=NoticeKind.TITIK_PANTAU, day=START, person=official, queued_at=NOW
    )
    assert list(reminders_of(person=official, subject_ids=[LETTER])) == [notice]
    assert not reminders_of(person=official, subject_ids=[8])
