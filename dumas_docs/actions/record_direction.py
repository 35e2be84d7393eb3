"""Record what was directed in a case or for a monitoring, and confirm what was said by word (S0 B.1; S1 A.1.1c; S4)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dumas_docs import events
from dumas_docs.access import audit
from dumas_docs.access.roles import ADD, APPROVE, CHANGE, READ
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.access.selectors import verbs_on
from dumas_docs.enums import ComplaintState, MonitoringState
from dumas_docs.models import BasePage, Complaint, Direction, FieldGroup, MonitoringActivity
from dumas_docs.models.closed_case import ended_in_words, has_ended
from dumas_docs.models.directions import DirectionMode
from dumas_docs.selectors.activity_facts import directions_in_force, plan_of
from dumas_docs.selectors.case_facts import directing_roles
from dumas_docs.selectors.direction_rules import DirectionPaper, not_directed_yet, paper_in_words, too_early
from workflows.lifecycles.acting import acting_as, line_of
from workflows.models import Appointment, Position

from .advance_case import advance_case, is_possible
from .hide_in_words import words_without_persons

# What a direction of one's own carries out at once.
STEPS = {Complaint: "JALANKAN_ARAHAN", MonitoringActivity: "ARAHKAN"}
Directed = Complaint | MonitoringActivity


class MayNotRecordDirection(PermissionError):
    """Only who works on or decides about the case records a direction."""


class NoDirectingPosition(ValueError):
    """The position gives no directions in this case, or nobody held it on that day."""


class DirectionInFuture(ValueError):
    """A direction is recorded after it was given."""


class DirectionTooLate(ValueError):
    """The case or monitoring has ended; nothing is directed in it any more. Its words say what to do."""


class DirectionTooEarly(ValueError):
    """Nothing was, or could be, directed at that moment: there was no document or no approved review. Says which."""


class PaperMissing(ValueError):
    """A direction in writing that another person records needs the paper behind it."""


class MayNotConfirm(PermissionError):
    """A direction is confirmed by who holds the position that gave it."""


class AlreadyConfirmed(ValueError):
    """The direction was confirmed before."""


def is_awaited(page: BasePage) -> bool:
    """Whether a direction is what `page` waits for."""
    if isinstance(page, Complaint):
        return page.state == ComplaintState.MENUNGGU_ARAHAN
    if not isinstance(page, MonitoringActivity):
        return False
    # Of a team that was changed, the one who directs may be another by now.
    changed = page.state in (MonitoringState.DIARAHKAN, MonitoringState.PERSIAPAN)
    return page.state == MonitoringState.KONSEP or (changed and not directions_in_force(plan_of(page)).exists())


def directing_positions(case: Directed) -> list[Position]:
    """Positions whose direction opens the way: for a case those its level asks for; for a monitoring the Asdep's, the
    Deputy's alone when the Asdep monitors (S0 B.1)."""
    if isinstance(case, MonitoringActivity):
        roles = tuple(dict.fromkeys((plan_of(case).directing_role, "deputy")))
    else:
        roles = directing_roles(case)
    found = Position.objects.filter(role_code__in=roles, unit_id__in=line_of(case.unit))
    return list(found.order_by("code"))


def may_record_direction(verbs: frozenset[str]) -> bool:
    """Whether somebody with `verbs` on a case may put a direction on record."""
    return READ in verbs and bool(verbs & {CHANGE, APPROVE, ADD})


