"""Proves that the guardian rows say exactly what the causes in force say, and repairs what does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from dumas_docs.models.base import BasePage
from dumas_docs.models.grants import GrantCause, PageGroupGrant, PageUserGrant

from . import pointers
from .grants import sync_row
from .roles import BY_CODENAME, ROLES
from .scope import bookkeeping

# (page, role code, user or None, group or None)
Key = tuple[int, str, int | None, int | None]


def grant_faults(*, on: date) -> list[str]:
    """One line for each role that is in force without a cause, or has a cause and is not in force as it says."""
    return [line for _key, line in _differences(on)]


def repair(*, on: date) -> int:
    """Write guardian rows and places anew where they differ from causes and tree; returns the rows written."""
    with transaction.atomic(), bookkeeping():
        pointers.hold_places()
        keys = [key for key, _line in _differences(on)]
        for page_id, role, user_id, group_id in keys:
            to = Group.objects.get(pk=group_id) if group_id else get_user_model().objects.get(pk=user_id)
            sync_row(BasePage.objects.get(pk=page_id), ROLES[role], to, today=on)
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
            words |= {"stored": stored[key], "wanted": wanted[key]}
            yield key, _("page %(page)d: role %(role)s of %(who)s ends %(stored)s, should end %(wanted)s") % words


def _wanted(on: date) -> dict[Key, date | None]:
    ends: dict[Key, list[date | None]] = defaultdict(list)
    causes = GrantCause.objects.in_force(on).filter(role__in=ROLES)
    for *key, ends_on in causes.values_list("page_id", "role", "user_id", "group_id", "ends_on").iterator():
        ends[tuple(key)].append(ends_on)
    return {key: None if None in days else max(filter(None, days)) for key, days in ends.items()}


def _stored(on: date) -> dict[Key, date | None]:
    rows: dict[Key, date | None] = {}
    names = ("content_object_id", "permission__codename", "ends_on")
    for page_id, codename, ends_on, user_id in PageUserGrant.objects.in_force(on).values_list(*names, "user_id"):
        if codename in BY_CODENAME:
            rows[page_id, BY_CODENAME[codename].code, user_id, None] = ends_on
    for page_id, codename, ends_on, group_id in PageGroupGrant.objects.in_force(on).values_list(*names, "group_id"):
        if codename in BY_CODENAME:
            rows[page_id, BY_CODENAME[codename].code, None, group_id] = ends_on
    return rows
