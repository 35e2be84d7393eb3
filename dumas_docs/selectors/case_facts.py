"""What the guards of life cycles ask about a case or a letter, gathered in one place.

Facts are read without the reader's filter: whether a disposition is open does not depend on who asks. They are yes and
no; nothing of a hidden document is told by them but that the step waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from dumas_docs.access.scope import bookkeeping
from dumas_docs.enums import MonitoringState, OutgoingState, ReviewState
from dumas_docs.models import (
    AssignmentOrder,
    Attachment,
    BasePage,
    ComplainantNotice,
    Complaint,
    CompletenessCheck,
    CompletionRequest,
    Direction,
    Disposition,
    DispositionRecipient,
    IncomingLetter,
    InstitutionReply,
    MonitoredCase,
    MonitoringReport,
    OutgoingLetter,
    ProgressInquiry,
    QuotedNumber,
    Review,
    Scan,
)
from dumas_docs.models.activities import activity_around
from dumas_docs.models.case_records import PROGRESS_FORM
from dumas_docs.models.directions import DirectionMode
from dumas_docs.models.dispositions import OPEN_STATES
from dumas_docs.models.follow_up import INTERNAL, is_follow_up, why_not_sent
from dumas_docs.models.intake import RECEIPT_NOTE
from workflows.chains import Verb
from workflows.lifecycles.monitoring import MONITORING
from workflows.models import StepState, TransitionRecord
from workflows.selectors import appointments_of

from .addressees import is_addressee
from .direction_rules import is_passed_over, reviewed_at
from .withdrawals import files_after, letters_after

# A monitoring that names the case counts like an order or a report in its file.
REPORTED = (MonitoringState.LAPORAN_DISAMPAIKAN, MonitoringState.SELESAI)
UNDER_WAY = (
    MonitoringState.SIAP, MonitoringState.DIKOORDINASIKAN, MonitoringState.DILAKSANAKAN, MonitoringState.ANALISIS,
    *REPORTED,
)  # fmt: skip
# The team has set out; what it was sent with stands.
ON_THE_WAY = (MonitoringState.DILAKSANAKAN, MonitoringState.ANALISIS, *REPORTED)
FORWARDED = ("DITERUSKAN", "DITANGGAPI", "DIPANTAU")
SENT = ("DIKIRIM", "DITERIMA", "DIBERKASKAN")


class Facts(Mapping[str, Any]):
    """Facts by name, each asked of the database when a guard first reads it."""

    def __init__(self, sources: Mapping[str, Callable[[], Any]]) -> None:
        self._sources = sources
        self._known: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._known:
            with bookkeeping():
                self._known[name] = self._sources[name]()
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


def facts_of_case(case: Complaint, *, user: Any, on: date) -> Facts:
    """Facts of a complaint for `user` (None: the system); a few queries for each, however long the case is."""
    pk = case.pk
    rows = DispositionRecipient.objects.filter(page_id=pk)
    # What stays in the office, or goes to the complainant alone, follows nothing up (domain.md §6, 6).
    own = OutgoingLetter.objects.child_of(case).exclude(type__in=INTERNAL).order_by()
    letters = _of_this_round(own, case, when="signed_at")
    sent = letters.filter(state__in=SENT, dispatched_at__isnull=False, signed_at__isnull=False).exclude(number="")
    reviews = Review.objects.child_of(case).filter(state=ReviewState.DISETUJUI)
    replies = InstitutionReply.objects.filter(page_id=pk)
    orders = AssignmentOrder.objects.child_of(case).filter(live=True).exclude(state=OutgoingState.BATAL)
    reports = MonitoringReport.objects.child_of(case).filter(live=True)
    return Facts(
        {
            "agenda_no": lambda: case.agenda_no,
            "handler": lambda: case.handler_id,
            "is_handler": lambda: user is not None and case.handler_id == user.pk,
            "review_result": lambda: case.review_result,
            "review_approved": _of_this_round(reviews, case, when="approved_at").exists,
            "outcome": lambda: case.outcome,
            "dispositions": rows.exists,
            "open_dispositions": Disposition.objects.filter(page_id=pk, closed_at=None).exists,
            "disposed_to_actor": lambda: _mine(rows, user=user, on=on).exists(),
            "missing": lambda: _missing(case),
            "directions_in_force": lambda: directions_in_force(case).exists(),
            "giver_passed_over": lambda: is_passed_over(case, directions_in_force(case)),
            "letters_signed": letters.filter(signed_at__isnull=False).exists,
            "letters_numbered": letters.exclude(number="").exists,
            "letters_dispatched": lambda: any(map(is_follow_up, sent.prefetch_related("recipients"))),
            "taken_as_reply": QuotedNumber.objects.filter(complaint_id=pk, accepted=True).exists,
            "replies": _of_this_round(replies, case, when="recorded_at").exists,
            "monitoring_approved": lambda: _any(
                _of_this_round(orders, case, when="signed_at"), _monitorings(case, UNDER_WAY)
            ),
            "monitoring_reports": lambda: _any(
                _of_this_round(reports, case, when="submitted_at"), _monitorings(case, REPORTED)
            ),
            "drafts": _drafts_in(case).exists,
            "open_monitorings": MonitoredCase.objects.filter(complaint_id=pk)
            .exclude(activity__state__in=MONITORING.finals)
            .exists,
            "open_requests": lambda: _any(
                CompletionRequest.objects.filter(page_id=pk, answered_at=None),
                ProgressInquiry.objects.filter(page_id=pk, answered_at=None),
            ),
            "told": _of_this_round(ComplainantNotice.objects.filter(page_id=pk), case, when="recorded_at").exists,
            "withdrawal_papers": lambda: _any(*files_after(case).values(), letters_after(case)),
            "new_evidence": lambda: _has_new_evidence(case),
        }
    )


def was_forwarded(case: Complaint) -> bool:
    """Whether a letter of the case to an institution has left the office, which it can reply to."""
    with bookkeeping():
        sent = OutgoingLetter.objects.child_of(case).filter(state__in=SENT).prefetch_related("recipients")
        return case.state in FORWARDED or any(map(is_follow_up, sent))


def _monitorings(case: Complaint, states: tuple[str, ...]) -> QuerySet[MonitoredCase]:
    """Rows about `case` in monitorings that stand in one of `states`."""
    rows = MonitoredCase.objects.filter(complaint_id=case.pk, activity__state__in=states)
    return _of_this_round(rows, case, when="activity__latest_revision_created_at")


def _of_this_round(rows: QuerySet, case: BasePage, *, when: str) -> QuerySet:
    """Of what carries a case on, only what came since it was last reopened; `when` names the moment of a row."""
    reopened = TransitionRecord.objects.filter(subject_id=case.pk, name="BUKA_KEMBALI", at__gte=OuterRef(when))
    return rows.exclude(Exists(reopened))


def _missing(case: Complaint) -> list[str]:
    check = CompletenessCheck.objects.filter(complaint_id=case.pk).first()
    return list(check.missing) if check else []


def _has_new_evidence(case: Complaint) -> bool:
    ended = case.closed_at or case.resolved_at
    came = (_files_of(case), Scan.objects.filter(page_id=case.pk), IncomingLetter.objects.child_of(case))
    return ended is not None and _any(*(rows.filter(received_at__gt=ended) for rows in came))


def _any(*rows: QuerySet) -> bool:
    """Whether one of the querysets has a row; asks all of them, so that the number of queries is always the same."""
    answers = [each.exists() for each in rows]
    return True in answers


def facts_of_incoming(letter: IncomingLetter, *, user: Any, on: date) -> dict[str, Any]:
    """Facts of an incoming letter for `user`."""
    with bookkeeping():
        found = _of_dispositions(letter, user=user, on=on)
    return {
        **found,
        "number": letter.title,
        "is_sealed": letter.is_sealed,
        "actor_is_addressee": user is not None and is_addressee(letter, user=user, on=on),
        "dispositions_done": bool(found["dispositions"]) and not found["open_dispositions"],
    }


def facts_of_paper(page: Any) -> Facts:
    """Facts of what goes through an approval chain: a letter, an order, a report."""
    at_initials = StepState.objects.filter(
        subject_id=page.pk, status=StepState.STATUS_IN_PROGRESS, task__officetask__verb=Verb.INITIAL
    )
    return Facts(
        {
            # The newest version is what the chain decides about; the row of a draft may be older.
            "has_body": lambda: bool(page.newest_for_facts().body),
            "initials_open": at_initials.exists,
            "signed_at": lambda: page.signed_at,
            "letter_number": lambda: page.number,
            "dispatched_at": lambda: page.dispatched_at,
            "follow_up_barred": lambda: isinstance(page, OutgoingLetter) and why_not_sent(page.newest_for_facts()),
            "order_differs": lambda: isinstance(page, AssignmentOrder) and page.newest_for_facts().differs_from_plan(),
            "journey_begun": lambda: getattr(activity_around(page), "state", "") in ON_THE_WAY,
        }
    )


def directions_in_force(case: Complaint) -> QuerySet[Direction]:
    """Directions that count: by who directs at this level (W3), given after the review was approved, in writing or by
    word and confirmed."""
    counting = Q(mode=DirectionMode.TERTULIS) | Q(confirmed_at__isnull=False)
    found = Direction.objects.filter(counting, page_id=case.pk, position__role_code__in=directing_roles(case))
    if (since := reviewed_at(case)) is not None:
        found = found.filter(given_at__gte=since)
    return _of_this_round(found, case, when="given_at")


def directing_roles(case: Complaint) -> tuple[str, ...]:
    """Whose direction opens the follow-up: the Minister's alone from the level the office has set on, else the
    Deputy's or the Minister's (S1 A.1.1c; domain.md §10, §15)."""
    return ("minister",) if case.chain_facts()["directing_role"] == "minister" else ("deputy", "minister")


def _of_dispositions(page: BasePage, *, user: Any, on: date) -> dict[str, Any]:
    rows = DispositionRecipient.objects.filter(page_id=page.pk)
    return {
        "dispositions": rows.exists(),
        "open_dispositions": Disposition.objects.filter(page_id=page.pk, closed_at=None).exists(),
        "disposed_to_actor": _mine(rows, user=user, on=on).exists(),
    }


def _mine(rows: QuerySet[DispositionRecipient], *, user: Any, on: date) -> QuerySet[DispositionRecipient]:
    return rows.filter(position_id__in=_positions(user, on=on), state__in=OPEN_STATES)


def _positions(user: Any, *, on: date) -> list[int]:
    return [held.position_id for held in appointments_of(person=user, on=on)] if user is not None else []


def _drafts_in(case: Complaint) -> QuerySet[BasePage]:
    """Parts of the file that were never made final, void ones excepted."""
    void = [
        model.objects.child_of(case).filter(state="BATAL").values("pk")
        for model in (OutgoingLetter, AssignmentOrder, MonitoringReport, Review)
    ]
    unfinished = BasePage.objects.child_of(case).filter(live=False)
    for rows in void:
        unfinished = unfinished.exclude(pk__in=rows)
    return unfinished


def _files_of(case: Complaint) -> QuerySet[Attachment]:
    """What came into the file, without what the office itself wrote for the complainant."""
    own = Q(note=RECEIPT_NOTE) | Q(note__startswith=PROGRESS_FORM)
    return Attachment.objects.filter(page_id=case.pk).exclude(own)
