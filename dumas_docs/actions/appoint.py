"""Appointments: who holds a position from which day to which, by which decree."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from dumas_docs.access import audit
from dumas_docs.access.scope import forget_resolution, office_day
from dumas_docs.models import FieldGroup
from workflows.models import Appointment, AppointmentKind, Position, RankGroup, Substitute

from .follow_positions import follow_on_commit

# Posts of this kind are held by several people at once; all others by one definitive holder.
HELD_BY_SEVERAL = (RankGroup.FUNGSIONAL, RankGroup.PELAKSANA)


class MayNotAppointOneself(PermissionError):
    """Whoever looks after the organisation gives no position to himself: somebody else enters it."""


class DecreeMissing(ValueError):
    """Without the number of its decree nothing of the organisation changes."""


class EndsBeforeStart(ValueError):
    """The last day lies before the first one."""


class LastDayMissing(ValueError):
    """A plh. stands in for a time; its last day is known (SE Kepala BKN 1/SE/I/2021)."""


class HeldAlready(ValueError):
    """Somebody holds the position definitively in that time, or the person holds it already."""

    def __init__(self, appointment: Appointment) -> None:
        super().__init__(str(appointment))
        self.holder = appointment.person.get_full_name() or appointment.person.get_username()
        self.starts_on, self.ends_on = appointment.starts_on, appointment.ends_on


class PeriodOver(ValueError):
    """The last day has passed: nobody is given rights for days gone by, nor made to have had them."""


class HasPassed(ValueError):
    """What was held stays on record: a last day is not moved into the past."""


class BeganEarlier(ValueError):
    """What began before today was in force; it ends by a last day and is not taken back."""


class TakenBack(ValueError):
    """It was taken back before, and is changed no more."""


class ReasonMissing(ValueError):
    """Nothing is taken back without the number of its decree, or why it was a mistake."""


@transaction.atomic
def appoint(
    *,
    person: Any,
    position: Position,
    kind: AppointmentKind,
    starts_on: date,
    ends_on: date | None,
    decree_no: str,
    by: Any,
    now: datetime,
) -> Appointment:
    """Appoint `person`; the position's rights are his from the first to the last day, whatever runs or does not run.

    A decree that reaches the administrator late is in force from today; its own day stands on the audit trail.
    Raises MayNotAppointOneself, DecreeMissing, EndsBeforeStart, PeriodOver, LastDayMissing, HeldAlready."""
    if by is not None and person.pk == by.pk:
        raise MayNotAppointOneself
    if not decree_no.strip():
        raise DecreeMissing
    if ends_on is not None and ends_on < starts_on:
        raise EndsBeforeStart
    if kind == AppointmentKind.PLH and ends_on is None:
        raise LastDayMissing
    decreed_from, starts_on = starts_on, in_force_from(starts_on, ends_on=ends_on, now=now)
    position = Position.objects.select_for_update(of=("self",)).get(pk=position.pk)
    refuse_second_holder(position=position, person=person, kind=kind, starts_on=starts_on, ends_on=ends_on)
    appointment = Appointment.objects.create(
        person=person, position=position, kind=kind, starts_on=starts_on, ends_on=ends_on, decree_no=decree_no.strip()
    )
    note(appointment, "diangkat", by=by, now=now, decreed_from=decreed_from)
    return appointment


@transaction.atomic
def end_appointment(*, appointment: Appointment, ends_on: date | None, decree_no: str, by: Any, now: datetime) -> None:
    """Set, move or lift the last day. The rights of the position end with it.

    Raises MayNotAppointOneself (lengthening one's own), DecreeMissing, EndsBeforeStart, LastDayMissing, HasPassed,
    TakenBack, HeldAlready."""
    held = (
        Appointment.objects.select_for_update(of=("self",)).select_related("person", "position").get(pk=appointment.pk)
    )
    if not decree_no.strip():
        raise DecreeMissing
    if held.taken_back_at is not None:
        raise TakenBack
    yesterday = office_day(now) - timedelta(days=1)
    if held.ends_on is not None and held.ends_on < yesterday:
        raise HasPassed
    if ends_on is not None and ends_on < held.starts_on:
        raise EndsBeforeStart
    if ends_on is not None and ends_on < yesterday:
        raise HasPassed
    if ends_on is None and held.kind == AppointmentKind.PLH:
        raise LastDayMissing
    is_longer = held.ends_on is not None and (ends_on is None or ends_on > held.ends_on)
    if is_longer and by is not None and held.person_id == by.pk:
        raise MayNotAppointOneself
    if is_longer:
        refuse_second_holder(
            position=held.position, person=held.person, kind=AppointmentKind(held.kind), starts_on=held.starts_on,
            ends_on=ends_on, besides=held.pk,
        )  # fmt: skip
    held.ends_on = ends_on
    held.save(update_fields=["ends_on"])
    note(held, "hari_terakhir", by=by, now=now, decree_no=decree_no.strip())


@transaction.atomic
def withdraw_appointment(*, appointment: Appointment, reason: str, by: Any, now: datetime) -> None:
    """Take back an appointment that begins today or later; the rights it gave end at once, what was done stays.

    Raises ReasonMissing, TakenBack, BeganEarlier."""
    held = (
        Appointment.objects.select_for_update(of=("self",)).select_related("person", "position").get(pk=appointment.pk)
    )
    take_back(held, reason=reason, now=now)
    note(held, "batal", by=by, now=now, decree_no=reason.strip())


def take_back(row: Appointment | Substitute, *, reason: str, now: datetime) -> None:
    """Mark as taken back what begins today or later. Raises ReasonMissing, TakenBack, BeganEarlier."""
    if not reason.strip():
        raise ReasonMissing
    if row.taken_back_at is not None:
        raise TakenBack
    if row.starts_on < office_day(now):
        raise BeganEarlier
    row.taken_back_at = now
    row.save(update_fields=["taken_back_at"])


def in_force_from(decreed_from: date, *, ends_on: date | None, now: datetime) -> date:
    """From which day rights follow from a decree of that first day: never from a day gone by. Raises PeriodOver."""
    today = office_day(now)
    if ends_on is not None and ends_on < today:
        raise PeriodOver
    return max(decreed_from, today)


def refuse_second_holder(
    *,
    position: Position,
    person: Any,
    kind: AppointmentKind,
    starts_on: date,
    ends_on: date | None,
    besides: int | None = None,
) -> None:
    """Raise HeldAlready where two would hold a leading position on one day, or one person twice. A plt. holds a vacant
    position, so he stands beside no definitive holder; a plh. stands in for either."""
    standing = Appointment.objects.standing().filter(position=position).exclude(ends_on__lt=starts_on)
    standing = standing.exclude(pk=besides or 0).select_related("person", "position")
    if ends_on is not None:
        standing = standing.filter(starts_on__lte=ends_on)
    same = standing.filter(person=person, kind=kind).first()
    if same is None and kind != AppointmentKind.PLH and position.rank_group not in HELD_BY_SEVERAL:
        same = standing.exclude(kind=AppointmentKind.PLH).order_by("starts_on").first()
    if same is not None:
        raise HeldAlready(same)


def note(
    appointment: Appointment,
    what: str,
    *,
    by: Any,
    now: datetime,
    decree_no: str = "",
    decreed_from: date | None = None,
) -> None:
    """Put the change on the audit trail with its decree, and let running work follow."""
    late = {"decreed_from": decreed_from.isoformat()} if decreed_from and decreed_from < appointment.starts_on else {}
    audit.record(
        verb="organisasi.diubah", by=by, group=FieldGroup.AKSES, at=now,
        reason=decree_no or appointment.decree_no,
        data={
            "what": f"pengangkatan.{what}", "position": appointment.position.code, "person": appointment.person_id,
            "kind": appointment.kind, "starts_on": appointment.starts_on.isoformat(),
            "ends_on": appointment.ends_on.isoformat() if appointment.ends_on else None,
            **late,
        },
    )  # fmt: skip
    forget_resolution()
    follow_on_commit(role_codes=[appointment.position.role_code])
