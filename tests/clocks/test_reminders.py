"""Reminders: to whom and when, in office hours, once, and without a word of the matter."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command

from tests.clocks.conftest import NOW
from workflows.calendar.office import DayChange
from workflows.clocks.follow import change_calendar
from workflows.clocks.outbox import MOST_TRIES, send_reminders, take
from workflows.clocks.recipients import NobodyAnswers, Recipients, recipients_from
from workflows.clocks.reminders import due_reminders, queue_reminders
from workflows.clocks.running import pause_clock, stop_all_clocks
from workflows.clocks.table import FOLLOWUP_LETTER, SLA_PLAIN
from workflows.models import Clock, ClockNotice, DayKind, NoticeKind, NoticeState

pytestmark = [pytest.mark.django_db, pytest.mark.both]

MONITOR, DUE = date(2026, 4, 7), date(2026, 4, 10)


def at(day: date, hour: int = 9) -> datetime:
    """A moment by the office's clock, seven hours ahead of UTC."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC) - timedelta(hours=7)


def told(now: datetime) -> list[tuple[str, str, date]]:
    return [(each.person.username, each.kind.value, each.day) for each in due_reminders(now)]


def send(now: datetime, **more):
    return send_reminders(clock=lambda: now, **more)


@pytest.fixture
def superior(db):
    return get_user_model().objects.create(username="asdep", email="asdep@contoh.example")


@pytest.fixture
def desk(official, superior):
    """Everything is the division head's work, under the assistant deputy."""

    def answer(*, subject_ids, on):
        return {
            number: Recipients(f"PGD-2026-{number:05}", f"/naskah/{number}/", (official,), (superior,))
            for number in subject_ids
        }

    with recipients_from(answer):
        yield


def test_nothing_before_the_monitoring_point(run, desk):
    run()
    assert told(at(date(2026, 4, 6))) == []


def test_the_actor_at_the_monitoring_point_and_the_superior_from_the_due_date(run, desk):
    run()
    assert told(at(MONITOR)) == [("kabid", "TITIK_PANTAU", MONITOR)]
    assert told(at(DUE)) == [("kabid", "JATUH_TEMPO", DUE), ("asdep", "JATUH_TEMPO", DUE)]
    assert told(at(date(2026, 4, 13))) == [
        ("kabid", "TERLAMBAT", date(2026, 4, 13)), ("asdep", "TERLAMBAT", date(2026, 4, 13)),
    ]  # fmt: skip


def test_the_monitoring_point_of_a_service_class_is_where_superiors_intervene(run, desk):
    run(SLA_PLAIN)
    assert told(at(date(2026, 3, 30))) == [
        ("kabid", "TITIK_PANTAU", date(2026, 3, 30)), ("asdep", "TITIK_PANTAU", date(2026, 3, 30)),
    ]  # fmt: skip


def test_overdue_is_said_again_every_five_working_days(run, desk):
    run()
    days = [date(2026, 4, 13) + timedelta(days=number) for number in range(19)]
    said = []
    for day in days:
        said += [each.day for each in due_reminders(at(day)) if not each.as_superior]
        queue_reminders(at(day))
    assert said == [date(2026, 4, 13), date(2026, 4, 20), date(2026, 4, 27)]


@pytest.mark.parametrize(
    "now",
    [
        at(DUE, 6), at(DUE, 16), at(date(2026, 4, 11)), at(date(2026, 4, 12)), at(date(2026, 5, 1)),
        at(date(2026, 5, 28)),
    ],
)  # fmt: skip
def test_only_in_office_hours_of_working_days(run, desk, now):
    run()
    assert told(now) == []
    assert (queue_reminders(now).queued, ClockNotice.objects.count()) == (0, 0)
    queue_reminders(at(MONITOR))
    assert send(now).sent == 0 == len(mail.outbox)


def test_a_missed_day_is_caught_up_with_the_stage_of_then(run, desk):
    run()
    assert told(at(date(2026, 4, 9))) == [("kabid", "TITIK_PANTAU", MONITOR)]
    assert {each.kind for each in due_reminders(at(date(2026, 4, 17)))} == {NoticeKind.TERLAMBAT}
    assert told(at(date(2026, 4, 17)))[0][2] == date(2026, 4, 13)


def test_queued_and_sent_once_however_often_it_runs(run, desk):
    run()
    for hour in (8, 9, 10):
        queue_reminders(at(MONITOR, hour))
        send(at(MONITOR, hour))
    assert len(mail.outbox) == 1 == ClockNotice.objects.filter(state=NoticeState.TERKIRIM).count()


def test_the_mail_holds_the_number_and_nothing_of_the_matter(run, desk):
    run()
    queue_reminders(at(DUE))
    assert send(at(DUE)).sent == 2
    own, of_superior = mail.outbox
    assert own.subject == "[Dumas Docs] Jatuh tempo hari ini: PGD-2026-00007"
    assert "PGD-2026-00007 jatuh tempo hari ini: Surat tindak lanjut." in own.body
    assert "http://127.0.0.1:8000/naskah/7/" in own.body
    assert "atasan" not in own.body and "atasan" in of_superior.body
    assert (own.to, of_superior.to) == (["kabid@contoh.example"], ["asdep@contoh.example"])


