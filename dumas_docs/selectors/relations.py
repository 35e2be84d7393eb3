"""Cases linked with a case or named in a report. For who may not know of the other case there is no link at all."""

from __future__ import annotations

from dataclasses import dataclass

from dumas_docs.access.choosers import known_rows
from dumas_docs.models import ClarifiedCase, Complaint, ConsultedCase, MonitoringReport, RelatedCase, Review


@dataclass(frozen=True)
class Relation:
    """A link to a case the reader may know of."""

    case: Complaint
    kind: str
    note: str


def related_cases(case: Complaint) -> list[Relation]:
    """Cases this one names."""
    links = list(case.related_cases.all())
    known = Complaint.objects.in_bulk([link.other_id for link in links])
    return [
        Relation(known[link.other_id], link.get_kind_display(), link.note) for link in links if link.other_id in known
    ]


def cases_referring_to(case: Complaint) -> list[Relation]:
    """Cases that name this one."""
    links = list(RelatedCase.objects.filter(other_id=case.pk))
    known = Complaint.objects.in_bulk([link.complaint_id for link in links])
    return [
        Relation(known[link.complaint_id], link.get_kind_display(), "") for link in links if link.complaint_id in known
    ]


def consulted_cases(review: Review) -> list[tuple[ConsultedCase, Complaint]]:
    """Earlier cases a review consulted, of those the reader may know of."""
    rows = known_rows(review.past_cases_consulted.all())
    cases = Complaint.objects.in_bulk([row.complaint_id for row in rows])
    return [(row, cases[row.complaint_id]) for row in rows]


def clarified_cases(report: MonitoringReport) -> list[tuple[ClarifiedCase, Complaint | None]]:
    """Rows of a report's matrix, each with its case where it names one; rows of other people's cases are not told."""
    rows = known_rows(report.clarified_cases.all())
    cases = Complaint.objects.in_bulk([row.complaint_id for row in rows if row.complaint_id])
    return [(row, cases.get(row.complaint_id)) for row in rows]
