"""The time limits of a complaint follow its state (domain.md §5); run after every step, and again without harm."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Max

from dumas_docs.access.scope import bookkeeping
from dumas_docs.enums import Channel, Classification
from dumas_docs.models import Complaint
from dumas_docs.selectors.clock_recipients import recipients_of_cases
from workflows.calendar.hours import office_day
from workflows.clocks.recipients import register_recipients
from workflows.clocks.running import (
    RunsSinceAnotherDay,
    move_start,
    pause_clock,
    resume_clock,
    start_clock,
    stop_clock,
)
from workflows.clocks.table import (
    CLOCK_OF_CLASS,
    FOLLOWUP_LETTER,
    SLA_FIELD,
    SLA_INFO,
    SLA_PLAIN,
    SP4N_RESPONSE,
    SP4N_ROUTE,
    SP4N_VERIFY,
)
from workflows.lifecycles.complaint import COMPLAINT
from workflows.lifecycles.events import transition_made
from workflows.models import Clock, TransitionRecord

BEFORE_LETTER = {
    "DITERIMA", "TERCATAT", "DIDISPOSISI", "DITELAAH", "MENUNGGU_KELENGKAPAN", "MENUNGGU_ARAHAN", "PENYUSUNAN_TL",
}  # fmt: skip
# Until which states the windows of SP4N-LAPOR! run, for what came that way (S3, F3; domain.md §6, projection).
SP4N_WINDOWS = {
    SP4N_VERIFY: {"DITERIMA", "TERCATAT", "DIDISPOSISI"},
    SP4N_ROUTE: BEFORE_LETTER,
    SP4N_RESPONSE: BEFORE_LETTER | {"DITERUSKAN", "DIPANTAU"},
}
# Limits that run from the complete file (domain.md §5).
FROM_COMPLETE = (FOLLOWUP_LETTER, SLA_PLAIN, SLA_FIELD)
OPEN = BEFORE_LETTER | {"DITERUSKAN", "DITANGGAPI", "DIPANTAU"}


def connect() -> None:
    """Listen to the steps of complaints, and say whom their limits are told; calling it twice changes nothing more."""
    register_recipients(recipients_of_cases)
    transition_made.connect(_after_step, dispatch_uid="dumas_case_clocks")


def _after_step(lifecycle: str, subject_id: int, at: datetime, **_rest: Any) -> None:
    if lifecycle == COMPLAINT.name:
        follow_case(case_id=subject_id, now=at)


def follow_case(*, case_id: int, now: datetime, by: Any = None) -> None:
    """Start the limits that the case's state calls for, correct their first day, stop those that are met or moot."""
    with bookkeeping():
        case = Complaint.objects.get(pk=case_id)
    due = _due(case)
    running = Clock.objects.running().filter(subject_id=case.pk).values_list("code", flat=True)
    known = {FOLLOWUP_LETTER, *CLOCK_OF_CLASS.values(), *SP4N_WINDOWS}
    for code in set(running) & known - due.keys():
        stop_clock(subject_id=case.pk, code=code, outcome=case.state, now=now, by=by)
    for code, first_day in due.items():
        try:
            start_clock(subject_id=case.pk, code=code, started_on=first_day, now=now, by=by)
        except RunsSinceAnotherDay:
            move_start(
                subject_id=case.pk, code=code, started_on=first_day, reason="Tanggal lengkap berkas berubah.", now=now,
                by=by,
            )  # fmt: skip


def wait_for_complainant(*, case_id: int, now: datetime, by: Any = None) -> None:
    """Days on which a complete file waits for more from the complainant do not count (S1 A.3); a limit that has passed
    is not moved by asking (S2 forbids to halt a case). The pause and its reason stand with the limit."""
    clocks = Clock.objects.running().filter(subject_id=case_id, code__in=FROM_COMPLETE, due_on__gte=office_day(now))
    for clock in clocks:
        pause_clock(
            subject_id=case_id, code=clock.code, reason="Menunggu kelengkapan dari pengadu.", now=now, by=by
        )  # fmt: skip


def go_on_after_waiting(*, case_id: int, since: date, now: datetime, by: Any = None) -> None:
    """Count again from the day on which something arrived; old and new limit are on record."""
    for clock in Clock.objects.running().filter(subject_id=case_id, code__in=FROM_COMPLETE):
        resume_clock(subject_id=case_id, code=clock.code, now=now, since=since, by=by)


def _due(case: Complaint) -> dict[str, date]:
    """Limits that run in this state, with the day each counts from (S1 A.3: from the complete file; S2)."""
    if case.state not in OPEN:
        return {}
    due: dict[str, date] = {}
    complete = office_day(case.complete_at) if case.complete_at else None
    if complete and case.state in BEFORE_LETTER:
        due[FOLLOWUP_LETTER] = complete
    received = _received(case)
    if case.channel == Channel.SITUS_LAPOR:
        due |= {code: received for code, states in SP4N_WINDOWS.items() if case.state in states}
    code = CLOCK_OF_CLASS.get(case.sla_class)
    if code is None and case.classification == Classification.PERMINTAAN_INFORMASI:
        code = SLA_INFO
    if code == SLA_INFO:
        due[code] = received
    elif code and complete:
        due[code] = complete
    return due


def _received(case: Complaint) -> date:
    """The day the complaint came in; where it was reopened, the day of that: what is over was met or missed."""
    reopened = TransitionRecord.objects.filter(subject_id=case.pk, name="BUKA_KEMBALI").aggregate(at=Max("at"))["at"]
    return office_day(max(case.received_at, reopened or case.received_at))
