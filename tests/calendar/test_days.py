"""Counting working days: the test vectors of domain.md §5, edges, and properties on random calendars."""

from __future__ import annotations

import random
from datetime import date, timedelta

import holidays
import pytest

from workflows.calendar.days import Why, WorkingCalendar, every_day

YEARS = range(2025, 2029)


def indonesia(*categories: str) -> WorkingCalendar:
    return WorkingCalendar(dict(holidays.country_holidays("ID", categories=categories, language="id", years=YEARS)))


BOTH = indonesia("public", "government")
PUBLIC = indonesia("public")


@pytest.mark.parametrize(
    ("start", "five", "fourteen", "sixty"),
    [
        ("2026-03-13", "2026-03-27", "2026-04-10", "2026-06-24"),
        ("2026-03-14", "2026-03-27", "2026-04-10", "2026-06-24"),
        ("2026-03-15", "2026-03-27", "2026-04-10", "2026-06-24"),
        ("2025-12-23", "2026-01-02", "2026-01-15", "2026-04-01"),
        ("2026-12-18", "2026-12-29", "2027-01-13", "2027-03-31"),
    ],
)
def test_limits_of_the_classes(start, five, fourteen, sixty):
    found = [BOTH.add(date.fromisoformat(start), count).isoformat() for count in (5, 14, 60)]
    assert found == [five, fourteen, sixty]


def test_limits_when_joint_leave_counts_as_working():
    found = [PUBLIC.add(date(2026, 3, 13), count).isoformat() for count in (5, 14, 60)]
    assert found == ["2026-03-23", "2026-04-06", "2026-06-15"]


@pytest.mark.parametrize(
    ("calendar", "points"),
    [(BOTH, ["2026-03-17", "2026-03-30", "2026-04-27"]), (every_day(), ["2026-03-24", "2026-04-02", "2026-05-20"])],
)
def test_monitoring_points_of_the_classes(calendar, points):
    limits = [BOTH.add(date(2026, 3, 13), count) for count in (5, 14, 60)]
    found = [calendar.back(due, before).isoformat() for due, before in zip(limits, (3, 8, 35), strict=True)]
    assert found == points


def test_explanation_names_every_day():
    lines = BOTH.explain(date(2026, 3, 13), 5)
    assert [line.day for line in lines] == [date(2026, 3, 13) + timedelta(days=number) for number in range(15)]
    assert [line.number for line in lines if line.number is not None] == [0, 1, 2, 3, 4, 5]
    by_day = {line.day: line for line in lines}
    assert by_day[date(2026, 3, 14)].why == Why.SATURDAY and by_day[date(2026, 3, 15)].why == Why.SUNDAY
    assert by_day[date(2026, 3, 19)].name == "Hari Suci Nyepi"
    assert by_day[date(2026, 3, 23)].name == "Cuti Bersama Hari Raya Idul Fitri"
    assert (lines[-1].day, lines[-1].number) == (date(2026, 3, 27), 5)


def test_extra_working_day_outweighs_weekend_and_holiday():
    saturday, holiday = date(2026, 3, 14), date(2026, 3, 19)
    calendar = WorkingCalendar(BOTH.days_off, {saturday: "Pengganti", holiday: "Batal"})
    assert calendar.add(date(2026, 3, 13), 1) == saturday
    assert calendar.explain(date(2026, 3, 13), 1)[-1].why == Why.COUNTS_INSTEAD
    assert calendar.is_working(holiday)
    assert not calendar.without({saturday: "Dijeda"}).is_working(saturday)


def test_a_start_on_a_day_off_and_nothing_to_count():
    assert BOTH.add(date(2026, 3, 15), 0) == date(2026, 3, 13)
    assert BOTH.on_or_after(date(2026, 3, 18)) == date(2026, 3, 25)
    assert BOTH.back(date(2026, 3, 27), 0) == date(2026, 3, 27)
    assert BOTH.between(date(2026, 3, 27), date(2026, 3, 13)) == -5


@pytest.mark.parametrize("count", ["add", "back", "explain"])
def test_nothing_is_counted_below_zero(count):
    with pytest.raises(ValueError):
        getattr(BOTH, count)(date(2026, 3, 13), -1)


@pytest.mark.parametrize("seed", range(200))
def test_properties(seed):
    dice = random.Random(seed)
    first = date(2026, 1, 1)
    days = [first + timedelta(days=number) for number in range(400)]
    calendar = WorkingCalendar(
        dict.fromkeys(dice.sample(days, dice.randrange(90)), "Libur"), dict.fromkeys(dice.sample(days, 5), "Ganti")
    )
    start, count = first + timedelta(days=dice.randrange(120)), dice.randrange(1, 60)
    due = calendar.add(start, count)
    assert calendar.is_working(due)
    assert calendar.between(start, due) == count
    assert calendar.add(start, count) == calendar.add(calendar.on_or_before(start), count)
    assert calendar.add(start, count + 1) == calendar.add(due, 1) > due
    assert calendar.back(due, count) == calendar.on_or_before(start)
    lines = calendar.explain(start, count)
    assert (lines[-1].day, lines[-1].number) == (due, count)
    assert len(lines) == (due - start).days + 1
    assert all(calendar.is_working(line.day) == bool(line.number) for line in lines[1:])
