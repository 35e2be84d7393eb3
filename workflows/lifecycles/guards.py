"""Guards by name: what must hold before a transition, and how a refusal says that it does not.

A guard reads `facts`, a mapping that the archive gathers; a fact that is missing counts as not so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Guard:
    """A predicate on facts with the words for its refusal."""

    holds: Callable[[Facts], bool]
    refusal: Promise


def _has(name: str) -> Callable[[Facts], bool]:
    return lambda facts: bool(facts.get(name))


def _none_of(name: str) -> Callable[[Facts], bool]:
    return lambda facts: not facts.get(name)


GUARDS: dict[str, Guard] = {
    # Complaint
    "agenda_issued": Guard(_has("agenda_no"), _("the agenda number has not been issued")),
    "disposed": Guard(_has("dispositions"), _("no disposition with a recipient is on record")),
    "disposed_to_actor": Guard(
        lambda facts: bool(facts.get("disposed_to_actor") or facts.get("is_handler")),
        _("the case is neither disposed nor assigned to you"),
    ),
    "handler_free": Guard(
        lambda facts: not facts.get("handler") or bool(facts.get("is_handler")), _("another person handles the case")
    ),
    "is_complete": Guard(_none_of("missing"), _("the file of the complaint is not complete")),
    "not_eligible": Guard(
        lambda facts: facts.get("review_result") in ("TIDAK_MEMENUHI_SYARAT", "BUKAN_KEWENANGAN", "DUPLIKAT"),
        _("the review has not found the complaint ineligible, outside the authority or a duplicate"),
    ),
    "eligible": Guard(
        lambda facts: facts.get("review_result") == "MEMENUHI_SYARAT",
        _("the review has not found that the complaint meets the requirements"),
    ),
    "review_approved": Guard(_has("review_approved"), _("the review has not been approved")),
    "direction_recorded": Guard(
        _has("directions_in_force"),
        _("the direction of the Deputy or the Minister has not been recorded, or not been confirmed"),
    ),
    "giver_heard": Guard(
        _none_of("giver_passed_over"),
        _(
            "who directs is being asked at his step of W3; nobody goes past him: he gives the direction there, or "
            "confirms the one that was put on record for him"
        ),
    ),
    "letter_signed": Guard(_has("letters_signed"), _("the follow-up letter has not been signed")),
    "letter_numbered": Guard(_has("letters_numbered"), _("the follow-up letter has no number")),
    "letter_dispatched": Guard(_has("letters_dispatched"), _("the follow-up letter has not been dispatched")),
    "taken_as_reply": Guard(_has("taken_as_reply"), _("the message has not been linked as the reply to another case")),
    "reply_linked": Guard(_has("replies"), _("no reply of an institution has been linked")),
    "monitoring_approved": Guard(
        _has("monitoring_approved"), _("no assignment order or approval of monitoring is final in this case")
    ),
    "monitoring_reported": Guard(_has("monitoring_reports"), _("the monitoring report has not been submitted")),
    "outcome_recorded": Guard(_has("outcome"), _("the outcome has not been recorded")),
    "complainant_told": Guard(_has("told"), _("the complainant has not been told of the outcome")),
    "not_told_yet": Guard(_none_of("told"), _("that the complainant was told is on record")),
    "no_open_disposition": Guard(_none_of("open_dispositions"), _("a disposition is still open")),
    "no_draft": Guard(_none_of("drafts"), _("a draft in the file is not finished")),
    "no_open_monitoring": Guard(
        _none_of("open_monitorings"), _("a monitoring that names this case is neither finished nor called off")
    ),
    "no_open_request": Guard(_none_of("open_requests"), _("a request to the complainant or an inquiry is unanswered")),
    "new_evidence": Guard(_has("new_evidence"), _("no new evidence has been filed since the case ended")),
    "withdrawal_filed": Guard(
        _has("withdrawal_papers"), _("no written withdrawal that came after the complaint is in the file")
    ),
    # Letters
    "is_open_letter": Guard(_none_of("is_sealed"), _("the envelope is sealed: it is its addressee's alone")),
    "is_sealed": Guard(_has("is_sealed"), _("the letter did not come in a closed envelope")),
    "actor_is_addressee": Guard(_has("actor_is_addressee"), _("only the addressee opens a closed envelope")),
    "letter_registered": Guard(_has("number"), _("the letter has no agenda number")),
    "all_done": Guard(_has("dispositions_done"), _("the dispositions have not all been reported done and closed")),
    "has_body": Guard(_has("has_body"), _("the letter has no text")),
    "follow_up_directed": Guard(
        _none_of("follow_up_barred"),
        _(
            "the case of this follow-up letter has no approved review and direction yet, or has ended; return the "
            "letter or give it up"
        ),
    ),
    "initials_complete": Guard(_none_of("initials_open"), _("not all initials have been given")),
    "is_signed": Guard(_has("signed_at"), _("the letter has not been signed")),
    "is_numbered": Guard(_has("letter_number"), _("the letter has no number")),
    "is_dispatched": Guard(_has("dispatched_at"), _("the letter has not been dispatched")),
    # Monitoring
    "activity_directed": Guard(
        _has("direction"),
        _(
            "no direction for this team is in force: of the Asdep, or of the Deputy when the Asdep monitors; one by "
            "word counts when its giver has confirmed it"
        ),
    ),
    "plan_complete": Guard(_has("plan_complete"), _("the proposal does not hold its six contents")),
    "team_competent": Guard(_has("team_competent"), _("the competence of each member of the team has not been stated")),
    "plan_approved": Guard(
        lambda facts: facts.get("mode") == "LANGSUNG" or bool(facts.get("plan_approved")),
        _("the indirect monitoring has not been approved"),
    ),
    "order_signed": Guard(
        lambda facts: facts.get("mode") != "LANGSUNG" or bool(facts.get("order_signed")),
        _("the assignment order has not been signed"),
    ),
    "order_covers_plan": Guard(
        _none_of("order_differs"),
        _(
            "the assignment order sends other people, or on other days, than the plan; withdraw it and draft another, "
            "or put the plan right"
        ),
    ),
    "order_as_planned": Guard(
        _none_of("order_differs"),
        _(
            "the plan was changed since the order was drafted: it sends other people, or on other days; return the "
            "order so that the two are brought together"
        ),
    ),
    "no_order_signed": Guard(_none_of("order_signed"), _("the assignment order that is signed has not been withdrawn")),
    "journey_not_begun": Guard(_none_of("journey_begun"), _("the team is on its way, or was, on this order")),
    "material_attached": Guard(_has("material"), _("the material for the monitoring has not been attached")),
    "first_day_come": Guard(_has("first_day_come"), _("the first day of the monitoring has not come yet")),
    "signatory_is_not_traveller": Guard(
        _none_of("signatory_travels"), _("nobody signs an assignment order for himself")
    ),
    "report_written": Guard(_has("report_written"), _("the report on the substance has not been handed in")),
    "report_received": Guard(_has("report_received"), _("the report on the substance has not been received")),
    "account_accepted": Guard(
        lambda facts: facts.get("mode") != "LANGSUNG" or bool(facts.get("account_accepted")),
        _("the financial account has not been accepted"),
    ),
}
