"""What the reading view of a complaint shows besides its own fields."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dumas_docs.access.roles import CHANGE, IDENTITY, READ
from dumas_docs.access.scope import local_today
from dumas_docs.actions.reveal_identity import needs_reason
from dumas_docs.enums import ComplaintState
from dumas_docs.intake.completeness import REQUESTS
from dumas_docs.models import Complaint, CompletenessCheck, Review
from dumas_docs.models.wordings import is_cleared, wording_of
from dumas_docs.selectors.contents import documents_in
from dumas_docs.selectors.evidence import files_of
from dumas_docs.selectors.monitored import monitorings_of
from dumas_docs.selectors.parties import masked_complainants, masked_reported_parties
from dumas_docs.selectors.relations import cases_referring_to, consulted_cases, related_cases
from dumas_docs.selectors.wordings import words_open_uncleared
from dumas_docs.templatetags.dumas_ui import long_date, long_datetime

from .facts import fact, optional, person_name
from .rows import rows_of

# The road of a case as one line (domain.md §6); each step holds the states that lie on it.
ROAD = (
    (gettext_lazy("Received"), (ComplaintState.DITERIMA,)),
    (gettext_lazy("Recorded"), (ComplaintState.TERCATAT, ComplaintState.DIDISPOSISI)),
    (gettext_lazy("Review"), (ComplaintState.DITELAAH, ComplaintState.MENUNGGU_KELENGKAPAN)),
    (gettext_lazy("Direction"), (ComplaintState.MENUNGGU_ARAHAN,)),
    (gettext_lazy("Follow-up"), (ComplaintState.PENYUSUNAN_TL, ComplaintState.DITERUSKAN)),
    (gettext_lazy("Answer and monitoring"), (ComplaintState.DITANGGAPI, ComplaintState.DIPANTAU)),
    (gettext_lazy("Resolved"), (ComplaintState.SELESAI, ComplaintState.DITUTUP)),
)
CHECKS = (
    "written", "named", "addressed", "signed", "evidence", "addressed_to_principal", "government_matter",
    "self_experienced_or_poa", "chronology_clear", "in_indonesian",
)  # fmt: skip


def complaint(request: HttpRequest, case: Complaint) -> dict[str, Any]:
    """Facts, road, completeness, masked parties, evidence, parts and related cases of one complaint."""
    may_open = IDENTITY in case.reader_verbs
    return {
        "wording": _wording(request, case),
        "facts": _facts(case),
        "steps": _steps(case),
        "completeness": _completeness(case),
        "complainants": masked_complainants(case),
        "reported_parties": masked_reported_parties(case),
        "may_open": may_open,
        "asks_reason": may_open and needs_reason(case),
        "files": [row for row in files_of(case) if not row.is_receipt],
        "parts": rows_of(request, documents_in(case, sort="terlama")),
        "related": related_cases(case),
        "referring": cases_referring_to(case),
        "monitorings": monitorings_of(case),
        "directions": list(case.directions.select_related("recorded_by")),
        "locations": list(case.locations.all()),
    }


def review(request: HttpRequest, page: Review) -> dict[str, Any]:
    """A review: its six parts in the order of a staff study, what it rests on, and what it decides (domain.md §13)."""
    parts = (
        (_("Issue"), page.issue_statement), (_("Assumptions"), page.assumptions), (_("Facts"), page.findings),
        (_("Analysis"), page.analysis), (_("Conclusion"), page.conclusion), (_("Recommendation"), page.recommendation),
    )  # fmt: skip
    return {
        "parts": [(heading, text) for heading, text in parts if text],
        "rules": list(page.rules_linked.all()),
        "consulted": consulted_cases(page),
        "facts": [
            fact(_("Result of the review"), page.get_result_display()),
            fact(_("Recommended way"), page.get_advice_display()),
            *optional(
                fact(_("Time limit class"), page.get_sla_class_display()),
                fact(_("Ground for filing"), page.get_archive_reason_display() if page.archives else ""),
                fact(_("Outcome"), page.get_outcome_display() if page.archives else ""),
            ),
            fact(_("Reviewer"), person_name(page.reviewer)),
            *optional(
                fact(_("Approved by"), page.approved_by), fact(_("Approved at"), long_datetime(page.approved_at))
            ),
        ],
        "case": Complaint.objects.filter(path=page.path[: -page.steplen]).first(),
        "files": files_of(page),
    }  # fmt: skip


def _wording(request: HttpRequest, case: Complaint) -> dict[str, Any]:
    """Whether this person reads what the sender wrote, and whether he may open or close it to others."""
    verbs, cleared = case.reader_verbs, is_cleared(case)
    return {
        "is_open": cleared or words_open_uncleared(case, verbs=verbs, user=request.user, on=local_today()),
        "may_clear": {READ, IDENTITY, CHANGE} <= verbs,
        "is_cleared": cleared,
        "digest": wording_of(case),
    }


def _facts(case: Complaint) -> list[dict[str, Any]]:
    issues = ", ".join(str(issue) for issue in case.issue_codes.all())
    addressees = ", ".join(case._meta.get_field("addressees").labels(case.addressees))
    return [
        fact(_("Received"), long_datetime(case.received_at)),
        fact(_("Channel"), case.get_channel_display()),
        fact(_("Agenda number"), case.agenda_no),
        fact(_("Date of the letter"), long_date(case.letter_date) or case.letter_date_note),
        fact(_("Addressed to"), f"{addressees} ({_('copy only')})" if case.is_cc_only else addressees),
        fact(_("Classification"), case.get_classification_display()),
        fact(_("Issues"), issues),
        *optional(
            fact(_("Oversight content"), case.get_oversight_display()),
            fact(_("Time limit class"), case.get_sla_class_display()),
            fact(_("LAPOR! tracking id"), case.external_id),
            fact(_("File number"), case.case_file),
            fact(_("Complete since"), long_datetime(case.complete_at)),
            fact(_("Result of the review"), case.get_review_result_display()),
        ),
        fact(_("Secrecy wished"), case.get_anonymity_display()),
        fact(_("Handled by"), person_name(case.handler)),
        fact(_("Unit"), case.unit.name if case.unit else ""),
        fact(_("File plan code"), case.classification_code),
    ]


def _steps(case: Complaint) -> list[dict[str, Any]]:
    place = next((at for at, (_label, states) in enumerate(ROAD) if case.state in states), None)
    if place is None:
        return []
    finished = place == len(ROAD) - 1
    return [
        {"label": label, "done": at < place or finished, "current": at == place and not finished}
        for at, (label, _states) in enumerate(ROAD)
    ]


def _completeness(case: Complaint) -> dict[str, Any] | None:
    check = CompletenessCheck.objects.filter(complaint_id=case.pk).first()
    if check is None:
        return None
    labels = {field.name: field.verbose_name for field in check._meta.fields}
    return {
        "check": check,
        "rows": [(labels[name], getattr(check, name)) for name in CHECKS],
        "missing": [str(REQUESTS.get(name, name)) for name in check.missing],
    }
