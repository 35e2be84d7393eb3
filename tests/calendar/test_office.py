"""The office's table: loading a year, changing a day, what is provisional, and what nobody may do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from workflows.calendar.change import DecreeMissing, NameMissing, NoSuchDay, ReasonMissing, change_days
from workflows.calendar.load import load_year
from workflows.calendar.office import DayChange, office_calendar
from workflows.calendar.source import YearUnknown, published_days
from workflows.models import CalendarDay, DayKind, DayStatus

pytestmark = [pytest.mark.django_db, pytest.mark.both]

NOW = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
DECREE = "SKB 1497/2025, 2/2025, 5/2025"
NYEPI, JOINT = date(2026, 3, 19), date(2026, 3, 20)


def load(year: int = 2026, *, decree_no: str = DECREE, now: datetime = NOW):
    return load_year(year=year, decree_no=decree_no, now=now, reason="Memuat kalender")


def change(day: date, kind: DayKind | None, name: str = "Libur", **more):
    asked = DayChange(day, kind, name, **more)
    return change_days(changes=[asked], by=None, now=NOW, reason=more.get("reason", "Perubahan SKB"))


def final_until(last: date, *, first: date = date(2026, 3, 13)) -> bool:
    return not office_calendar(first=first, last=first).is_provisional(first, last)


def test_a_year_with_its_decree_is_final_and_the_next_is_not():
    loaded = load()
    assert (len(loaded.entered), loaded.is_decreed) == (25, True)
    load(2027, decree_no="")
    assert final_until(date(2026, 12, 31))
    assert not final_until(date(2027, 1, 4), first=date(2026, 12, 18))


def test_a_year_without_decree_is_never_final():
    assert not load(decree_no="").is_decreed
    assert not final_until(date(2026, 3, 27))


def test_a_year_never_entered_still_counts_but_is_provisional():
    calendar = office_calendar(first=date(2026, 3, 13), last=date(2026, 3, 13))
    assert calendar.days.add(date(2026, 3, 13), 14) == date(2026, 4, 10)
    assert calendar.is_provisional(date(2026, 3, 13), date(2026, 4, 10))
    assert 2026 not in calendar.entered_years


def test_estimates_of_the_source_stay_estimates_in_a_decreed_year():
    load(2027)
    estimates = set(CalendarDay.objects.filter(status=DayStatus.PERKIRAAN).values_list("date", flat=True))
    assert estimates == {date(2027, 3, 10), date(2027, 3, 11), date(2027, 5, 17)}
    assert not CalendarDay.objects.filter(name__contains="perkiraan").exists()
    first = date(2027, 3, 1)
    assert office_calendar(first=first, last=first).doubtful_days(first, date(2027, 3, 31)) == sorted(estimates)[:2]
    assert not final_until(date(2027, 3, 12), first=first)
    assert final_until(date(2027, 4, 9), first=date(2027, 3, 29))


def test_years_without_published_joint_leave_are_estimates_altogether():
    assert all(each.is_estimate for each in published_days(2028))
    load(2028)
    assert not CalendarDay.objects.filter(status=DayStatus.RESMI).exists()


def test_a_year_the_source_does_not_know():
    with pytest.raises(YearUnknown):
        load(1812)


def test_loading_again_changes_nothing_and_never_touches_what_an_official_entered():
    load()
    change(NYEPI, DayKind.LIBUR_NASIONAL, "Nyepi (nama dari SKB)", status=DayStatus.RESMI, decree_no="SKB baru")
    again = load(now=NOW + timedelta(days=1))
    assert (again.entered, len(again.kept), again.stale) == ([], 25, [])
    assert CalendarDay.objects.current().get(date=NYEPI).name == "Nyepi (nama dari SKB)"


def test_the_decree_makes_estimates_official_and_keeps_them_as_history():
    load(decree_no="")
    loaded = load(now=NOW + timedelta(days=30))
    assert len(loaded.entered) == 25
    row = CalendarDay.objects.current().get(date=NYEPI)
    assert (row.status, row.supersedes.status, row.supersedes.superseded_by) == ("RESMI", "PERKIRAAN", row)
    assert CalendarDay.objects.count() == 50


def test_an_estimate_that_nobody_publishes_is_named_and_left():
    change(date(2026, 11, 11), DayKind.LIBUR_KHUSUS, "Pemilihan kepala daerah")
    assert [row.name for row in load().stale] == ["Pemilihan kepala daerah"]
    assert CalendarDay.objects.current().filter(date=date(2026, 11, 11)).exists()


def test_joint_leave_can_count_as_working(settings):
    load()
    assert not office_calendar(first=JOINT, last=JOINT).days.is_working(JOINT)
    settings.DUMAS_WORKFLOWS = {"JOINT_LEAVE_IS_OFF": False}
    days = office_calendar(first=JOINT, last=JOINT).days
    assert days.is_working(JOINT) and not days.is_working(NYEPI)
    assert days.add(date(2026, 3, 13), 14) == date(2026, 4, 6)


def test_a_day_taken_out_stays_in_the_history_and_in_the_calendar_of_then():
    load()
    later = NOW + timedelta(days=40)
    change_days(changes=[DayChange(JOINT, None)], by=None, now=later, reason="SKB diubah")
    assert office_calendar(first=JOINT, last=JOINT).days.is_working(JOINT)
    assert not office_calendar(first=JOINT, last=JOINT, at=later - timedelta(seconds=1)).days.is_working(JOINT)
    row = CalendarDay.objects.get(date=JOINT)
    assert (row.ended_at, row.end_reason) == (later, "SKB diubah")


def test_a_substitute_working_day_on_a_saturday():
    load()
    saturday = date(2026, 3, 14)
    change(saturday, DayKind.HARI_KERJA_PENGGANTI, "Pengganti", status=DayStatus.RESMI, decree_no="SE 1/2026")
    assert office_calendar(first=saturday, last=saturday).days.is_working(saturday)


@pytest.mark.parametrize(
    ("asked", "reason", "fault"),
    [
        (DayChange(JOINT, DayKind.CUTI_BERSAMA, "Cuti", DayStatus.RESMI, "  "), "SKB", DecreeMissing),
        (DayChange(JOINT, DayKind.CUTI_BERSAMA, " "), "SKB", NameMissing),
        (DayChange(JOINT, DayKind.CUTI_BERSAMA, "Cuti"), "  ", ReasonMissing),
        (DayChange(JOINT, None), "SKB", NoSuchDay),
    ],
)
def test_what_cannot_be_entered_changes_nothing(asked, reason, fault):
    good = DayChange(date(2026, 2, 2), DayKind.LIBUR_KHUSUS, "Libur")
    with pytest.raises(fault):
        change_days(changes=[good, asked], by=None, now=NOW, reason=reason)
    assert not CalendarDay.objects.exists()


def test_the_database_itself_knows_one_row_for_a_day_and_a_decree_for_an_official_one():
    row = {"date": JOINT, "kind": "CUTI_BERSAMA", "name": "Cuti", "entered_at": NOW, "reason": "x"}
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarDay.objects.create(**row, status="RESMI", decree_no="")
    CalendarDay.objects.create(**row, status="PERKIRAAN")
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarDay.objects.create(**row, status="PERKIRAAN")


def test_the_calendar_costs_one_query(django_assert_num_queries):
    load()
    with django_assert_num_queries(1):
        office_calendar(first=date(2025, 3, 1), last=date(2027, 3, 1))
