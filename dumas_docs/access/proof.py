"""Proves that the guardian rows say exactly what the causes in force say, and repairs what does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from dumas_docs.models.grants import GrantCause, PageGroupGrant, PageUserGrant

from . import pointers
from .grant_rows import days_of, sync
from .roles import BY_CODENAME, ROLES
from .scope import bookkeeping

# (page, role code, user or None, group or None)
Key = tuple[int, str, int | None, int | None]
# (last day, day from which it is bound to the role's reach)
Days = tuple[date | None, date | None]


def grant_faults(*, on: date) -> list[str]:
    """One line for each role that is in force without a cause, or has a cause and is not in force as it says."""
    return [line for _key, line in _differences(on)]


def repair(*, on: date) -> int:
    """Write guardian rows and places anew where they differ from causes and tree; returns the rows written."""
    with transaction.atomic(), bookkeeping():
        pointers.hold_places()
        keys = [key for key, _line in _differences(on)]
        for page_id, role, user_id, group_id in keys:
            standing = GrantCause.objects.filter(page_id=page_id, revoked_at__isnull=True)
            sync(page_id=page_id, principals=[(role, user_id, group_id)], standing=standing, today=on)
        return len(keys) + pointers.rebuild_all()


def _differences(on: date) -> Iterator[tuple[Key, str]]:
    wanted, stored = _wanted(on), _stored(on)
    for key in sorted(wanted.keys() | stored.keys(), key=str):
        page_id, role, user_id, group_id = key
        words = {"page": page_id, "role": role, "who": f"user {user_id}" if user_id else f"group {group_id}"}
        if key not in wanted:
            yield key, _("page %(page)d: role %(role)s of %(who)s is in force without a cause") % words
        elif key not in stored:
            yield key, _("page %(page)d: role %(role)s of %(who)s has a cause but no row in force") % words
        elif wanted[key] != stored[key]:
            (words["stored"], from_stored), (words["wanted"], from_wanted) = stored[key], wanted[key]
            if words["stored"] != words["wanted"]:
                yield key, _("page %(page)d: role %(role)s of %(who)s ends %(stored)s, should end %(wanted)s") % words
                continue
            words |= {"stored": from_stored, "wanted": from_wanted}
            yield (
                key,
                _("page %(page)d: role %(role)s of %(who)s is bound from %(stored)s, should be %(wanted)s") % words,
            )


def _wanted(on: date) -> dict[Key, Days]:
    standing: dict[Key, list[tuple[str, date | None]]] = defaultdict(list)
    causes = GrantCause.objects.in_force(on).filter(role__in=ROLES)
    names = ("page_id", "role", "user_id", "group_id", "cause", "ends_on")
    for *key, cause, ends_on in causes.values_list(*names).iterator():
        standing[tuple(key)].append((cause, ends_on))
    return {key: days_of(found, today=on) for key, found in standing.items()}


def _stored(on: date) -> dict[Key, Days]:
    rows: dict[Key, Days] = {}
    names = ("content_object_id", "permission__codename", "ends_on", "bounded_from")
    for page_id, codename, *days, user_id in PageUserGrant.objects.in_force(on).values_list(*names, "user_id"):
        if codename in BY_CODENAME:
            rows[page_id, BY_CODENAME[codename].code, user_id, None] = _as_of(on, *days)
    for page_id, codename, *days, group_id in PageGroupGrant.objects.in_force(on).values_list(*names, "group_id"):
        if codename in BY_CODENAME:
            rows[page_id, BY_CODENAME[codename].code, None, group_id] = _as_of(on, *days)
    return rows


def _as_of(on: date, ends_on: date | None, bounded_from: date | None) -> Days:
    return ends_on, bounded_from and max(bounded_from, on)
