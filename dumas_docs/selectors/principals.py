"""Who can be given access: people and positions, found by name, user name, title or unit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext as _

from workflows.models import Appointment, AppointmentKind, Position

SHORTEST_SEARCH = 3
LIMIT = 8
ACTING = {AppointmentKind.PLT: "plt.", AppointmentKind.PLH: "plh."}
PERSON, GROUP = "orang", "jabatan"
KEY = re.compile(rf"({PERSON}|{GROUP})-([1-9][0-9]{{0,8}})")


@dataclass(frozen=True)
class Principal:
    """A person, or a position (by its group), as a form names it: "orang-5", "jabatan-7"."""

    key: str
    name: str
    detail: str
    is_position: bool = False
    gone: bool = False


@dataclass(frozen=True)
class Holder:
    """Who acts through a position today."""

    user_id: int
    name: str
    how: str


def name_of(user: Any) -> str:
    """The name of a person as the office writes it."""
    return user.get_full_name() or user.get_username()


def key_of(*, user_id: int | None, group_id: int | None) -> str:
    """The name of a principal in forms and addresses."""
    return f"{PERSON}-{user_id}" if user_id else f"{GROUP}-{group_id}"


def find_principals(text: str, *, on: date, people_only: bool = False) -> list[Principal]:
    """Active people and positions whose name, user name, title or unit holds every word; at most a handful.

    Shows names, positions and units only. Fewer than three letters find nobody, so that nobody lists the office."""
    words = text.split()[:6]
    if len("".join(words)) < SHORTEST_SEARCH:
        return []
    found: list[Principal] = []
    if not people_only:
        found += _positions(words, on=on)
    held = Appointment.objects.on(on).filter(_all(words, "position__title", "position__unit__name"))
    people = get_user_model().objects.filter(is_active=True)
    by_name = _all(words, "username", "first_name", "last_name")
    people = people.filter(by_name | Q(pk__in=held.values("person_id"))).order_by("first_name", "username")[:LIMIT]
    details = _positions_of([user.pk for user in people], on=on)
    found += [Principal(f"{PERSON}-{user.pk}", name_of(user), details[user.pk]) for user in people]
    return found


def _positions(words: list[str], *, on: date) -> list[Principal]:
    positions = Position.objects.filter(_all(words, "title", "code", "unit__name")).select_related("unit")[:LIMIT]
    holders = holders_of([position.group_id for position in positions], on=on)
    return [
        Principal(f"{GROUP}-{position.group_id}", position.title, held_by(holders[position.group_id]), is_position=True)
        for position in positions
    ]


def _all(words: list[str], *fields: str) -> Q:
    """Every word stands in one of the fields."""
    return reduce(and_, (reduce(Q.__or__, (Q(**{f"{name}__icontains": word}) for name in fields)) for word in words))


def _positions_of(user_ids: Collection[int], *, on: date) -> dict[int, str]:
    labels: dict[int, list[str]] = defaultdict(list)
    for held in Appointment.objects.on(on).filter(person_id__in=user_ids).select_related("position__unit"):
        labels[held.person_id].append(held.label)
    return defaultdict(lambda: _("holds no position today"), {pk: "; ".join(names) for pk, names in labels.items()})


def principals_by_key(keys: Collection[str], *, on: date) -> dict[str, Principal]:
    """The principals of those keys that exist; the others are left out. Inactive people are marked as gone."""
    parts = [match.groups() for key in keys if (match := KEY.fullmatch(key))]
    user_ids = [int(pk) for kind, pk in parts if kind == PERSON]
    group_ids = [int(pk) for kind, pk in parts if kind == GROUP]
    details = _positions_of(user_ids, on=on)
    users = get_user_model().objects.filter(pk__in=user_ids)
    found = {
        f"{PERSON}-{user.pk}": Principal(
            f"{PERSON}-{user.pk}",
            name_of(user),
            details[user.pk] if user.is_active else _("account closed"),
            gone=not user.is_active,
        )
        for user in users
    }
    holders = holders_of(group_ids, on=on)
    for group in Group.objects.filter(pk__in=group_ids).select_related("position__unit"):
        position = getattr(group, "position", None)
        key = f"{GROUP}-{group.pk}"
        name = position.title if position else group.name
        found[key] = Principal(key, name, held_by(holders[group.pk]), is_position=True)
    return found


def load_principal(key: str) -> Any | None:
    """The user or group behind a key; None for a key that names nobody."""
    match = KEY.fullmatch(key)
    if match is None:
        return None
    kind, pk = match.groups()
    if kind == PERSON:
        return get_user_model().objects.filter(pk=int(pk)).first()
    return Group.objects.filter(pk=int(pk), position__isnull=False).first()


def holders_of(group_ids: Collection[int], *, on: date) -> dict[int, list[Holder]]:
    """Who acts through the groups on a day, by group: the holders of their positions."""
    found: dict[int, list[Holder]] = defaultdict(list)
    appointments = Appointment.objects.on(on).filter(position__group_id__in=group_ids, person__is_active=True)
    for held in appointments.select_related("person", "position").order_by("kind", "pk"):
        how = ACTING.get(held.kind, "")
        if held.ends_on and how:
            how = _("%(kind)s until %(day)s") % {"kind": how, "day": formats.date_format(held.ends_on, "j F Y")}
        found[held.position.group_id].append(Holder(held.person_id, name_of(held.person), how))
    return found


def held_by(holders: Collection[Holder]) -> str:
    """The people in a position today in one line."""
    if not holders:
        return _("nobody holds this position today")
    return "; ".join(f"{holder.name} ({holder.how})" if holder.how else holder.name for holder in holders)
