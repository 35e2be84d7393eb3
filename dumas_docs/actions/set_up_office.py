"""Begins an office, or brings it in line with its plan: organisation, accounts, folders and their rights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dumas_docs.access import audit, grants, pointers
from dumas_docs.access.roles import ROLES
from dumas_docs.access.scope import bookkeeping
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, Cause, FieldGroup, Folder, FolderPurpose
from workflows.models import Position, Unit
from workflows.organisation import (
    PlanFault,
    entries,
    named,
    set_up_appointments,
    set_up_positions,
    set_up_units,
    text,
)

from .note_account import note_account_created


@transaction.atomic
def set_up_office(*, plan: Any, now: datetime) -> list[str]:
    """Carry out `plan` (docs/operations.md, "An office begins") as the system; returns a line for each change.

    Carried out again it changes nothing. What is not in the plan stays, and so does what people have changed on the
    Sharing tab of a folder that stands already. Accounts are made without a password.
    Raises PlanFault; then nothing has changed."""
    if not isinstance(plan, Mapping):
        raise PlanFault("plan", _("must be an object with named values"))
    pointers.hold_places()
    with bookkeeping():
        changes = [
            *set_up_units(plan.get("units", [])),
            *set_up_positions(plan.get("positions", [])),
            *_people(plan.get("people", []), now=now),
            *_folders(plan.get("folders", []), now=now),
        ]
    if changes:
        audit.record(verb="organisasi.dimuat", group=FieldGroup.AKSES, at=now, data={"changes": changes})
    return changes


def _people(rows: Any, *, now: datetime) -> Iterator[str]:
    accounts = get_user_model()
    for where, row in entries(rows, "people"):
        username = text(row, "username", where)
        person = accounts.objects.filter(username=username).first()
        if person is None:
            person = accounts(
                username=username,
                first_name=text(row, "full_name", where),
                email=text(row, "email", where),
                is_superuser=row.get("administrator") is True,
            )
            person.set_unusable_password()
            try:
                person.full_clean()
            except ValidationError as error:
                raise PlanFault(where, "; ".join(error.messages)) from error
            person.save()
            note_account_created(account=person, by=None, now=now)
            yield _("new: account %s") % username
        yield from set_up_appointments(row.get("appointments", []), person=person, where=where)


def _folders(rows: Any, *, now: datetime) -> Iterator[str]:
    for where, row in entries(rows, "folders"):
        path = text(row, "path", where)
        *above, slug = path.strip("/").split("/")
        parent: BasePage = Folder.objects.get(depth=2)
        for part in above:
            found = Folder.objects.child_of(parent).filter(slug=part).first()
            if found is None:
                raise PlanFault(f"{where}.path", _("there is no folder “%s” above it") % part)
            parent = found
        if not BasePage.objects.child_of(parent).filter(slug=slug).exists():
            _folder(row, parent=parent, slug=slug, where=where, now=now)
            yield _("new: folder /%s/") % path.strip("/")


def _folder(row: Mapping[str, Any], *, parent: BasePage, slug: str, where: str, now: datetime) -> None:
    purpose = text(row, "purpose", where)
    level = row.get("level", Level.BIASA.name)
    if level not in Level.__members__:
        raise PlanFault(f"{where}.level", _("there is no “%s”") % level)
    folder = Folder(
        title=text(row, "title", where),
        slug=slug,
        unit=named(Unit, "code", row.get("unit"), where=f"{where}.unit"),
        purpose=purpose,
        register=slug if purpose == FolderPurpose.BUKU else "",
        level=Level[level],
        description=row.get("description") or "",
    )
    try:
        parent.add_child(instance=folder)
    except ValidationError as error:
        raise PlanFault(where, "; ".join(error.messages)) from error
    folder.save_revision().publish()
    if row.get("inherits") is False:
        BasePage.objects.filter(pk=folder.pk).update(inherits=False)
        pointers.rebuild(folder)
    for place, grant in entries(row.get("grants", []), f"{where}.grants"):
        role = text(grant, "role", place)
        if role not in ROLES:
            raise PlanFault(f"{place}.role", _("there is no “%s”") % role)
        position = named(Position, "code", grant.get("position"), where=f"{place}.position")
        grants.give(
            page=folder, role=role, to=position.group, cause=Cause.ORGANISASI, reason=text(grant, "reason", place),
            now=now,
        )  # fmt: skip
