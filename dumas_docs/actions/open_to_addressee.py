"""A top secret case or letter is reached by direct grant only: give one to whom it is written (S4; domain.md §8)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from dumas_docs.access import grants
from dumas_docs.conf import setting
from dumas_docs.enums import LetterSeal
from dumas_docs.models import Cause, Complaint, IncomingLetter
from workflows.models import Position, Unit


class NoAddressee(LookupError):
    """The organisation has neither a position of the addressee nor a head of intake: nobody could open the case."""

    code = "TIDAK_ADA_PENERIMA"

    def __str__(self) -> str:
        return gettext("A top secret message has no position it could be opened to; complete the organisation first.")


def open_to_addressee(*, case: Complaint, seal: str, by: Any, now: datetime) -> list[Position]:
    """Let the addressee's position read the case; where the message is not sealed, the head of intake as well.

    When the addressee has no position here (the President), the head of intake takes his place. Raises NoAddressee."""
    roles = setting("ADDRESSEE_ROLES")
    found = [_position(roles[code], case.unit) for code in case.addressees if code in roles]
    addressees = [position for position in found if position is not None]
    head = _position(setting("INTAKE_HEAD_ROLE"), case.unit)
    given = [(position, "director") for position in addressees]
    if head is not None and (seal == LetterSeal.TERBUKA or not addressees):
        given.append((head, "head"))
    if not given:
        raise NoAddressee
    for position, role in given:
        grants.give(
            page=case, role=role, to=position.group, cause=Cause.ORGANISASI, by=by, now=now,
            reason=gettext("A top secret letter is opened to its addressee."),
        )  # fmt: skip
    return [position for position, _role in given]


def open_letter_to_addressee(*, letter: IncomingLetter, by: Any, now: datetime) -> Position:
    """Let the position the envelope names read a sealed letter (S4 B.1), else the head of intake in its place.

    A position is named by its official title. Raises NoAddressee."""
    role, position = "director", _position_titled(letter.addressee, letter.unit)
    if position is None:
        role, position = "head", _position(setting("INTAKE_HEAD_ROLE"), letter.unit)
    if position is None:
        raise NoAddressee
    grants.give(
        page=letter, role=role, to=position.group, cause=Cause.ORGANISASI, by=by, now=now,
        reason=gettext("A top secret letter is opened to its addressee."),
    )  # fmt: skip
    return position


def _position_titled(title: str, unit: Unit | None) -> Position | None:
    at = unit
    while at is not None:
        found = Position.objects.filter(title__iexact=title.strip(), unit=at).order_by("code").first()
        if found is not None:
            return found
        at = at.parent
    return None


def _position(role_code: str, unit: Unit | None) -> Position | None:
    """The position with a role, in the unit or the nearest unit above it."""
    at = unit
    while at is not None:
        found = Position.objects.filter(role_code=role_code, unit=at).order_by("code").first()
        if found is not None:
            return found
        at = at.parent
    return None
