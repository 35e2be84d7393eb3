"""The clocks of the office as a table (domain.md §5). `manage.py print_clocks` shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.conf import setting
from workflows.models import CountsIn

WORKING, CALENDAR = CountsIn.HARI_KERJA, CountsIn.HARI_KALENDER


class UnknownClock(LookupError):
    """No row of the table has that code."""


@dataclass(frozen=True)
class ClockRule:
    """One row: when the clock starts, how long it runs, when somebody looks at it, and what stops it."""

    code: str
    label: str | Promise
    starts_at: str | Promise
    limit: int
    counts_in: CountsIn
    monitor_before: int
    stops_at: str | Promise
    source: str
    is_on: bool = True

    @property
    def authority(self) -> str:
        """`source` as an official cites it."""
        parts = (part.partition(" ") for part in self.source.split(", "))
        return "; ".join(f"{AUTHORITIES.get(code, code)}{gap}{rest}" for code, gap, rest in parts)


# What the marks of `source` stand for. Official titles; they are Indonesian whatever language the screen speaks.
AUTHORITIES = {
    "S1": "Standar Pelayanan Penanganan Pengaduan Masyarakat (SK Asdep 4/2022)",
    "S2": "Peraturan Menteri PANRB tahun 2018 tentang SP4N",
    "S3": "SOP SP4N-LAPOR!",
    "F3": "ketentuan LAPOR!",
    "F21": "Perpres 76/2013",
}
FOLLOWUP_LETTER = "followup_letter"
SLA_INFO, SLA_PLAIN, SLA_FIELD = "sla_info_normatif_5", "sla_non_pemeriksaan_14", "sla_pemeriksaan_60"
SP4N_VERIFY, SP4N_ROUTE, SP4N_RESPONSE = "sp4n_verify", "sp4n_route", "sp4n_response"
SP4N_AUTOCLOSE, COMPLETION = "sp4n_autoclose", "completion_by_complainant"

# Class of a complaint (domain.md §3, sla_class) → its clock.
CLOCK_OF_CLASS = {
    "INFO_NORMATIF_5": SLA_INFO,
    "NON_PEMERIKSAAN_14": SLA_PLAIN,
    "PEMERIKSAAN_60": SLA_FIELD,
}


def rules() -> tuple[ClockRule, ...]:
    """The whole table, as the settings of the office have it."""
    verify, route, response = (3, 5, 10) if setting("SP4N_CUMULATIVE") else (3, 8, 18)
    complete, received, sent, resolved = (
        _("file complete"),
        _("complaint received"),
        _("letter dispatched"),
        _("complaint resolved"),
    )
    # fmt: off
    return (
        ClockRule(FOLLOWUP_LETTER, _("Follow-up letter"), complete, 14, WORKING, 3, sent, "S1 A.3.2"),
        ClockRule(SLA_INFO, _("Normative request for information"), received, 5, WORKING, 3, _("answered"), "S2"),
        ClockRule(SLA_PLAIN, _("Complaint without field inspection"), complete, 14, WORKING, 8, resolved, "S2"),
        ClockRule(SLA_FIELD, _("Complaint with field inspection"), complete, 60, WORKING, 35, resolved, "S2, F21"),
        ClockRule(SP4N_VERIFY, _("SP4N: verification"), received, verify, WORKING, 1, _("verified"), "S3, F3"),
        ClockRule(SP4N_ROUTE, _("SP4N: routing"), received, route, WORKING, 1, _("routed"), "S3, F3"),
        ClockRule(SP4N_RESPONSE, _("SP4N: response"), received, response, WORKING, 2, _("responded"), "S3, F3"),
        ClockRule(SP4N_AUTOCLOSE, _("SP4N: closing without reaction"), _("last action of the institution"), 10,
                  WORKING, 2, _("finished"), "F3"),
        ClockRule(COMPLETION, _("Completion by the complainant"), _("request sent"), 30, CALENDAR, 7,
                  _("data received"), "UU 25/2009 art. 44", is_on=setting("COMPLAINANT_MUST_COMPLETE")),
    )
    # fmt: on


def rule(code: str) -> ClockRule:
    """The row of that code. Raises UnknownClock."""
    found = next((row for row in rules() if row.code == code), None)
    if found is None:
        raise UnknownClock(code)
    return found
