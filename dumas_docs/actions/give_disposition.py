"""Give a disposition: downward only, to one or several positions, and passed on further down (S4; W8)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from dumas_docs import events
from dumas_docs.access import audit, grants, pointers
from dumas_docs.access.roles import READ, SHARE
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.access.selectors import people_with, verbs_on
from dumas_docs.enums import Level, Urgency
from dumas_docs.models import BasePage, Cause, Disposition, DispositionRecipient, FieldGroup, IncomingLetter
from dumas_docs.models.dispositions import OPEN_STATES
from dumas_docs.selectors.addressees import is_addressee
from dumas_docs.selectors.dispositions import NOT_DISPOSED
from dumas_docs.selectors.envelopes import is_unopened
from workflows.lifecycles.complaint import COMPLAINT
from workflows.lifecycles.incoming_letter import INCOMING_LETTER
from workflows.models import Appointment, Position, RankGroup
from workflows.selectors import appointments_of, units_below

from .advance_case import advance_case, is_possible
from .hide_in_words import words_without_persons
from .unseal_letter import unseal_letter

RANKS = tuple(RankGroup.values)
# A closed file takes no order any more.
ENDED = {*COMPLAINT.finals, *INCOMING_LETTER.finals}


class MayNotDispose(PermissionError):
    """Only who holds the position, and may share the document or was given it to work on, disposes of it."""


class SealedLetter(ValueError):
    """A closed envelope goes to its addressee alone, who disposes of it after he has opened it (S4 B.1)."""


class NothingOrdered(ValueError):
    """A disposition names a recipient and says what shall be done."""


class LaterThanOrdered(ValueError):
    """What is passed on is due no later than the order it comes from."""

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(day.isoformat())


class _Recipients(ValueError):
    def __init__(self, positions: Sequence[Position]) -> None:
        self.titles = [position.title for position in positions]
        super().__init__("; ".join(self.titles))


class NotDownward(_Recipients):
    """A disposition goes down: within the own unit to a lower rank, or to units below it."""


class RecipientVacant(_Recipients):
    """Nobody holds the position today; somebody must be appointed, or another position chosen."""


class RecipientMayNotRead(_Recipients):
    """A disposition never lifts the level a reader reaches: a secret document is opened by sharing or assignment."""


class AlreadyDisposed(_Recipients):
    """The position holds an open disposition on this document."""


@transaction.atomic
def give_disposition(
    *,
    page: BasePage,
    from_position: Position,
    to_positions: Sequence[Position],
    by: Any,
    now: datetime,
    instructions: Sequence[str] = (),
    note: str = "",
    due_on: date | None = None,
    urgency: Urgency = Urgency.BIASA,
    is_verbal: bool = False,
    paraf: str = "",
    parent: DispositionRecipient | None = None,
) -> Disposition:
    """Write the sheet, open the document to its recipients while theirs is open, and return it.

    `parent` is the part of another sheet that is passed on. A registered case or letter becomes disposed by it.
    Raises MayNotDispose, SealedLetter, NothingOrdered, LaterThanOrdered, NotDownward, RecipientVacant,
    RecipientMayNotRead, AlreadyDisposed."""
    pointers.hold_places()
    with bookkeeping():
        page = BasePage.objects.select_for_update(of=("self",), no_key=True).get(pk=page.pk).specific
    on = office_day(now)
    held = appointments_of(person=by, on=on).filter(position=from_position).first()
    if held is None or not may_dispose(page, from_position=from_position, parent=parent, by=by):
        raise MayNotDispose
    is_sealed = isinstance(page, IncomingLetter) and page.is_sealed
    if is_sealed and (is_unopened(page) or not is_addressee(page, user=by, on=on)):
        raise SealedLetter
    if not to_positions or not (instructions or note.strip()):
        raise NothingOrdered
    ordered = parent.disposition.due_on if parent is not None else None
    if ordered and due_on and due_on > ordered:
        raise LaterThanOrdered(ordered)
    _check_recipients(page, from_position=from_position, to_positions=to_positions, on=on)
    if is_sealed:
        # Whoever works on a letter reads it: what is disposed of is sealed no more, and as secret as before.
        unseal_letter(letter=page, level=page.level, by=by, now=now)
    sheet = Disposition.objects.create(
        page=page, parent=parent, from_position=from_position, given_by=by, given_as=held.label, given_at=now,
        instructions=list(instructions), note=words_without_persons(page, note), due_on=due_on, urgency=urgency,
        level=page.level,
        is_verbal=is_verbal, paraf=paraf.strip()[:20],
    )  # fmt: skip
    for position in to_positions:
        row = DispositionRecipient.objects.create(page=page, disposition=sheet, position=position)
        if page.level <= Level.TERBATAS:
            grants.give(
                page=page, role="reader", to=position.group, cause=Cause.DISPOSISI, cause_ref=cause_ref(row), by=by,
                now=now,
            )  # fmt: skip
    audit.record(
        verb="disposisi.diberikan", by=by, page=page, group=FieldGroup.ISI, at=now,
        data={"disposition": sheet.pk, "from": from_position.code, "to": [to.code for to in to_positions]},
    )  # fmt: skip
    events.content_changed.send(sender=type(page), page_id=page.pk)
    if is_possible(page=page, name="DISPOSISI", by=by, now=now):
        advance_case(page=page, name="DISPOSISI", by=by, now=now)
    return sheet


def cause_ref(row: DispositionRecipient) -> str:
    """The mark of the grant that lives as long as the recipient's part is open."""
    return f"disposisi:{row.pk}"


