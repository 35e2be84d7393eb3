"""Every row of the table of clocks against domain.md §5, and its printed form."""

from __future__ import annotations

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from workflows.clocks.table import CLOCK_OF_CLASS, UnknownClock, rule, rules
from workflows.models import CountsIn

LIMITS = {
    "followup_letter": 14,
    "sla_info_normatif_5": 5,
    "sla_non_pemeriksaan_14": 14,
    "sla_pemeriksaan_60": 60,
    "sp4n_verify": 3,
    "sp4n_route": 5,
    "sp4n_response": 10,
    "sp4n_autoclose": 10,
    "completion_by_complainant": 30,
}


def test_limits_are_those_of_the_domain():
    assert {row.code: row.limit for row in rules()} == LIMITS
    assert [row.code for row in rules() if row.counts_in == CountsIn.HARI_KALENDER] == ["completion_by_complainant"]
    assert [row.code for row in rules() if not row.is_on] == ["completion_by_complainant"]


def test_monitoring_points_of_the_classes():
    assert [rule(code).monitor_before for code in CLOCK_OF_CLASS.values()] == [3, 8, 35]


def test_windows_of_sp4n_can_follow_one_another(settings):
    settings.DUMAS_WORKFLOWS = {"SP4N_CUMULATIVE": False}
    assert [rule(code).limit for code in ("sp4n_verify", "sp4n_route", "sp4n_response")] == [3, 8, 18]


def test_the_ground_of_a_limit_is_told_as_an_official_cites_it():
    assert rule("followup_letter").authority.endswith("Pengaduan Masyarakat (SK Asdep 4/2022) A.3.2")
    assert rule("completion_by_complainant").authority == "UU 25/2009 art. 44"
    assert not [row.code for row in rules() if re.match(r"[SF]\d", row.authority)]


def test_a_code_that_is_not_in_the_table():
    with pytest.raises(UnknownClock):
        rule("lunch")


@pytest.mark.parametrize(
    ("code", "due", "monitor"),
    [
        ("followup_letter", date(2026, 4, 10), date(2026, 4, 7)),
        ("sla_info_normatif_5", date(2026, 3, 27), date(2026, 3, 17)),
        ("sla_non_pemeriksaan_14", date(2026, 4, 10), date(2026, 3, 30)),
        ("sla_pemeriksaan_60", date(2026, 6, 24), date(2026, 4, 27)),
        ("sp4n_verify", date(2026, 3, 25), date(2026, 3, 17)),
        ("sp4n_route", date(2026, 3, 27), date(2026, 3, 26)),
        ("sp4n_response", date(2026, 4, 6), date(2026, 4, 1)),
        ("sp4n_autoclose", date(2026, 4, 6), date(2026, 4, 1)),
    ],
)
def test_dates_of_every_clock(run, code, due, monitor):
    clock = run(code)
    assert (clock.due_on, clock.monitor_on, clock.is_provisional) == (due, monitor, False)


@pytest.mark.parametrize(
    ("code", "monitor"),
    [
        ("sla_info_normatif_5", date(2026, 3, 24)),
        ("sla_non_pemeriksaan_14", date(2026, 4, 2)),
        ("sla_pemeriksaan_60", date(2026, 5, 20)),
    ],
)
def test_monitoring_points_in_calendar_days(run, settings, code, monitor):
    settings.DUMAS_WORKFLOWS = {"MONITOR_IN_WORKING_DAYS": False}
    assert run(code).monitor_on == monitor


def test_completion_runs_in_calendar_days_once_switched_on(run, settings):
    settings.DUMAS_WORKFLOWS = {"COMPLAINANT_MUST_COMPLETE": True}
    clock = run("completion_by_complainant")
    assert (clock.due_on, clock.monitor_on, clock.is_provisional) == (date(2026, 4, 12), date(2026, 4, 5), False)


def test_the_printed_table_names_every_clock():
    out = StringIO()
    call_command("print_clocks", stdout=out)
    lines = out.getvalue().splitlines()
    for code, limit in LIMITS.items():
        line = next(line for line in lines if code in line)
        assert str(limit) in line
    assert any("completion_by_complainant" in line and "tidak dipakai" in line for line in lines)
