"""A small office with one person per way of working on the editing side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from tests.access.office import Office, found_office


@dataclass
class Desk:
    """An office, and clients logged in for its people."""

    office: Office

    def client(self, person: Any) -> Client:
        client = Client(raise_request_exception=True)
        client.force_login(person)
        return client

    def at(self, name: str, role: str, page: Any = None) -> Any:
        """A person holding a position of that name, with `role` on a page, else on the archive's root."""
        person = self.office.holder(name, f"{name}-post")
        self.office.give(page or self.office.root, role, person)
        return person


@pytest.fixture
def desk(db, tests_own_scope) -> Desk:
    return Desk(found_office())
