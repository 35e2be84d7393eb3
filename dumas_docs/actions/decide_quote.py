"""A clerk says what a quoted number means: a reply to that letter, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from dumas_docs.access.roles import READ
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.access.selectors import verbs_on
from dumas_docs.enums import LetterOrigin, LetterSeal
from dumas_docs.models import Complaint, IncomingLetter, OutgoingLetter, QuotedNumber, RelationKind
from dumas_docs.models.wordings import is_cleared
from workflows.lifecycles.complaint import COMPLAINT

from .add_document import add_document
from .advance_case import advance_case
from .case_records import link_reply, may_record
from .propose_relations import AlreadyDecided, MayNotLink, link_cases
from .receive_reply import signatory_of

STEP = "JADIKAN_TANGGAPAN"


def may_end(case: Complaint) -> bool:
    """Whether the message still stands as a complaint of its own, which ends when it is linked."""
    return case.state not in COMPLAINT.endings


@transaction.atomic
def decide_quote(
    *,
    quote: QuotedNumber,
    accept: bool,
    by: Any,
    now: datetime,
    institution: str = "",
    summary: str = "",
    sender_no: str = "",
    sender_date: date | None = None,
    told: Mapping[str, Any] | None = None,
) -> None:
    """Link the message as the reply to the letter's case, which is answered where it can be; or put the hint aside.

    `summary` is what the reply says in the words of who links it, `sender_no` and `sender_date` number and day of the
    institution's own letter. The message becomes an incoming letter of that case, and ends as a complaint of its own
    with its limits; `told` ({medium, on, text}) is what its sender was told, needed while it has not ended (S2).
    Linking asks for the right to record in both cases. Raises MayNotLink, AlreadyDecided, NothingSent, StepRefused,
    NeedsMissing; then nothing has changed."""
    quote = QuotedNumber.objects.select_for_update(of=("self",)).get(pk=quote.pk)
    with bookkeeping():
        case = Complaint.objects.get(pk=quote.complaint_id)
        letter = quote.letter
        target = Complaint.objects.parent_of(letter).first() if letter is not None else None
    if not may_record(verbs_on(by, case)):
        raise MayNotLink
    if quote.accepted is not None:
        raise AlreadyDecided
    quote.accepted, quote.decided_at, quote.decided_by = accept, now, by
    quote.save(update_fields=["accepted", "decided_at", "decided_by"])
    if not accept:
        return
    if letter is None or target is None or READ not in verbs_on(by, letter) or not may_record(verbs_on(by, target)):
        raise MayNotLink
    with bookkeeping():
        name = institution.strip() or next((row.name for row in letter.recipients.all()), "")
        came = office_day(case.received_at)
        sent = office_day(letter.dispatched_at) if letter.dispatched_at else came
        shared = case.inherits and case.level <= target.level
        link_reply(
            case=target, institution=name, replied_on=max(came, sent), letter=letter, by=by, now=now,
            # What is stricter than the case is told by the letter alone, and what few may read by the message itself,
            # which the case names as related.
            summary=summary.strip() or (case.substance_summary if shared and is_cleared(case) else ""),
            reply_letter=_as_letter(
                case, target=target, answers=letter, sender=name, now=now, sender_no=sender_no.strip()[:100],
                sender_date=sender_date or case.letter_date,
            ),
        )  # fmt: skip
        link_cases(case, target, kind=RelationKind.LANJUTAN, by=by)
    if may_end(case):
        # Who reads the message alone learns nothing of the other case by this.
        reason = gettext("The message is an institution's reply to a letter of this office, not a complaint.")
        given = {"reason": reason, "told": told}
        with bookkeeping():
            case.refresh_from_db()
        advance_case(page=case, name=STEP, by=by, now=now, given=given)


def _as_letter(
    case: Complaint, *, target: Complaint, answers: OutgoingLetter, sender: str, now: datetime, **of_sender: Any
) -> IncomingLetter | None:
    """The message among the letters of the case it answers; its files stay where they came in."""
    if not case.inherits:
        return None
    letter = IncomingLetter(
        unit=target.unit, level=max(case.level, target.level), subject=case.subject, received_at=case.received_at,
        origin=LetterOrigin.EKSTERN, sender=sender[:200], **of_sender,
        addressee=signatory_of(answers), seal=LetterSeal.TERBUKA,
        # Words nobody has looked through for names stay in the message itself.
        body=case.chronology if is_cleared(case) else gettext("See message %s.") % case.title,
    )  # fmt: skip
    add_document(parent=target, document=letter, by=None, now=now)
    return letter
