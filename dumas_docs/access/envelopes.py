"""Closed envelopes are opened to their addressee in person: what a position may do with one does not pass to who stands
in for its holder day by day (access.md "Sealed letters"; workflows.md "Sealed letters never delegate by this route").

An acting holder (plt.) of a vacant position is its addressee. Whom the addressee names for an envelope, he shares it
with by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q

from dumas_docs.enums import LetterSeal
from workflows.models import Appointment, AppointmentKind

from .roles import READ, ROLES
from .scope import bookkeeping

# Roles that open what is inside; who keeps the register knows the outside, also as a stand-in.
OPENING = tuple(role.codename for role in ROLES.values() if READ in role.verbs)


def sealed_among(page_ids: Collection[int]) -> frozenset[int]:
    """Those of the pages that are letters in a closed envelope."""
    with bookkeeping():
        return frozenset(_sealed().filter(pk__in=page_ids).values_list("pk", flat=True))


def stands_in_for(held: Iterable[Appointment]) -> set[int]:
    """Groups of the positions that are held as plh. alone."""
    appointments = list(held)
    own = {each.position.group_id for each in appointments if each.kind != AppointmentKind.PLH}
    return {each.position.group_id for each in appointments} - own


def closed_to_stand_in(groups: Collection[int]) -> Q:
    """The rows of grants to positions that do not count for who only stands in for their holders; ask while keeping
    books, as the letters are looked for among all."""
    return Q(group_id__in=groups, permission__codename__in=OPENING, content_object_id__in=_sealed().values("pk"))


def _sealed() -> Any:
    from dumas_docs.models import IncomingLetter

    return IncomingLetter.objects.exclude(seal=LetterSeal.TERBUKA).order_by()
