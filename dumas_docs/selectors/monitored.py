"""The matrix of a monitoring, as far as its reader may know of the cases in it; and the monitorings of a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from dumas_docs.access.choosers import known_rows
from dumas_docs.access.roles import READ
from dumas_docs.enums import Level
from dumas_docs.exports.dates import day_text
from dumas_docs.models import (
    BasePage,
    ClarifiedCase,
    Complaint,
    MonitoredCase,
    MonitoringActivity,
    MonitoringReport,
    OutgoingLetter,
)

from .parties import masked_complainants, masked_reported_parties

# Sheets of a monitoring that print the matrix; "" is the usual one, the proposal.
WITH_ROWS = ("", "usulan", "matriks")


@dataclass(frozen=True)
class MatrixRow:
    """A row with its case. Parties (masked) and matter are empty where the reader may only know of the case."""

    row: MonitoredCase
    case: Complaint
    complainants: str = ""
    reported: str = ""
    matter: str = ""


def matrix_of(activity: MonitoringActivity) -> list[MatrixRow]:
    """The rows of cases the reader may know of, in their order; a constant number of queries."""
    rows = known_rows(list(activity.monitored_cases.all()))
    wanted = [row.complaint_id for row in rows]
    held = Complaint.objects.filter(pk__in=wanted).prefetch_related("complainants", "reported_parties")
    cases = {case.pk: case for case in held}
    return [_row(row, cases[row.complaint_id]) for row in rows]


def level_of_sheet(page: BasePage, sheet: str) -> Level:
    """How strictly a sheet of `page` is kept: as the document, and as the strictest case its rows tell this reader of
    (domain.md §10). Two queries for what has such rows, none for anything else."""
    level = Level(page.level)
    if isinstance(page, MonitoringActivity) and sheet in WITH_ROWS:
        rows: list[Any] = list(page.monitored_cases.all())
    elif isinstance(page, MonitoringReport) and not sheet:
        rows = list(page.clarified_cases.all())
    else:
        return level
    told = {row.complaint_id for row in known_rows(rows)} - {None}
    strictest = Complaint.objects.filter(pk__in=told).aggregate(strictest=Max("level"))["strictest"]
    return max(level, Level(strictest or level))


def letters_quoted(rows: Iterable[MonitoredCase | ClarifiedCase]) -> dict[str, str]:
    """How each letter of a matrix stands on paper: behind a number alone the day of that letter, as far as it is told.

    One query."""
    refs = [row.letter_ref.strip() for row in rows]
    found = OutgoingLetter.objects.filter(number__in=refs, date__isnull=False)
    days = {letter.number: day_text(letter.date) for letter in found if READ in letter.reader_verbs}
    return {ref: f"{ref}\ntanggal {days[ref]}" if ref in days else ref for ref in refs}


def monitorings_of(case: Complaint) -> list[MonitoringActivity]:
    """Monitorings of the follow-up of `case` that the reader may know of, the latest first."""
    named = MonitoredCase.objects.filter(complaint_id=case.pk).values("activity_id")
    return list(MonitoringActivity.objects.filter(pk__in=named).order_by("-pk"))


def _row(row: MonitoredCase, case: Complaint) -> MatrixRow:
    if READ not in case.reader_verbs:
        return MatrixRow(row, case)
    return MatrixRow(
        row,
        case,
        complainants=", ".join(party.name for party in masked_complainants(case) if party.name),
        reported=", ".join(party.name for party in masked_reported_parties(case) if party.name),
        matter=case.subject,
    )
