"""What the guards of life cycles ask about a case or a letter, gathered in one place.

Facts are read without the reader's filter: whether a disposition is open does not depend on who asks. They are yes and
no and counts; nothing of a hidden document is told by them but that the step waits.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from dumas_docs.access.scope import bookkeeping
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
    MonitoringReport,
    OutgoingLetter,
    ProgressInquiry,
    Scan,
)
from dumas_docs.models.directions import DirectionMode
from dumas_docs.models.dispositions import OPEN_STATES
from workflows.models import Position
from workflows.selectors import appointments_of

# domain.md §2: whose direction opens the follow-up of a complaint (S1 A.1.1c).
DIRECTING_ROLES = ("deputy", "minister")
SENT = ("DIKIRIM", "DITERIMA", "DIBERKASKAN")


def facts_of_case(case: Complaint, *, user: Any, on: date) -> dict[str, Any]:
    """Facts of a complaint for `user` (None: the system); a constant number of queries."""
    with bookkeeping():
        check = CompletenessCheck.objects.filter(complaint_id=case.pk).first()
        letters = list(
            OutgoingLetter.objects.child_of(case).order_by().values_list(
                "state", "signed_at", "number", "dispatched_at", "live"
            )
        )  # fmt: skip
        ended = case.closed_at or case.resolved_at
        return {
            **_of_dispositions(case, user=user, on=on),
            "agenda_no": case.agenda_no,
            "handler": case.handler_id,
            "is_handler": user is not None and case.handler_id == user.pk,
            "missing": list(check.missing) if check else [],
            "review_result": case.review_result,
            # Approved means: it stands in the final version. The chain W1 puts it there.
            "review_approved": bool(case.review_result) and case.live,
            "directions_in_force": directions_in_force(case).count(),
            "letters_signed": sum(1 for _state, signed, *_rest in letters if signed),
            "letters_numbered": sum(1 for _state, _signed, number, *_rest in letters if number),
            "letters_dispatched": sum(
                1 for state, signed, number, sent, _live in letters if sent and signed and number and state in SENT
            ),
            "replies": InstitutionReply.objects.filter(page_id=case.pk).exists(),
            "monitoring_approved": AssignmentOrder.objects.child_of(case).filter(live=True).exists(),
            "monitoring_reports": MonitoringReport.objects.child_of(case).filter(live=True).exists(),
            "drafts": _drafts_in(case).exists(),
            "open_requests": CompletionRequest.objects.filter(page_id=case.pk, answered_at=None).exists()
            or ProgressInquiry.objects.filter(page_id=case.pk, answered_at=None).exists(),
            "outcome": case.outcome,
            "told": ComplainantNotice.objects.filter(page_id=case.pk).exists(),
            "files": _files_of(case).exists() or Scan.objects.filter(page_id=case.pk).exists(),
            "new_evidence": ended is not None and any(
                rows.filter(received_at__gt=ended).exists()
                for rows in (
                    _files_of(case), Scan.objects.filter(page_id=case.pk), IncomingLetter.objects.child_of(case),
                )
            ),
        }  # fmt: skip


def facts_of_incoming(letter: IncomingLetter, *, user: Any, on: date) -> dict[str, Any]:
    """Facts of an incoming letter for `user`."""
    with bookkeeping():
        held = _positions(user, on=on)
        titles = set(Position.objects.filter(pk__in=held).values_list("title", flat=True))
        found = _of_dispositions(letter, user=user, on=on)
    return {
        **found,
        "number": letter.title,
        "is_sealed": letter.is_sealed,
        "actor_is_addressee": letter.addressee.strip().casefold() in {title.casefold() for title in titles},
        "dispositions_done": bool(found["dispositions"]) and not found["open_dispositions"],
    }


def facts_of_outgoing(letter: OutgoingLetter, *, user: Any, on: date) -> dict[str, Any]:
    """Facts of a letter that goes out."""
    with bookkeeping():
        initials_open = letter.initials.filter(at=None).exists()
    return {
        "has_body": bool(letter.body),
        "initials_open": initials_open,
        "signed_at": letter.signed_at,
        "letter_number": letter.number,
        "dispatched_at": letter.dispatched_at,
    }


def directions_in_force(case: BasePage) -> QuerySet[Direction]:
    """Directions of the Deputy or the Minister that count: in writing, or by word and confirmed."""
    counting = Q(mode=DirectionMode.TERTULIS) | Q(confirmed_at__isnull=False)
    return Direction.objects.filter(counting, page_id=case.pk, position__role_code__in=DIRECTING_ROLES)


def _of_dispositions(page: BasePage, *, user: Any, on: date) -> dict[str, Any]:
    rows = DispositionRecipient.objects.filter(page_id=page.pk)
    mine = rows.filter(position_id__in=_positions(user, on=on), state__in=OPEN_STATES)
    return {
        "dispositions": rows.count(),
        "open_dispositions": Disposition.objects.filter(page_id=page.pk, closed_at=None).exists(),
        "disposed_to_actor": mine.exists(),
    }


def _positions(user: Any, *, on: date) -> list[int]:
    return [held.position_id for held in appointments_of(person=user, on=on)] if user is not None else []


def _drafts_in(case: Complaint) -> QuerySet[BasePage]:
    """Parts of the file that were never made final, void letters excepted."""
    void = OutgoingLetter.objects.child_of(case).filter(state="BATAL").values("pk")
    return BasePage.objects.child_of(case).filter(live=False).exclude(pk__in=void)


def _files_of(case: Complaint) -> QuerySet[Attachment]:
    from dumas_docs.models.intake import RECEIPT_NOTE

    return Attachment.objects.filter(page_id=case.pk).exclude(note=RECEIPT_NOTE)
