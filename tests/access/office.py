"""A small office built through the real models: units, positions, people, folders, cases and letters."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from dumas_docs.access import grants
from dumas_docs.actions.clear_wording import keep_cleared
from dumas_docs.models import BasePage, Cause, Complaint, Folder, IncomingLetter, ServiceStandard
from workflows.models import Appointment, Position, RankGroup, Unit

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)
_serial = itertools.count(1)


@dataclass
class Office:
    """Hands out people, positions and pages; every page is live unless said otherwise."""

    unit: Unit
    root: Folder
    people: dict[str, Any] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)

    def person(self, name: str, **values: Any) -> Any:
        if name not in self.people:
            self.people[name] = get_user_model().objects.create_user(
                name, password="x", first_name=name.capitalize(), **values
            )
        return self.people[name]

    def staff(self, name: str) -> Any:
        """A person in a position that has no rights; without one nothing undated counts."""
        return self.holder(name, "pegawai")

    def position(self, code: str) -> Position:
        if code not in self.positions:
            self.positions[code] = Position.objects.create(
                code=code, title=code.capitalize(), unit=self.unit, role_code=code, rank_group=RankGroup.PELAKSANA
            )
        return self.positions[code]

    def appoint(self, person: Any, position: Position, *, starts_on=date(2025, 1, 1), ends_on=None, kind="DEFINITIF"):
        return Appointment.objects.create(
            person=person, position=position, starts_on=starts_on, ends_on=ends_on, kind=kind
        )

    def holder(self, name: str, code: str) -> Any:
        person = self.person(name)
        self.appoint(person, self.position(code))
        return person

    def folder(self, parent: BasePage | None = None, **values: Any) -> Folder:
        number = next(_serial)
        values = {"title": f"Folder {number}", "slug": f"folder-{number}", "unit": self.unit, **values}
        return (parent or self.root).add_child(instance=Folder(**values))

    def case(self, parent: BasePage | None = None, **values: Any) -> Complaint:
        values = {
            "subject": "Perkara", "received_at": NOW, "agenda_date": TODAY, "channel": "EMAIL_DUMAS",
            "substance_summary": "Inti", "chronology": "Urutan", **values,
        }  # fmt: skip
        case = (parent or self.root).add_child(instance=Complaint(**values))
        keep_cleared(case, by=None, now=NOW)
        return case

    def letter(self, parent: BasePage | None = None, **values: Any) -> IncomingLetter:
        values = {"subject": "Hal", "received_at": NOW, "sender": "Pengirim", "addressee": "Asdep", **values}
        return (parent or self.root).add_child(instance=IncomingLetter(**values))

    def standard(self, parent: BasePage | None = None, **values: Any) -> ServiceStandard:
        number = next(_serial)
        values = {"title": f"Standar {number}", "slug": f"standar-{number}", **values}
        return (parent or self.root).add_child(instance=ServiceStandard(**values))

    def give(self, page: BasePage, role: str, to: Any, *, cause: Cause = Cause.BERBAGI, **values: Any):
        if isinstance(to, Position):
            to = to.group
        elif not isinstance(to, Group) and not values.get("ends_on") and not to.appointments.exists():
            self.staff(to.username)
        return grants.give(page=page, role=role, to=to, cause=cause, now=NOW, **values)


def found_office() -> Office:
    unit, _ = Unit.objects.get_or_create(code="asdep-dumas", defaults={"name": "Asdep Pengaduan", "letter_code": "D-4"})
    home = BasePage.objects.get(depth=2)
    root = home.add_child(instance=Folder(title="Arsip", slug=f"arsip-{next(_serial)}", unit=unit))
    return Office(unit=unit, root=root)
