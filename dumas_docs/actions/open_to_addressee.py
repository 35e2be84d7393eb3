"""A top secret case or letter is reached by direct grant only: give one to whom it is written (S4; domain.md §8)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from dumas_docs.access import grants
from dumas_docs.access.roles import READ, ROLES, SEE
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.access.selectors import causes_reaching, may
from dumas_docs.conf import setting
from dumas_docs.enums import LetterSeal
from dumas_docs.models import Cause, Complaint, IncomingLetter
from workflows.models import Position, Unit
from workflows.selectors import upwards

# Who keeps the register and the records of a folder; of a sealed letter they know the outside.
KEEPERS = ("registrar", "archivist", "records_head")


class NoAddressee(LookupError):
    """The organisation has neither a position of the addressee nor a head of intake: nobody could open the case."""

    code = "TIDAK_ADA_PENERIMA"

    def __init__(self, written: str = "") -> None:
        self.written = written
        super().__init__(written)

    def __str__(self) -> str:
        if self.written:
            words = gettext(
                "“%(addressee)s” is no position of this organisation, or the title of several. Write the official "
                "title, as the list in the field offers it: a closed envelope is opened to who holds that position."
            )
            return words % {"addressee": self.written}
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


def open_letter_to_addressee(*, letter: IncomingLetter, by: Any, now: datetime) -> Position | None:
    """Let the position a letter is written to read it, where its roles do not let it (domain.md §10).

    A position is named by its official title. A sealed letter without one is opened to the head of intake (S4 B.1), and
    its outside is known to those who keep the register. Raises NoAddressee for a sealed letter nobody could open."""
    role, position = "director", _position_titled(letter.addressee, letter.unit)
    if not letter.is_sealed:
        if position is None or _reads(position, letter, now=now):
            return None
    elif position is None:
        role, position = "head", _position(setting("INTAKE_HEAD_ROLE"), letter.unit)
    if position is None:
        raise NoAddressee(letter.addressee)
    grants.give(
        page=letter, role=role, to=position.group, cause=Cause.ORGANISASI, by=by, now=now,
        reason=gettext("A top secret letter is opened to its addressee.")
        if letter.is_sealed else gettext("A letter is open to its addressee."),
    )  # fmt: skip
    if letter.is_sealed:
        _tell_keepers(letter, by=by, now=now)
    return position


def _tell_keepers(letter: IncomingLetter, *, by: Any, now: datetime) -> None:
    """Let registrars and archivists of the folder, and who registered the letter, know its outside (domain.md §10).

    What they hold on the folder does not reach a sealed letter; what stands for it here ends with it."""
    reason = gettext("Keeps the outside of a sealed letter.")
    with bookkeeping():
        reaching = list(causes_reaching(letter, on=office_day(now)))
    keeping = [cause for cause in reaching if cause.role in KEEPERS and cause.page_id != letter.pk]
    for cause in keeping:
        grants.give(
            page=letter, role="envelope", to=cause.user or cause.group, cause=Cause.ORGANISASI,
            cause_ref=cause.named_ref, by=by, now=now, reason=reason, ends_on=cause.ends_on,
        )  # fmt: skip
    if by is not None and not may(by, SEE, letter):
        grants.give(page=letter, role="envelope", to=by, cause=Cause.PEMBUAT, by=by, now=now, reason=reason)


def _reads(position: Position, letter: IncomingLetter, *, now: datetime) -> bool:
    with bookkeeping():
        reaching = causes_reaching(letter, on=office_day(now)).filter(group_id=position.group_id)
        return any(ROLES[cause.role].reach.get(READ, -1) >= letter.level for cause in reaching)


def _position_titled(title: str, unit: Unit | None) -> Position | None:
    """The position of that title: of the unit or the nearest above it; elsewhere, as one bureau receives for all, only
    where no second position is called the same."""
    called = Position.objects.filter(title__iexact=title.strip()).order_by("code")
    near = (called.filter(unit=at).first() for at in upwards(unit))
    if found := next(filter(None, near), None):
        return found
    anywhere = list(called[:2])
    return anywhere[0] if len(anywhere) == 1 else None


def _position(role_code: str, unit: Unit | None) -> Position | None:
    """The position with a role, in the unit or the nearest unit above it."""
    having = (Position.objects.filter(role_code=role_code, unit=at).order_by("code") for at in upwards(unit))
    return next(filter(None, (found.first() for found in having)), None)
