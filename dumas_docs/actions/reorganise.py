"""A change of the organisation: prepared, confirmed by decree, in force from midnight of its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from dumas_docs.access import audit, grants
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.models import Cause, FieldGroup, GrantCause
from workflows.models import (
    Appointment,
    AppointmentKind,
    ChangeKind,
    Position,
    Reorganisation,
    ReorganisationLine,
    Unit,
)
from workflows.selectors import unit_in_force, units_below

from .appoint import DecreeMissing, MayNotAppointOneself, refuse_second_holder
from .follow_positions import follow_on_commit

# What a position was given for its unit ends when it leaves the unit; what it was given for one matter does not.
OF_THE_UNIT = (Cause.ORGANISASI, Cause.BERBAGI)


class NothingChanges(ValueError):
    """A change has at least one line."""


class DayHasCome(ValueError):
    """A change begins on a day to come; what holds since today is entered as an appointment."""


class IsConfirmed(ValueError):
    """What was confirmed is not changed any more; another change corrects it."""


class LineRefused(ValueError):
    """One line cannot be carried out; `line` says which."""

    def __init__(self, line: ReorganisationLine) -> None:
        super().__init__(str(line))
        self.line = line


class SharedPosition(LineRefused):
    """Several people hold the position: who leaves is said by appointments, one by one."""


class MovesAlready(LineRefused):
    """The position or unit has a move to come already, or stands there already."""


class GoesInCircles(LineRefused):
    """A unit would be continued by itself, or a position named twice."""


@transaction.atomic
def prepare_reorganisation(
    *, change: Reorganisation, lines: Sequence[ReorganisationLine], by: Any, now: datetime
) -> Reorganisation:
    """Keep the draft with exactly these lines. Raises IsConfirmed, NothingChanges, DayHasCome, ValidationError."""
    if change.pk and Reorganisation.objects.select_for_update().get(pk=change.pk).confirmed_at:
        raise IsConfirmed
    if not lines:
        raise NothingChanges
    if change.takes_effect_on <= office_day(now):
        raise DayHasCome
    for line in lines:
        line.clean()
    if change.pk is None:
        change.prepared_by, change.prepared_at = by, now
    change.save()
    change.lines.all().delete()
    for line in lines:
        line.pk, line.change = None, change
        line.save()
    return change


@transaction.atomic
def confirm_reorganisation(
    *, change: Reorganisation, decree_no: str, foreseen: dict[str, Any], by: Any, now: datetime
) -> None:
    """Write the change with its day: appointments, moves and ends of rights count from then, whatever runs.

    `foreseen` is what the administrator was shown, in numbers; it is kept with the change. Raises IsConfirmed,
    DecreeMissing, DayHasCome, NothingChanges, MayNotAppointOneself, HeldAlready, SharedPosition, MovesAlready,
    GoesInCircles; then nothing has changed."""
    change = Reorganisation.objects.select_for_update().get(pk=change.pk)
    if change.confirmed_at is not None:
        raise IsConfirmed
    if not decree_no.strip():
        raise DecreeMissing
    if change.takes_effect_on <= office_day(now):
        raise DayHasCome
    change.decree_no = decree_no.strip()
    lines = enact(change, by=by)
    for line in lines:
        if line.kind == ChangeKind.PINDAH_UNIT:
            _end_rights_of_unit(line, by=by, now=now)
    change.confirmed_by, change.confirmed_at, change.foreseen = by, now, foreseen
    change.save()
    audit.record(
        verb="organisasi.diubah", by=by, group=FieldGroup.AKSES, at=now, reason=change.decree_no,
        data={
            "what": "perubahan.disahkan", "change": change.pk, "takes_effect_on": change.takes_effect_on.isoformat(),
            "lines": [line_in_words(line) for line in lines],
        },
    )  # fmt: skip
    follow_on_commit(role_codes=[])


def enact(change: Reorganisation, *, by: Any) -> list[ReorganisationLine]:
    """Write the dated rows of every line, and nothing else; the preview does it as well and takes it back.

    Raises NothingChanges, MayNotAppointOneself, HeldAlready, SharedPosition, MovesAlready, GoesInCircles."""
    found = change.lines.select_related("position", "unit", "to_unit", "person")
    lines = list(found)
    if not lines:
        raise NothingChanges
    seen: set[tuple[str, int | None, int | None]] = set()
    for line in lines:
        key = (line.kind, line.position_id, line.unit_id)
        if key in seen:
            raise GoesInCircles(line)
        seen.add(key)
        {
            ChangeKind.GANTI_PEJABAT: _change_holder,
            ChangeKind.PINDAH_UNIT: _move_position,
            ChangeKind.UNIT_DILANJUTKAN: _continue_unit,
        }[ChangeKind(line.kind)](line, day=change.takes_effect_on, decree_no=change.decree_no, by=by)
    return lines


def _change_holder(line: ReorganisationLine, *, day: date, decree_no: str, by: Any) -> None:
    """Who holds the position stops on the day before; a plh. only replaces a plh., the definitive holder stays."""
    if line.person is not None and by is not None and line.person_id == by.pk:
        raise MayNotAppointOneself
    position = Position.objects.select_for_update(of=("self",)).get(pk=line.position_id or 0)
    kind = AppointmentKind(line.appointment_kind)
    leaving = Appointment.objects.standing().filter(position=position, starts_on__lt=day).exclude(ends_on__lt=day)
    if leaving.filter(kind=AppointmentKind.DEFINITIF).count() > 1:
        raise SharedPosition(line)
    if kind == AppointmentKind.PLH and line.person is not None:
        leaving = leaving.filter(kind=AppointmentKind.PLH)
    for held in leaving:
        held.ends_on = day - timedelta(days=1)
        held.save(update_fields=["ends_on"])
    if line.person is None:
        return
    refuse_second_holder(position=position, person=line.person, kind=kind, starts_on=day, ends_on=None)
    Appointment.objects.create(
        person=line.person, position=position, kind=kind, starts_on=day, ends_on=None, decree_no=decree_no
    )


def _move_position(line: ReorganisationLine, *, day: date, **_rest: Any) -> None:
    position = Position.objects.select_for_update(of=("self",)).get(pk=line.position_id or 0)
    if position.next_unit_id is not None or position.unit_id == line.to_unit_id:
        raise MovesAlready(line)
    position.next_unit, position.next_unit_from = line.to_unit, day
    position.save(update_fields=["next_unit", "next_unit_from"])


def _continue_unit(line: ReorganisationLine, *, day: date, **_rest: Any) -> None:
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=line.unit_id or 0)
    if unit.continued_by_id is not None:
        raise MovesAlready(line)
    if line.to_unit is None or unit_in_force(line.to_unit, on=date.max).pk == unit.pk:
        raise GoesInCircles(line)
    unit.continued_by, unit.continued_from = line.to_unit, day
    unit.save(update_fields=["continued_by", "continued_from"])


def rights_of_unit(line: ReorganisationLine) -> list[GrantCause]:
    """Roles on documents of the unit that the position leaves, where the new unit has no part in them."""
    if line.position is None or line.to_unit is None:
        return []
    day, old = line.change.takes_effect_on, line.position.unit
    staying = units_below([line.to_unit_id or 0]) | {line.to_unit_id}
    leaving = {old.pk} | units_below([old.pk])
    if line.to_unit_id in leaving or unit_in_force(old, on=day).pk == line.to_unit_id:
        return []
    with bookkeeping():
        return list(
            GrantCause.objects.in_force(day)
            .filter(group=line.position.group, cause__in=OF_THE_UNIT, page__unit__in=leaving - staying)
            .select_related("group")
            .prefetch_related("page")
        )


def _end_rights_of_unit(line: ReorganisationLine, *, by: Any, now: datetime) -> None:
    last = line.change.takes_effect_on - timedelta(days=1)
    for cause in rights_of_unit(line):
        grants.give(
            page=cause.page, role=cause.role, to=cause.group, cause=Cause(cause.cause), cause_ref=cause.cause_ref,
            by=by, now=now, ends_on=last, reason=cause.reason,
        )  # fmt: skip


def line_in_words(line: ReorganisationLine) -> dict[str, Any]:
    """The line by its codes, as the audit trail keeps it."""
    return {
        "kind": line.kind, "position": line.position.code if line.position else "", "person": line.person_id,
        "as": line.appointment_kind if line.person_id else "", "unit": line.unit.code if line.unit else "",
        "to_unit": line.to_unit.code if line.to_unit else "",
    }  # fmt: skip


@transaction.atomic
def discard_reorganisation(*, change: Reorganisation, by: Any, now: datetime) -> None:
    """Throw a draft away; the trail keeps that there was one. Raises IsConfirmed."""
    change = Reorganisation.objects.select_for_update().get(pk=change.pk)
    if change.confirmed_at is not None:
        raise IsConfirmed
    audit.record(
        verb="organisasi.diubah", by=by, group=FieldGroup.AKSES, at=now,
        data={"what": "perubahan.dibuang", "change": change.pk, "name": change.name},
    )  # fmt: skip
    change.delete()