def may_dispose(page: BasePage, *, from_position: Position, parent: DispositionRecipient | None, by: Any) -> bool:
    """Whether `by` may give from `from_position`: with `share`, where the addressee of a letter is not passed over, or
    passing on what the position was given."""
    verbs = verbs_on(by, page)
    if READ not in verbs or getattr(page, "state", "") in ENDED:
        return False
    if parent is None:
        return SHARE in verbs and _directs(page, from_position)
    return parent.page_id == page.pk and parent.position_id == from_position.pk and parent.is_open


def _directs(page: BasePage, position: Position) -> bool:
    """Whether nobody else is asked before `position`: until a letter is disposed of, that is to whom it is written and
    who stands above him (S4 B.2: the leader directs, then his Kasubbag sorts)."""
    if not isinstance(page, IncomingLetter) or page.state not in NOT_DISPOSED:
        return True
    addressees = set(Position.objects.filter(title__iexact=page.addressee.strip()).values_list("pk", flat=True))
    within = {position.pk, *(below.pk for below in positions_below(position))}
    return not addressees or bool(addressees & within)


def positions_below(position: Position) -> list[Position]:
    """Where a disposition of `position` may go: units below, and lower ranks of its own unit."""
    below = units_below([position.unit_id])
    found = Position.objects.filter(unit_id__in=below | {position.unit_id}).select_related("unit")
    rank = RANKS.index(position.rank_group)
    return [
        other
        for other in found.order_by("unit__code", "code")
        if other.unit_id in below or RANKS.index(other.rank_group) > rank
    ]


def _check_recipients(page: BasePage, *, from_position: Position, to_positions: Collection[Position], on: date) -> None:
    allowed = {position.pk for position in positions_below(from_position)}
    if wrong := [position for position in to_positions if position.pk not in allowed]:
        raise NotDownward(wrong)
    holders: dict[int, set[int]] = {}
    for position_id, person_id in (
        Appointment.objects.on(on)
        .filter(position__in=to_positions, person__is_active=True)
        .values_list("position_id", "person_id")
    ):
        holders.setdefault(position_id, set()).add(person_id)
    if vacant := [position for position in to_positions if position.pk not in holders]:
        raise RecipientVacant(vacant)
    if page.level >= Level.RAHASIA:
        readers = set(people_with(READ, page, on=on).values_list("pk", flat=True))
        if blind := [position for position in to_positions if not holders[position.pk] & readers]:
            raise RecipientMayNotRead(blind)
    busy = set(
        DispositionRecipient.objects.filter(
            page_id=page.pk, position__in=to_positions, state__in=OPEN_STATES
        ).values_list("position_id", flat=True)
    )
    if twice := [position for position in to_positions if position.pk in busy]:
        raise AlreadyDisposed(twice)
