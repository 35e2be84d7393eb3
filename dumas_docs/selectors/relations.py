"""Cases linked with a case. A hidden one stays nameless; a hidden one that links here is not mentioned at all."""

from __future__ import annotations

from dataclasses import dataclass

from dumas_docs.models import ClarifiedCase, Complaint, MonitoringReport, RelatedCase


@dataclass(frozen=True)
class Relation:
    """A link; `case` is None where the reader may not know which case it is."""

    case: Complaint | None
    kind: str
    note: str


def related_cases(case: Complaint) -> list[Relation]:
    """Cases this one names."""
    links = list(case.related_cases.all())
    known = Complaint.objects.in_bulk([link.other_id for link in links])
    return [
        Relation(known.get(link.other_id), link.get_kind_display(), link.note if link.other_id in known else "")
        for link in links
    ]


def cases_referring_to(case: Complaint) -> list[Relation]:
    """Cases that name this one, as far as the reader may know of them."""
    links = list(RelatedCase.objects.filter(other_id=case.pk))
    known = Complaint.objects.in_bulk([link.complaint_id for link in links])
    return [
        Relation(known[link.complaint_id], link.get_kind_display(), "") for link in links if link.complaint_id in known
    ]


def clarified_cases(report: MonitoringReport) -> list[tuple[ClarifiedCase, Complaint | None]]:
    """Rows of a report's matrix, each with its case where the reader may know of it."""
    rows = list(report.clarified_cases.all())
    known = Complaint.objects.in_bulk([row.complaint_id for row in rows if row.complaint_id])
    return [(row, known.get(row.complaint_id)) for row in rows]
