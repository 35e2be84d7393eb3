"""A random archive and random changes to it, the same for the same seed."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group

from dumas_docs.access import grants, pointers
from dumas_docs.access.roles import ROLES
from dumas_docs.models import BasePage, Cause, Complaint, Folder, GrantCause, IncomingLetter
from tests.access.office import NOW, TODAY, Office

PEOPLE = ("ana", "budi", "citra", "dewi", "eko")
POSITIONS = ("kepala", "analis", "arsip")


class RandomArchive:
    def __init__(self, office: Office, seed: int) -> None:
        self.office, self.random = office, random.Random(seed)
        self._hire()
        for _ in range(6):
            self.add_folder()
        for _ in range(8):
            self.add_case()
        for _ in range(14):
            self.add_document()
        for _ in range(60):
            self.give()

    def _hire(self) -> None:
        day = timedelta(days=1)
        for name in PEOPLE:
            self.office.person(name)
        for code in POSITIONS:
            self.office.position(code)
        people, positions = self.office.people, self.office.positions
        self.office.appoint(people["ana"], positions["kepala"])
        self.office.appoint(people["budi"], positions["analis"], ends_on=TODAY)
        self.office.appoint(people["citra"], positions["analis"], ends_on=TODAY - day)
        self.office.appoint(people["dewi"], positions["kepala"], starts_on=TODAY + day)
        self.office.appoint(people["dewi"], positions["arsip"], starts_on=TODAY, kind="PLH")
        plain = Group.objects.create(name=f"panitia-{self.office.root.pk}")
        people["eko"].groups.add(plain, positions["kepala"].group)
        self.office.person("nonaktif", is_active=False)
        self.office.person("super", is_superuser=True, is_staff=True)
        self.groups = [*(position.group for position in positions.values()), plain]

    def pages(self, *models: type[BasePage]) -> list[Any]:
        below = BasePage.objects.descendant_of(self.office.root).order_by("path").specific()
        return [page for page in below if isinstance(page, models or BasePage)]

    def _values(self) -> dict[str, Any]:
        return {"inherits": self.random.random() > 0.25, "live": self.random.random() > 0.25}

    def add_folder(self) -> None:
        parent = self.random.choice([self.office.root, *self.pages(Folder)])
        self.office.folder(parent, level=self.random.choice([0, 0, 1, 2]), **self._values())

    def add_case(self) -> None:
        parent = self.random.choice(self.pages(Folder))
        self.office.case(parent, level=self.random.choice([1, 1, 2, 3]), **self._values())

    def add_document(self) -> None:
        parent = self.random.choice(self.pages(Folder, Complaint))
        if self.random.random() < 0.25 and isinstance(parent, Folder):
            self.office.standard(parent, is_public=self.random.random() < 0.5, **self._values())
        else:
            self.office.letter(parent, level=self.random.randrange(4), **self._values())

    def give(self) -> None:
        grants.give(
            page=self.random.choice([self.office.root, *self.pages()]),
            role=self.random.choice(list(ROLES)),
            to=self.random.choice([*self.office.people.values(), *self.groups]),
            now=NOW,
            cause=self.random.choice(list(Cause)),
            ends_on=self.random.choice([None, None, TODAY, TODAY + timedelta(days=9), TODAY - timedelta(days=1)]),
        )

    def revoke(self) -> None:
        causes = list(GrantCause.objects.filter(revoked_at__isnull=True).order_by("pk"))
        if causes:
            grants.revoke(cause=self.random.choice(causes), now=NOW)

    def turn_inheritance(self) -> None:
        page = self.random.choice(self.pages())
        BasePage.objects.filter(pk=page.pk).update(inherits=not page.inherits)
        pointers.rebuild(page)

    def change_level(self) -> None:
        page = self.random.choice(self.pages())
        page.level = 0 if page.is_public else self.random.randrange(4)
        page.save()

    def turn_live(self) -> None:
        page = self.random.choice(self.pages())
        BasePage.objects.filter(pk=page.pk).update(live=not page.live)

    def move_folder(self) -> None:
        self._move(self.pages(Folder), Folder)

    def move_case(self) -> None:
        self._move(self.pages(Complaint), Folder)

    def move_document(self) -> None:
        self._move(self.pages(IncomingLetter), Folder, Complaint)

    def _move(self, movable: list[Any], *parents: type[BasePage]) -> None:
        page = self.random.choice(movable)
        below = [
            found
            for found in self.pages(*parents)
            if found.pk != page.pk and not found.is_descendant_of(page) and not page.is_child_of(found)
        ]
        if below:
            page.move(self.random.choice(below), pos="last-child")

    def delete(self) -> None:
        page = self.random.choice(self.pages(IncomingLetter, Complaint))
        page.delete()


CHANGES = (
    "add_folder", "add_case", "add_document", "give", "revoke", "turn_inheritance", "change_level", "turn_live",
    "move_folder", "move_case", "move_document", "delete",
)  # fmt: skip
