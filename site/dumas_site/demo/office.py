"""Sets up the demo office: units, positions, people with their appointments, folders with their grants."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.utils import timezone

from dumas_docs.access import grants, pointers
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, Cause, Folder
from workflows.models import Appointment, Position, Unit

from .reading import content

DEMO_PASSWORD = "dumas-docs-2026"  # noqa: S105  printed on purpose: the demo holds invented people only


def set_up_office(*, now: datetime) -> list[dict[str, Any]]:
    """Create what is missing of the demo office; returns the people with what each may try."""
    people = content("people")
    units: dict[str, Unit] = {}
    for row in people["units"]:
        units[row["code"]], _ = Unit.objects.get_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "letter_code": row["letter_code"],
                "parent": units.get(row["parent"]) if row["parent"] else None,
            },
        )
    positions: dict[str, Position] = {}
    for row in people["positions"]:
        positions[row["code"]], _ = Position.objects.get_or_create(
            code=row["code"],
            defaults={
                "title": row["title"],
                "unit": units[row["unit"]],
                "role_code": row["role_code"],
                "rank_group": row["rank_group"],
            },
        )
    on = timezone.localtime(now).date()
    for row in people["people"]:
        _person(row, positions, on=on)
    for row in content("folders")["folders"]:
        _folder(row, units=units, positions=positions, now=now)
    return people["people"]


def _person(row: dict[str, Any], positions: dict[str, Position], *, on: date) -> None:
    person, created = get_user_model().objects.get_or_create(
        username=row["username"], defaults={"first_name": row["full_name"], "email": row["email"]}
    )
    if not created:
        _move_with_today(person, row, on=on)
        return
    held = [positions[appointment["position"]] for appointment in row["appointments"]]
    _open_account(person, is_administrator=any(position.role_code == "system_admin" for position in held))
    for appointment, position in zip(row["appointments"], held, strict=True):
        starts_on, ends_on = _term_of(appointment, on=on)
        Appointment.objects.create(
            person=person,
            position=position,
            kind=appointment["kind"],
            starts_on=starts_on,
            ends_on=ends_on,
            decree_no=appointment["decree_no"],
        )


def _term_of(appointment: dict[str, Any], *, on: date) -> tuple[date, date | None]:
    if "starts_in" in appointment:
        return on + timedelta(days=appointment["starts_in"]), on + timedelta(days=appointment["ends_in"])
    ends_on = appointment["ends_on"]
    return date.fromisoformat(appointment["starts_on"]), date.fromisoformat(ends_on) if ends_on else None


def _move_with_today(person: AbstractUser, row: dict[str, Any], *, on: date) -> None:
    """An acting appointment is in force on whatever day the demo is looked at."""
    for appointment in row["appointments"]:
        if "starts_in" in appointment:
            starts_on, ends_on = _term_of(appointment, on=on)
            held = Appointment.objects.filter(person=person, position__code=appointment["position"])
            held.filter(kind=appointment["kind"]).update(starts_on=starts_on, ends_on=ends_on)


def _open_account(person: AbstractUser, *, is_administrator: bool) -> None:
    person.is_superuser = is_administrator
    person.set_password(DEMO_PASSWORD)
    person.save()


def _folder(row: dict[str, Any], *, units: dict[str, Unit], positions: dict[str, Position], now: datetime) -> None:
    *above, slug = row["path"].split("/")
    parent: BasePage = Folder.objects.get(depth=2)
    for part in above:
        parent = parent.get_children().get(slug=part)
    if parent.get_children().filter(slug=slug).exists():
        return
    folder = Folder(
        title=row["title"],
        slug=slug,
        unit=units[row["unit"]],
        purpose=row["purpose"],
        register=slug if row["purpose"] == "BUKU" else "",
        level=Level[row["level"]],
        description=row["description"],
    )
    parent.add_child(instance=folder)
    folder.save_revision().publish()
    if not row["inherits"]:
        BasePage.objects.filter(pk=folder.pk).update(inherits=False)
        pointers.rebuild(folder)
    for grant in row["grants"]:
        grants.give(
            page=folder, role=grant["role"], to=positions[grant["position"]].group, cause=Cause.ORGANISASI,
            reason=grant["reason"], now=now,
        )  # fmt: skip