def test_a_pause_hides_nothing(run, desk):
    run()
    pause_clock(subject_id=7, code=FOLLOWUP_LETTER, reason="Menunggu dokumen", now=NOW)
    queue_reminders(at(DUE))
    send(at(DUE))
    assert len(mail.outbox) == 2 and "dijeda" in mail.outbox[0].body
    assert "Menunggu dokumen" not in mail.outbox[0].body


def test_a_vacant_desk_is_told_of_above_it_and_no_desk_is_reported(run, desk, superior):
    run(), run(subject_id=8)
    vacant = {7: Recipients("PGD-7", "/7/", (), (superior,))}
    with recipients_from(lambda *, subject_ids, on: vacant):
        assert told(at(MONITOR)) == [("asdep", "TITIK_PANTAU", MONITOR)]
        assert [clock.subject_id for clock in queue_reminders(at(MONITOR)).nobody] == [8]


def test_a_clock_that_stopped_and_a_person_who_left_are_told_nothing_any_more(run, desk, official, superior):
    run()
    queue_reminders(at(DUE))
    with recipients_from(lambda *, subject_ids, on: {7: Recipients("PGD-7", "/7/", (superior,))}):
        assert (send(at(DUE)).sent, len(mail.outbox)) == (1, 1)
    run(subject_id=8)
    queue_reminders(at(DUE, 10))
    stop_all_clocks(subject_id=8, outcome="DITUTUP", now=at(DUE, 10))
    assert send(at(DUE, 10)).withdrawn == 2
    assert len(mail.outbox) == 1


def test_who_has_no_address_is_named_and_finds_it_on_the_board(run, desk, official):
    official.email = ""
    official.save()
    run()
    queue_reminders(at(MONITOR))
    assert send(at(MONITOR)).unaddressed == 1
    assert ClockNotice.objects.get().state == NoticeState.TANPA_ALAMAT


def test_a_mail_server_that_is_down_is_tried_again_and_at_last_given_up(run, desk):
    def refuse(notice, recipients):
        raise ConnectionRefusedError

    run()
    queue_reminders(at(MONITOR))
    for turn in range(1, MOST_TRIES):
        result = send(at(MONITOR), deliver=refuse)
        assert (result.failed, result.given_up) == (1, [])
        assert ClockNotice.objects.get().tries == turn
    assert len(send(at(MONITOR), deliver=refuse).given_up) == 1
    assert send(at(MONITOR)).sent == 0


def test_a_server_that_comes_back_gets_it_once(run, desk):
    def refuse(notice, recipients):
        raise ConnectionRefusedError

    run()
    queue_reminders(at(MONITOR))
    send(at(MONITOR), deliver=refuse)
    assert send(at(MONITOR)).sent == 1 == len(mail.outbox)


def test_what_one_sender_has_taken_another_leaves_until_the_lease_ends(run, desk):
    run()
    queue_reminders(at(MONITOR))
    assert len(take(now=at(MONITOR))) == 1
    assert send(at(MONITOR) + timedelta(minutes=9)).sent == 0
    assert send(at(MONITOR) + timedelta(minutes=11)).sent == 1


def test_a_moved_limit_gets_reminders_of_its_new_day(run, desk):
    run()
    queue_reminders(at(MONITOR))
    change = DayChange(date(2026, 4, 8), DayKind.LIBUR_KHUSUS, "Libur")
    change_calendar(changes=[change], by=None, now=at(MONITOR), reason="Keppres")
    assert Clock.objects.get().due_on == date(2026, 4, 13)
    assert told(at(DUE)) == []  # the monitoring point stayed where it was and has been told
    assert {each.kind for each in due_reminders(at(date(2026, 4, 13)))} == {NoticeKind.JATUH_TEMPO}


def test_one_look_costs_few_queries(run, desk, django_assert_max_num_queries):
    for number in range(40):
        run(subject_id=100 + number)
    with django_assert_max_num_queries(6):
        queue_reminders(at(DUE))
    assert ClockNotice.objects.count() == 80


def test_a_site_that_names_nobody_is_told_so(run, monkeypatch):
    run()
    monkeypatch.setattr("workflows.clocks.recipients._registered", [])
    with pytest.raises(NobodyAnswers):
        due_reminders(at(MONITOR))


def test_the_command_of_such_a_site_still_keeps_the_clocks_in_line(run, monkeypatch):
    run()
    Clock.objects.update(due_on=date(2026, 1, 1), monitor_on=date(2026, 1, 1))
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(MONITOR))
    monkeypatch.setattr("workflows.clocks.recipients._registered", [])
    out, err = StringIO(), StringIO()
    call_command("run_clocks", stdout=out, stderr=err)
    assert "bergeser: 1." in out.getvalue() and "kepada siapa" in err.getvalue()
    assert Clock.objects.get().due_on == DUE


def test_the_command_does_it_all(run, desk, monkeypatch):
    run(), run(subject_id=8, code=SLA_PLAIN)
    Clock.objects.filter(subject_id=8).update(due_on=date(2026, 1, 1), monitor_on=date(2026, 1, 1))
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(MONITOR))
    out, err = StringIO(), StringIO()
    call_command("run_clocks", stdout=out, stderr=err)
    assert "bergeser: 1." in out.getvalue() and "3 baru, 3 terkirim" in out.getvalue()
    assert err.getvalue() == "" and len(mail.outbox) == 3
    call_command("run_clocks", stdout=out, stderr=err)
    assert len(mail.outbox) == 3
