"""Which columns and rows of each type of document are searched. Identities are named nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from dumas_docs.models import (
    AssignmentOrder,
    BasePage,
    Complaint,
    FinancialAccountability,
    IncomingLetter,
    MonitoringActivity,
    MonitoringReport,
    OutgoingLetter,
    Review,
    ServiceStandard,
    Sop,
)


@dataclass(frozen=True)
class Source:
    """Where the searchable parts of one type stand. `children` maps a relation to its text fields."""

    text: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    # Numbers of the sender: content, unlike the document's own numbers.
    foreign_numbers: tuple[str, ...] = ()
    children: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # Where institutions are named, one on each line: own fields, or "relation.field" of a relation in `children`.
    institutions: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    titled: bool = False


SOURCES: dict[type[BasePage], Source] = {
    Complaint: Source(
        text=("substance_summary", "chronology", "legal_refs", "category", "letter_date_note", "outcome_text"),
        numbers=("agenda_no",),
        foreign_numbers=("external_id",),
        children={
            "locations": ("regency", "province", "country"), "reported_parties": ("institution",),
            "directions": ("given_by", "text"),
        },
        institutions=("reported_parties.institution",),
        # The day it came in: what is loaded from old mail may be registered much later.
        date=("received_at",),
    ),
    Review: Source(
        text=(
            "issue_statement", "assumptions", "findings", "analysis", "conclusion", "recommendation", "notice",
        ),
        # Rows about other cases are not searched: who reads the review may not know of those.
        children={"rules_linked": ("name", "relevance")},
        date=("approved_at",),
    ),
    IncomingLetter: Source(
        text=("sender", "addressee", "attachments_note", "body"),
        foreign_numbers=("sender_no",),
        institutions=("sender", "addressee"),
        date=("received_at",),
    ),
    OutgoingLetter: Source(
        text=("body", "signatory_position", "attachments_note"),
        numbers=("number",),
        children={"recipients": ("name", "place")},
        institutions=("recipients.name",),
        date=("date", "signed_at"),
    ),
    AssignmentOrder: Source(
        text=("considering", "basis", "task", "place", "reporting", "funded_by"),
        numbers=("number",),
        children={"assignees": ("name", "employee_no", "position_title"), "copies": ("name", "place")},
        date=("starts_on",),
    ),
    MonitoringActivity: Source(
        text=(
            "aim", "partner", "mechanism", "expected_result", "relation_prospect", "institutions", "locus",
            "facilities", "funded_by", "agreements",
        ),
        # Rows of the matrix name other cases: who reads the plan may not know of those.
        children={"team": ("competence",), "directions": ("given_by", "text")},
        institutions=("partner", "institutions"),
        date=("starts_on",),
    ),
    FinancialAccountability: Source(
        text=("charged_to", "note"),
        children={"expenses": ("text", "proof")},
        date=("submitted_at",),
    ),
    MonitoringReport: Source(
        text=(
            "direction_text", "partner", "institutions", "locus", "team", "implementation", "agreements", "analysis",
            "conclusion", "recommendation", "sections", "routed_to",
        ),
        children={"clarified_cases": ("letter_ref", "institution", "response", "clarified", "result")},
        institutions=("partner", "institutions", "clarified_cases.institution"),
        date=("starts_on",),
    ),
    ServiceStandard: Source(
        text=(
            "decree_title", "decree_position", *ServiceStandard.DELIVERY, *ServiceStandard.MANUFACTURING, "sections",
        ),
        foreign_numbers=("decree_no", "annex_no"),
        date=("effective_on", "determined_on"),
        titled=True,
    ),
    Sop: Source(
        text=(
            "legal_basis", "qualification", "related", "equipment", "warning", "recording", "definitions", "parties",
            "forms", "output", "approved_by_position", "approved_by_name", "process_chart",
        ),
        foreign_numbers=("sop_number",),
        children={"steps": ("activity", "actor", "needs", "output", "note")},
        date=("effective_on", "created_on"),
        titled=True,
    ),
}  # fmt: skip
# Kinds by which other modules ask.
CASE = Complaint._meta.model_name
TITLED = frozenset(model._meta.model_name for model, source in SOURCES.items() if source.titled)
