"""A clerk says what a quoted number means: a reply to that letter, or nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs.access.roles import READ
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.access.selectors import verbs_on
from dumas_docs.models import Complaint, QuotedNumber, RelationKind

from .case_records import link_reply, may_record
from .propose_relations import AlreadyDecided, MayNotLink, link_cases


@transaction.atomic
def decide_quote(*, quote: QuotedNumber, accept: bool, institution: str, by: Any, now: datetime) -> None:
    """Link the message as the reply to the letter's case, which is answered where it can be; or put the hint aside.

    Linking asks for the right to record in both cases. Raises MayNotLink, AlreadyDecided."""
    quote = QuotedNumber.objects.select_for_update(of=("self",)).get(pk=quote.pk)
    with bookkeeping():
        case = Complaint.objects.get(pk=quote.complaint_id)
        letter = quote.letter
        target = Complaint.objects.parent_of(letter).first() if letter is not None else None
    if not may_record(verbs_on(by, case)):
        raise MayNotLink
    if quote.accepted is not None:
        raise AlreadyDecided
    if accept:
        if letter is None or target is None or READ not in verbs_on(by, letter) or not may_record(verbs_on(by, target)):
            raise MayNotLink
        with bookkeeping():
            name = institution.strip() or next((row.name for row in letter.recipients.all()), "")
            link_reply(
                case=target, institution=name, replied_on=office_day(case.received_at), letter=letter, by=by, now=now,
                summary=f"{case.title}: {case.substance_summary}",
            )  # fmt: skip
            link_cases(case, target, kind=RelationKind.LANJUTAN, by=by)
    quote.accepted, quote.decided_at, quote.decided_by = accept, now, by
    quote.save(update_fields=["accepted", "decided_at", "decided_by"])
