"""Substitutes (a.n.): who may act for a position, in which chains, for how long."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from dumas_docs.access import audit
from dumas_docs.access.scope import office_day
from dumas_docs.models import FieldGroup
from workflows.chains import CHAINS
from workflows.models import Appointment, Position, Substitute

from .appoint import (
    DecreeMissing,
    EndsBeforeStart,
    HasPassed,
    MayNotAppointOneself,
    TakenBack,
    in_force_from,
    take_back,
)
from .follow_positions import follow_on_commit


class UnknownChain(ValueError):
    """There is no chain of that code."""

    def __init__(self, codes: Collection[str]) -> None:
        self.codes = sorted(codes)
        super().__init__(", ".join(self.codes))


class HoldsItAlready(ValueError):
    """Who holds the position in that time needs no substitution of himself."""


class HoldsNoPosition(ValueError):
    """A substitute is an official: without a position on the first day nobody signs for the office."""


@transaction.atomic
def name_substitute(
    *,
    position: Position,
    person: Any,
    chains: Collection[str],
    starts_on: date,
    ends_on: date,
    decree_no: str,
    by: Any,
    now: datetime,
) -> Substitute:
    """Name `person` for `position` in these chains; documents that wait there open to him while it lasts.

    A paper that comes late is in force from today, as with appointments.
    Raises MayNotAppointOneself, DecreeMissing, EndsBeforeStart, PeriodOver, UnknownChain, HoldsItAlready,
    HoldsNoPosition."""
    if by is not None and person.pk == by.pk:
        raise MayNotAppointOneself
    if not decree_no.strip():
        raise DecreeMissing
    if ends_on < starts_on:
        raise EndsBeforeStart
    decreed_from, starts_on = starts_on, in_force_from(starts_on, ends_on=ends_on, now=now)
    if not chains or (unknown := set(chains) - {chain.code for chain in CHAINS}):
        raise UnknownChain(unknown if chains else ())
    held = set(Appointment.objects.on(starts_on).filter(person=person).values_list("position_id", flat=True))
    if position.pk in held:
        raise HoldsItAlready
    if not held:
        raise HoldsNoPosition
    substitute = Substitute.objects.create(
        position=position, person=person, chains=" ".join(sorted(set(chains))), starts_on=starts_on, ends_on=ends_on,
        decree_no=decree_no.strip(),
    )  # fmt: skip
    late = {"decreed_from": decreed_from.isoformat()} if decreed_from < starts_on else {}
    _note(substitute, "ditunjuk", by=by, now=now, **late)
    return substitute


@transaction.atomic
def end_substitute(*, substitute: Substitute, ends_on: date, decree_no: str, by: Any, now: datetime) -> None:
    """Move the last day.

    Raises DecreeMissing, EndsBeforeStart, HasPassed, TakenBack, MayNotAppointOneself (lengthening it)."""
    named = Substitute.objects.select_for_update(of=("self",)).select_related("position").get(pk=substitute.pk)
    if not decree_no.strip():
        raise DecreeMissing
    if ends_on < named.starts_on:
        raise EndsBeforeStart
    if named.taken_back_at is not None:
        raise TakenBack
    yesterday = office_day(now) - timedelta(days=1)
    if named.ends_on < yesterday or ends_on < yesterday:
        raise HasPassed
    if ends_on > named.ends_on and by is not None and named.person_id == by.pk:
        raise MayNotAppointOneself
    named.ends_on = ends_on
    named.save(update_fields=["ends_on"])
    _note(named, "hari_terakhir", by=by, now=now, decree_no=decree_no.strip())


@transaction.atomic
def withdraw_substitute(*, substitute: Substitute, reason: str, by: Any, now: datetime) -> None:
    """Take back a naming that begins today or later. Raises ReasonMissing, TakenBack, BeganEarlier."""
    named = Substitute.objects.select_for_update(of=("self",)).select_related("position").get(pk=substitute.pk)
    take_back(named, reason=reason, now=now)
    _note(named, "batal", by=by, now=now, decree_no=reason.strip())


def _note(substitute: Substitute, what: str, *, by: Any, now: datetime, decree_no: str = "", **more: str) -> None:
    audit.record(
        verb="organisasi.diubah", by=by, group=FieldGroup.AKSES, at=now, reason=decree_no or substitute.decree_no,
        data={
            "what": f"pengganti.{what}", "position": substitute.position.code, "person": substitute.person_id,
            "chains": substitute.chains, "starts_on": substitute.starts_on.isoformat(),
            "ends_on": substitute.ends_on.isoformat(), **more,
        },
    )  # fmt: skip
    follow_on_commit(role_codes=[substitute.position.role_code])
