"""What follows from the steps of a complaint (workflows/lifecycles/effects.py); called by `advance_case` alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from dumas_docs.enums import Channel, Classification, ReviewResult
from dumas_docs.intake.completeness import CompletenessFacts, check_completeness
from dumas_docs.models import ComplainantNotice, Complaint, CompletenessCheck, CompletionRequest
from dumas_docs.models.case_records import WITHDRAWAL_NOTE
from dumas_docs.selectors.withdrawals import files_after
from workflows.engine.submit import NoChainHere, begin_chain

from .assign_handler import assign_handler
from .case_clocks import go_on_after_waiting, wait_for_complainant
from .paper_effects import stop_chain

CHECKED = tuple(CompletenessFacts.__dataclass_fields__)


def become_handler(case: Complaint, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    if by is not None:
        assign_handler(case=case, to=by, by=None, now=now, reason=gettext("Took the case after a disposition."))


def note_complete(case: Complaint, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    """A file that lacked nothing from the start was complete when it came (S1 A.3)."""
    check = CompletenessCheck.objects.filter(complaint_id=case.pk).first()
    if case.complete_at is None and check is not None and not check.missing:
        _write(case, complete_at=case.received_at)


def ask_completion(case: Complaint, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    """Keep the request; what is asked for counts as missing. A file that was complete stays complete since its day:
    limits that run from it rest while the complainant is waited for, and what is overdue runs on."""
    message = given["message"]
    CompletionRequest.objects.create(
        page=case, items=list(given["items"]), medium=message["medium"], sent_on=message["on"],
        message=message["text"], recorded_by=by, recorded_at=now,
    )  # fmt: skip
    _check_again(case, answers=dict.fromkeys(given["items"], False), asked=given["items"], by=by, now=now)
    wait_for_complainant(case_id=case.pk, now=now, by=by)


def take_in_data(case: Complaint, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    """Close the open requests and run the check of completeness again; a file that is whole for the first time is
    complete since that day. Limits that rested go on from it."""
    arrived = given["arrived"]
    CompletionRequest.objects.filter(page_id=case.pk, answered_at=None).update(
        answered_at=_moment(arrived["on"], now=now), arrived=list(arrived["items"]), answer_note=arrived["note"]
    )
    missing = _check_again(case, answers=dict.fromkeys(arrived["items"], True), asked=(), by=by, now=now)
    if not missing and case.complete_at is None:
        _write(case, complete_at=_moment(arrived["on"], now=now))
    go_on_after_waiting(case_id=case.pk, since=arrived["on"], now=now, by=by)


def set_outcome(case: Complaint, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    _write(case, outcome=given["outcome"], outcome_text=given["reason"])


def mark_withdrawal(case: Complaint, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    """The file says of itself what it is; a letter among those of the case is named by the record alone."""
    for rows in files_after(case).values():
        for held in rows.filter(sha256=given["withdrawal"]):
            held.note = f"{WITHDRAWAL_NOTE}. {held.note}".removesuffix(" ")[:300]
            held.save(update_fields=["note"])


def set_resolved(case: Complaint, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    _write(case, resolved_at=now)


def set_closed(case: Complaint, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    _write(case, closed_at=now)


def tell_complainant(case: Complaint, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    """Where the words are decided and the telling still lies before the office, it is recorded with its own step."""
    told = given["told"]
    if told["on"] is None:
        return
    ComplainantNotice.objects.create(
        page=case, medium=told["medium"], told_on=told["on"], text=told["text"], recorded_by=by, recorded_at=now
    )


def clear_outcome(case: Complaint, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    values: dict[str, Any] = {"outcome": "", "outcome_text": "", "resolved_at": None, "closed_at": None}
    if case.complete_at is not None:
        # With the new evidence the file is whole anew; the limits of the round that is over have been met or missed.
        values["complete_at"] = now
    _write(case, **values)


def propose_direction(case: Complaint, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    """Begin W3. Where the chains were never brought in, a direction is recorded by hand."""
    with suppress(NoChainHere):
        begin_chain(subject=Complaint.objects.get(pk=case.pk), by=by)


EFFECTS_ON_CASES: dict[str, Callable[..., None]] = {
    effect.__name__: effect
    for effect in (
        become_handler, note_complete, ask_completion, take_in_data, mark_withdrawal, set_outcome, set_resolved,
        set_closed, tell_complainant, clear_outcome, propose_direction, stop_chain,
    )
}  # fmt: skip


def _write(case: Complaint, **values: Any) -> None:
    Complaint.objects.filter(pk=case.pk).update(**values)
    for name, value in values.items():
        setattr(case, name, value)


def _check_again(
    case: Complaint, *, answers: Mapping[str, bool], asked: Any, by: Any, now: datetime
) -> tuple[str, ...]:
    """Write the new answers into the check; returns what is still missing.

    An item that is no question of the check, such as a readable copy of a file, is missing while it is asked for."""
    check, _made = CompletenessCheck.objects.get_or_create(complaint_id=case.pk, defaults={"checked_at": now})
    for name, answer in answers.items():
        if name in CHECKED:
            setattr(check, name, answer)
    facts = CompletenessFacts(**{name: getattr(check, name) for name in CHECKED})
    verdict = check_completeness(
        facts=facts, channel=Channel(case.channel), classification=Classification(case.classification),
        is_cc_only=case.is_cc_only,
    )  # fmt: skip
    others = {name for name in check.missing if name not in CHECKED and not answers.get(name)}
    missing = tuple(dict.fromkeys((*verdict.missing, *sorted(others | set(asked)))))
    check.missing, check.checked_by, check.checked_at = list(missing), by, now
    check.result = ReviewResult.PERLU_KELENGKAPAN if missing else (verdict.result or "")
    check.save()
    return missing


def _moment(day: date, *, now: datetime) -> datetime:
    """The moment kept for something that arrived on `day`: now, or noon of an earlier day."""
    if day == timezone.localtime(now).date():
        return now
    return timezone.make_aware(datetime.combine(day, time(12)))
