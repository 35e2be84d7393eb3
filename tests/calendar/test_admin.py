"""The calendar on the editing side: for whom it opens, the preview, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse

from workflows.calendar.load import load_year
from workflows.clocks.running import start_clock
from workflows.clocks.table import FOLLOWUP_LETTER
from workflows.models import Appointment, CalendarDay, Clock, ClockChange, Position, Unit

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
ELECTION = {
    "date": "31-03-2026", "kind": "LIBUR_KHUSUS", "name": "Pemilihan", "status": "RESMI", "decree_no": "Keppres 9/2026",
    "decree_date": "", "reason": "Keppres 9/2026", "seen": "",
}  # fmt: skip


@pytest.fixture
def administrator(db):
    return get_user_model().objects.create(username="admin", is_superuser=True)


@pytest.fixture
def clerk(db):
    """Holds a position, so the editing side opens; holds no right on the calendar."""
    unit = Unit.objects.create(code="uji", name="Unit uji")
    position = Position.objects.create(code="staf", title="Staf", unit=unit, role_code="staf", rank_group="PELAKSANA")
    person = get_user_model().objects.create(username="staf")
    Appointment.objects.create(person=person, position=position, starts_on=date(2020, 1, 1))
    return person


@pytest.fixture
def clock(administrator):
    load_year(year=2026, now=NOW, decree_no="SKB 1497/2025", reason="Memuat kalender")
    return start_clock(subject_id=7, code=FOLLOWUP_LETTER, started_on=date(2026, 3, 13), now=NOW)


def url(name: str, *args: int) -> str:
    return reverse(f"kalender:{name}", args=args)


def joint_leave() -> CalendarDay:
    return CalendarDay.objects.current().get(date=date(2026, 3, 20))


def ask_twice(client, address: str, form: dict):
    """See what moves, then save; returns both answers."""
    shown = client.post(address, form)
    return shown, client.post(address, {**form, "seen": shown.context["summary"].token})


def test_the_list_says_how_firm_each_year_is(client, administrator, clock):
    load_year(year=2027, now=NOW, reason="Memuat kalender")
    client.force_login(administrator)
    page = client.get(url("index"), {"year": "2026"}).content.decode()
    assert "2026: ditetapkan dengan keputusan, 25 hari." in page
    assert "2027: SEMENTARA, 26 hari tanpa keputusan" in page
    assert "Hari Suci Nyepi" in page and "SKB 1497/2025" in page


@pytest.mark.parametrize("name", ["index", "add", "edit", "delete"])
def test_without_the_right_nothing_opens(client, clerk, clock, name):
    args = (joint_leave().pk,) if name in ("edit", "delete") else ()
    client.force_login(clerk)
    answers = [client.get(url(name, *args))] + ([client.post(url(name, *args), ELECTION)] if name != "index" else [])
    for answer in answers:
        assert answer.status_code in (302, 403)
        assert "Nyepi" not in answer.content.decode()
    assert CalendarDay.objects.count() == 25 and not ClockChange.objects.exists()


def test_the_right_is_djangos_permission(client, clerk, clock):
    clerk.user_permissions.add(Permission.objects.get(codename="change_calendarday"))
    client.force_login(clerk)
    assert client.get(url("edit", joint_leave().pk)).status_code == 200
    assert client.get(url("add")).status_code != 200 != client.get(url("delete", joint_leave().pk)).status_code


def test_a_new_day_is_shown_before_it_is_saved(client, administrator, clock):
    client.force_login(administrator)
    assert client.get(url("add")).status_code == 200
    shown = client.post(url("add"), ELECTION)
    assert "1 jangka waktu berjalan bergeser." in shown.content.decode()
    assert "jatuh tempo baru 13 April 2026" in shown.content.decode()
    assert not CalendarDay.objects.filter(date=date(2026, 3, 31)).exists()
    saved = client.post(url("add"), {**ELECTION, "seen": shown.context["summary"].token}, follow=True)
    assert "bergeser: 1." in saved.content.decode()
    row = CalendarDay.objects.get(date=date(2026, 3, 31))
    assert (row.entered_by, row.decree_no, row.reason) == (administrator, "Keppres 9/2026", "Keppres 9/2026")
    assert Clock.objects.get().due_on == date(2026, 4, 13)
    assert ClockChange.objects.get().by == administrator


def test_what_was_shown_must_still_be_so(client, administrator, clock):
    client.force_login(administrator)
    shown = client.post(url("add"), ELECTION)
    start_clock(subject_id=8, code=FOLLOWUP_LETTER, started_on=date(2026, 3, 13), now=NOW)
    again = client.post(url("add"), {**ELECTION, "seen": shown.context["summary"].token})
    assert "2 jangka waktu berjalan bergeser." in again.content.decode()
    assert not ClockChange.objects.exists()


def test_changing_and_taking_out_a_day_leaves_its_history(client, administrator, clock):
    client.force_login(administrator)
    row = joint_leave()
    form = {
        **ELECTION,
        "date": "",
        "kind": "CUTI_BERSAMA",
        "name": "Cuti bersama Lebaran",
        "decree_no": "SKB perubahan",
    }
    _shown, saved = ask_twice(client, url("edit", row.pk), form)
    assert saved.status_code == 302
    changed = joint_leave()
    assert (changed.name, changed.supersedes, changed.date) == ("Cuti bersama Lebaran", row, row.date)
    page = client.get(url("edit", changed.pk)).content.decode()
    assert "Riwayat hari ini" in page and "Cuti Bersama Hari Raya Idul Fitri" in page and "SKB 1497/2025" in page
    shown, _saved = ask_twice(client, url("delete", changed.pk), {"reason": "SKB dicabut"})
    assert "1 jangka waktu berjalan bergeser." in shown.content.decode()
    assert not CalendarDay.objects.current().filter(date=row.date).exists()
    assert Clock.objects.get().due_on == date(2026, 4, 9)
    assert client.get(url("edit", changed.pk)).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"decree_no": ""}, "Mohon isi nomor keputusan"),
        ({"date": "20-03-2026"}, "sudah tercatat dalam kalender"),
        ({"date": "31-02-2026"}, "tanggal"),
        ({"date": "31-03-1812"}, "Tahun berada di antara 1990 dan 2099"),
        ({"reason": ""}, "harus diisi"),
        ({"name": "x" * 201}, "200"),
    ],
)
def test_bad_input_is_said_and_kept(client, administrator, clock, wrong, said):
    client.force_login(administrator)
    answer = client.post(url("add"), {**ELECTION, **wrong})
    page = answer.content.decode()
    assert answer.status_code == 200 and said in page
    assert "Keppres 9/2026" in page or "reason" in wrong
    assert CalendarDay.objects.count() == 25


def test_queries_do_not_grow_with_the_calendar(client, administrator, clock, django_assert_max_num_queries):
    client.force_login(administrator)
    client.get(url("index"))
    load_year(year=2027, now=NOW, reason="Memuat kalender")
    with django_assert_max_num_queries(20):
        client.get(url("index"))
