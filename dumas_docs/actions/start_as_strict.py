"""A case that likely repeats or continues another one starts as closed as that one (domain.md §12)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext

from dumas_docs.access import audit, grants
from dumas_docs.access.roles import ROLES
from dumas_docs.access.scope import office_day
from dumas_docs.enums import Level
from dumas_docs.models import Cause, Complaint, FieldGroup, GrantCause

from .inherit_again import standing_of_stop
from .stop_inheriting import turn_inheritance

# Whoever handles or registered the other case, or is asked in its chain, does so there only.
OF_THAT_CASE = (Cause.PENUGASAN, Cause.PEMBUAT, Cause.LANGKAH)


def level_beside(stated: Level, other: Complaint | None) -> Level:
    """The level at which a case begins: the one its own words ask for, or that of the case it likely belongs to."""
    return max(stated, Level(other.level)) if other is not None else stated


def start_as_strict(*, case: Complaint, stated: Level, other: Complaint | None, now: datetime) -> None:
    """Say why `case` is stricter than the level its words asked for, and limit its readers as those of `other` are.
    Without `other` a letter number that it quotes asked for its level.

    The trail does not name the other case: who reads the one need not know of the other."""
    reason = gettext("Likely belongs to a case of this level.")
    if case.level > stated:
        audit.record(
            verb="naskah.tingkat", by=None, page=case, group=FieldGroup.METADATA, reason=reason, at=now,
            data={"from": Level(stated).code, "to": Level(case.level).code},
        )  # fmt: skip
    if other is None or other.inherits or not case.inherits:
        return
    reason = gettext("Likely belongs to a case that inherits no access.")
    given = GrantCause.objects.in_force(office_day(now)).filter(page_id=other.pk, role__in=ROLES)
    for cause in given.exclude(cause__in=OF_THAT_CASE).select_related("user", "group").order_by("pk"):
        grants.give(
            page=case, role=cause.role, to=cause.user or cause.group, cause=Cause(cause.cause),
            cause_ref=cause.cause_ref, by=None, now=now, reason=cause.reason or reason, ends_on=cause.ends_on,
        )  # fmt: skip
    turn_inheritance(case, inherits=False, standing=standing_of_stop(other), by=None, now=now, reason=reason)
