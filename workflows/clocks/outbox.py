"""Sending what stands in the outbox, each letter once, also when a sender is killed.

A sender takes rows for a while (a lease) in one transaction, notes in another that it is about to hand one over, hands
it over, and notes that it has. Killed before handing over: the row becomes free when the lease ends, and is sent.
Killed in the very act: nobody can know whether the mail left, so it is not sent again but named; the reminder itself
is still shown on the person's board, a step among his tasks. So no letter is ever sent twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Q

from workflows.calendar.hours import is_office_time, office_day
from workflows.calendar.office import office_calendar
from workflows.conf import setting
from workflows.models import Clock, ClockNotice, NoticeKind, NoticeState

from .letters import send_letter
from .recipients import Recipients, recipients_of
from .reminders import Stage, people_for
from .step_letters import StepLetter, step_letters_of
from .step_notices import OF_STEPS

TAKE = 50
MOST_TRIES = 5
ANY_KIND = Q()
FREE = NoticeState.MENUNGGU
TAKEN, HANDING_OVER = NoticeState.DIAMBIL, NoticeState.DIKIRIM

# Hands one letter over; raises OSError (also smtplib's errors) when it could not.
Deliver = Callable[[ClockNotice, Recipients | StepLetter], None]


@dataclass
class Delivery:
    """What became of the outbox in one run."""

    sent: int = 0
    letters: int = 0  # of those sent: letters about steps of chains, not reminders
    failed: int = 0
    unaddressed: int = 0
    withdrawn: int = 0
    uncertain: list[ClockNotice] = field(default_factory=list)
    given_up: list[ClockNotice] = field(default_factory=list)


def send_reminders(*, clock: Callable[[], datetime], deliver: Deliver = send_letter) -> Delivery:
    """Send what is free; several senders may run at once. Outside of office hours only letters about steps.

    `clock` tells the time again before each batch, for a long run must not outlive its leases.
    Raises NobodyAnswers."""
    result = Delivery()
    now = clock()
    in_office = is_office_time(now, office_calendar(first=office_day(now), last=office_day(now)).days)
    kinds = Q() if in_office else OF_STEPS
    result.uncertain = _note_uncertain(now)
    tried: set[int] = set()
    while batch := take(now=now, besides=tried, kinds=kinds):
        tried |= {notice.pk for notice in batch}
        wanted = _wanted(batch, on=office_day(now))
        for notice in batch:
            _send_one(notice, wanted.get(notice.pk), now=clock(), deliver=deliver, result=result)
        now = clock()
    return result


@transaction.atomic
def take(*, now: datetime, besides: Collection[int] = (), kinds: Q = ANY_KIND) -> list[ClockNotice]:
    """Take rows that are free, or whose sender's lease has ended before it began handing over."""
    free = Q(state=FREE) | Q(state=TAKEN, lease_until__lt=now)
    rows = ClockNotice.objects.select_for_update(skip_locked=True, of=("self",))
    rows = rows.filter(free, kinds).exclude(pk__in=besides)
    batch = list(rows.select_related("clock", "person").order_by("pk")[:TAKE])
    token, until = uuid4(), now + timedelta(minutes=setting("SENDER_LEASE_MINUTES"))
    ClockNotice.objects.filter(pk__in=[notice.pk for notice in batch]).update(
        state=TAKEN, lease_token=token, lease_until=until
    )
    for notice in batch:
        notice.lease_token = token
    return batch


def _send_one(
    notice: ClockNotice, about: Recipients | StepLetter | None, *, now: datetime, deliver: Deliver, result: Delivery
) -> None:
    if about is None:
        result.withdrawn += _note(notice, TAKEN, state=NoticeState.BATAL)
    elif not notice.person.email:
        result.unaddressed += _note(notice, TAKEN, state=NoticeState.TANPA_ALAMAT)
    elif _note(notice, TAKEN, state=HANDING_OVER, tries=F("tries") + 1):
        try:
            deliver(notice, about)
        except OSError:
            _note_failure(notice, result)
        else:
            sent = _note(notice, HANDING_OVER, state=NoticeState.TERKIRIM, sent_at=now, lease_until=None)
            result.sent += sent
            result.letters += sent if isinstance(about, StepLetter) else 0


def _wanted(batch: Collection[ClockNotice], *, on: date) -> dict[int, Recipients | StepLetter]:
    """What each letter is about, by its id, without those that nobody needs any more."""
    active = [notice for notice in batch if notice.person.is_active]
    clocks = {notice.pk: notice.clock for notice in active if notice.clock is not None}
    known = recipients_of(subject_ids={clock.subject_id for clock in clocks.values()}, on=on)
    found: dict[int, Recipients | StepLetter] = dict(
        step_letters_of(notices=[notice for notice in active if notice.step_id is not None])
    )
    for notice in active:
        clock = clocks.get(notice.pk)
        recipients = known.get(clock.subject_id) if clock is not None else None
        if clock is not None and recipients is not None and _still_wanted(notice, clock, recipients):
            found[notice.pk] = recipients
    return found


def _still_wanted(notice: ClockNotice, clock: Clock, recipients: Recipients) -> bool:
    """The clock may have stopped and the person lost the desk since the reminder was queued."""
    if not clock.is_running:
        return False
    stage = Stage(clock, NoticeKind(notice.kind), notice.day)
    return any(person.pk == notice.person_id for person, _as_superior in people_for(stage, recipients))


def _note_failure(notice: ClockNotice, result: Delivery) -> None:
    """Not handed over: free again for the next run, or given up after some tries."""
    gives_up = notice.tries + 1 >= MOST_TRIES
    _note(notice, HANDING_OVER, state=NoticeState.GAGAL if gives_up else FREE, lease_token=None, lease_until=None)
    result.failed += 1
    if gives_up:
        result.given_up.append(notice)


def _note(notice: ClockNotice, expected: NoticeState, **values: Any) -> int:
    """Write down what happened, unless another sender has taken the row over; returns the number of rows written."""
    token: UUID | None = notice.lease_token
    return ClockNotice.objects.filter(pk=notice.pk, state=expected, lease_token=token).update(**values)


@transaction.atomic
def _note_uncertain(now: datetime) -> list[ClockNotice]:
    """Rows whose sender died while handing over. Not sent again: twice would be worse than a mail that is missing."""
    rows = ClockNotice.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        state=HANDING_OVER, lease_until__lt=now
    )
    found = list(rows.select_related("clock", "person"))
    ClockNotice.objects.filter(pk__in=[row.pk for row in found]).update(state=NoticeState.TIDAK_PASTI)
    return found
