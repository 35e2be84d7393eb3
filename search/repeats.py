"""Other cases of the same complainant, by keyed hashes of what he is known by (access.md, "Identities")."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dumas_docs.access.roles import IDENTITY, READ
from dumas_docs.access.selectors import verbs_on_many, visible_to
from dumas_docs.enums import Level
from dumas_docs.models import ComplainantIdentity, Complaint
from dumas_docs.models.sealed import keyed_hashes

SIGNS: dict[str, str | Promise] = {
    "full_name": _("same name"),
    "id_number": _("same identity number (NIK)"),
    "phone": _("same telephone"),
    "email": _("same e-mail"),
}
# A name that more cases hold tells nothing of one person.
MOST_OF_ONE_SIGN = 100


@dataclass(frozen=True)
class RepeatedCase:
    """Another case of a complainant, and by what he was recognised."""

    case: Complaint
    signs: list[str]


@dataclass(frozen=True)
class Repeats:
    """What was found, and the names that were compared, for the trail."""

    found: list[RepeatedCase]
    persons: list[str]


def repeats_of(case: Complaint, *, user: Any, with_secret: bool) -> Repeats:
    """Other cases in which a complainant of `case` stands, of those whose identities `user` may see as well, the newest
    first; from RAHASIA up only `with_secret`. That `user` may see those of `case` is the caller's to know."""
    signs: dict[int, set[str]] = defaultdict(set)
    people = list(ComplainantIdentity.objects.filter(complaint_id=case.pk))
    for person in people:
        for name in SIGNS:
            for pk in _cases_with(name, getattr(person, name).reveal(), but=case.pk):
                signs[pk].add(name)
    cases = visible_to(user, IDENTITY, model=Complaint).filter(pk__in=signs)
    if not with_secret:
        cases = cases.filter(level__lt=Level.RAHASIA)
    newest = list(cases.order_by("-received_at", "-pk"))
    verbs = verbs_on_many(user, newest)
    found = [
        RepeatedCase(each, [str(words) for name, words in SIGNS.items() if name in signs[each.pk]])
        for each in newest
        if {READ, IDENTITY} <= verbs[each.pk]
    ]
    return Repeats(found, [name for person in people if (name := person.full_name.reveal())])


def _cases_with(name: str, value: str, *, but: int) -> list[int]:
    hashes = keyed_hashes(value)
    if not hashes:
        return []
    alike = ComplainantIdentity.objects.filter(**{f"{name}_hash__in": hashes}).exclude(complaint_id=but)
    return list(alike.order_by("-pk").values_list("complaint_id", flat=True)[:MOST_OF_ONE_SIGN])
