"""What happens at midnight, office time; days on which nothing ran are made up for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from dumas_docs.access import audit
from dumas_docs.access.scope import office_day
from dumas_docs.models import FieldGroup
from workflows.models import Appointment, OfficeDay, Position, Reorganisation, Substitute

from .follow_positions import follow_roles, follow_steps, running_steps


@dataclass(frozen=True)
class DayBegun:
    """The days made up for, the changes that took effect and the steps that wait for somebody else since."""

    days: int
    changes: int
    steps: int


def begin_day(*, now: datetime) -> DayBegun:
    """Bring running work in line with the organisation of today. A second run on the day does nothing.

    Rights need no run: they follow the dates of appointments. Killed half-way it does the rest next time."""
    today = office_day(now)
    row, _made = OfficeDay.objects.get_or_create(pk=1)
    if row.carried_out is not None and row.carried_out >= today:
        return DayBegun(0, 0, 0)
    first = row.carried_out + timedelta(days=1) if row.carried_out else None
    has_moved = _fold_moves(today)
    if first is None or has_moved or _units_continued(first, today):
        roles = _roles_touched(first or today, today)
        steps = follow_roles(role_codes=roles, now=now) + follow_steps(steps=running_steps(), now=now)
    else:
        steps = follow_roles(role_codes=_roles_touched(first, today), now=now)
    changes = _note_changes(today, now=now)
    OfficeDay.objects.filter(pk=1).exclude(carried_out__gte=today).update(carried_out=today)
    return DayBegun((today - first).days + 1 if first else 1, changes, steps)


@transaction.atomic
def _fold_moves(today: date) -> bool:
    due = Position.objects.filter(next_unit_from__lte=today).select_related("next_unit")
    moving = list(due.select_for_update(of=("self",)))
    for position in moving:
        if position.next_unit is not None:
            position.unit = position.next_unit
        position.next_unit = position.next_unit_from = None
        position.save(update_fields=["unit", "next_unit", "next_unit_from"])
    return bool(moving)


def _units_continued(first: date, today: date) -> bool:
    return Reorganisation.objects.filter(
        confirmed_at__isnull=False, takes_effect_on__range=(first, today), lines__kind="UNIT_DILANJUTKAN"
    ).exists()


def _roles_touched(first: date, today: date) -> set[str]:
    """Roles of positions whose holder or substitute begins, or ended the day before, on one of the days."""
    day = timedelta(days=1)
    dated = Q(starts_on__range=(first, today)) | Q(ends_on__range=(first - day, today - day))
    found: set[str] = set()
    for model in (Appointment, Substitute):
        found |= set(model.objects.filter(dated).values_list("position__role_code", flat=True))
    return found


@transaction.atomic
def _note_changes(today: date, *, now: datetime) -> int:
    due = Reorganisation.objects.select_for_update().filter(
        confirmed_at__isnull=False, carried_out_at__isnull=True, takes_effect_on__lte=today
    )
    for change in due:
        change.carried_out_at = now
        change.save(update_fields=["carried_out_at"])
        audit.record(
            verb="organisasi.berlaku", group=FieldGroup.AKSES, at=now, reason=change.decree_no,
            data={"change": change.pk, "takes_effect_on": change.takes_effect_on.isoformat()},
        )  # fmt: skip
    return len(due)