@transaction.atomic
def record_direction(
    *,
    case: Directed,
    position: Position,
    mode: DirectionMode,
    given_at: datetime,
    text: str,
    by: Any,
    now: datetime,
    channel: str = "",
    paper: DirectionPaper = DirectionPaper(),  # noqa: B008  frozen
) -> Direction:
    """Keep a direction with who gave it, when, how and who recorded it; returns it.

    Who holds the position confirms his own record by making it, and the case moves on where the life cycle allows.
    Another's record of words counts once it is confirmed, his record of writing names the `paper`. Raises
    MayNotRecordDirection, DirectionTooLate, DirectionTooEarly, NoDirectingPosition, DirectionInFuture, PaperMissing."""
    with bookkeeping():
        case = type(case).objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not may_record_direction(verbs_on(by, case)):
        raise MayNotRecordDirection
    if has_ended(case):
        raise DirectionTooLate(ended_in_words(case))
    if words := not_directed_yet(case):
        raise DirectionTooEarly(words)
    if given_at > now:
        raise DirectionInFuture
    if position not in directing_positions(case):
        raise NoDirectingPosition(position.title)
    held = Appointment.objects.on(office_day(given_at)).filter(position=position).order_by("kind", "pk")
    own = acting_as(user=by, unit=case.unit, on=office_day(now)).get(position.role_code)
    is_own = own is not None and own.position_id == position.pk
    giver = held.filter(person=by).first() if is_own else held.select_related("person", "position").first()
    if giver is None:
        raise NoDirectingPosition(_("Nobody held the position “%(title)s” on that day.") % {"title": position.title})
    if words := too_early(case, given_at, is_own=is_own):
        raise DirectionTooEarly(words)
    behind = paper_in_words(case, paper, given_at=given_at, now=now)
    if mode == DirectionMode.TERTULIS and not is_own and not behind:
        raise PaperMissing
    behind = words_without_persons(case, behind) if mode == DirectionMode.TERTULIS else ""
    direction = Direction.objects.create(
        page=case, position=position, given_by=f"{giver.label} ({giver.person.get_full_name() or giver.person})"[:220],
        mode=mode, channel="; ".join(part for part in (behind, channel.strip()) if part)[:200], given_at=given_at,
        recorded_by=by, text=words_without_persons(case, text),
        confirmed_at=now if is_own else None, confirmed_by=by if is_own else None,
    )  # fmt: skip
    audit.record(verb="perkara.arahan", by=by, page=case, group=FieldGroup.ISI, at=now, data={"direction": direction.pk,
                 "mode": str(mode), "position": position.code, "paper": paper.file})  # fmt: skip
    events.content_changed.send(sender=type(case), page_id=case.pk)
    _carry_out(case, by=by, now=now)
    return direction


@transaction.atomic
def confirm_direction(*, direction: Direction, by: Any, now: datetime) -> None:
    """Confirm that the record says what was said. Raises MayNotConfirm, AlreadyConfirmed."""
    direction = Direction.objects.select_for_update(of=("self",)).get(pk=direction.pk)
    with bookkeeping():
        case = BasePage.objects.get(pk=direction.page_id).specific
    if not may_confirm(direction, case=case, by=by, now=now):
        raise MayNotConfirm
    if direction.confirmed_at is not None:
        raise AlreadyConfirmed
    direction.confirmed_at, direction.confirmed_by = now, by
    direction.save(update_fields=["confirmed_at", "confirmed_by"])
    audit.record(verb="perkara.arahan_dipastikan", by=by, page=case, group=FieldGroup.ISI, at=now,
                 data={"direction": direction.pk})  # fmt: skip
    events.content_changed.send(sender=type(case), page_id=case.pk)
    _carry_out(case, by=by, now=now)


def may_confirm(direction: Direction, *, case: Directed, by: Any, now: datetime) -> bool:
    """Whether `by` holds today the position that gave the direction, and may read the case."""
    held = acting_as(user=by, unit=case.unit, on=office_day(now))
    gave = any(acting.position_id == direction.position_id for acting in held.values())
    return gave and READ in verbs_on(by, case)


def _carry_out(case: Directed, *, by: Any, now: datetime) -> None:
    """What the one who directs has said himself needs no second word of his."""
    name = STEPS[type(case)]
    if is_possible(page=case, name=name, by=by, now=now):
        advance_case(page=case, name=name, by=by, now=now)
