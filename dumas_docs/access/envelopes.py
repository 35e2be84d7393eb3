"""Closed envelopes are opened to their addressee in person: what a position may do with one does not pass to who stands
in for its holder day by day (access.md "Sealed letters"; workflows.md "Sealed letters never delegate by this route").

So does a complaint that came to its addressee in confidence: top secret, and given to him as "director". An acting
holder (plt.) of a vacant position is its addressee. Whom the addressee names for one of them, he shares it with by
name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import product
from typing import Any

from django.db.models import Q

from dumas_docs.enums import LetterSeal, Level
from workflows.models import Appointment, AppointmentKind

from .roles import READ, ROLES
from .scope import bookkeeping

# Roles that open what is inside; who keeps the register knows the outside, also as a stand-in.
OPENING = tuple(role.codename for role in ROLES.values() if READ in role.verbs)


DIRECTOR = ROLES["director"].codename


def confided_among(page_ids: Collection[int]) -> frozenset[tuple[int, str]]:
    """(page, code name) of the roles that, given to a position on one of the pages, count for its holder in person."""
    from dumas_docs.models import BasePage

    with bookkeeping():
        sealed = _sealed().filter(pk__in=page_ids).values_list("pk", flat=True)
        secret = BasePage.objects.filter(pk__in=page_ids, level=Level.SANGAT_RAHASIA).values_list("pk", flat=True)
        return frozenset(product(sealed, OPENING)) | frozenset((pk, DIRECTOR) for pk in secret)


def stands_in_for(held: Iterable[Appointment]) -> set[int]:
    """Groups of the positions that are held as plh. alone."""
    appointments = list(held)
    own = {each.position.group_id for each in appointments if each.kind != AppointmentKind.PLH}
    return {each.position.group_id for each in appointments} - own


def closed_to_stand_in(groups: Collection[int]) -> Q:
    """The rows of grants to positions that do not count for who only stands in for their holders; ask while keeping
    books, as the letters are looked for among all."""
    sealed = Q(permission__codename__in=OPENING, content_object_id__in=_sealed().values("pk"))
    confided = Q(permission__codename=DIRECTOR, content_object__level=Level.SANGAT_RAHASIA)
    return Q(group_id__in=groups) & (sealed | confided)


def _sealed() -> Any:
    from dumas_docs.models import IncomingLetter

    return IncomingLetter.objects.exclude(seal=LetterSeal.TERBUKA).order_by()
