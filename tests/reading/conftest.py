"""The office of these tests, and how its people open pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from dumas_docs.models import AuditEntry
from tests.reading.office import Office


@pytest.fixture
def office(db, settings, tmp_path: Path) -> Office:
    settings.MEDIA_ROOT = tmp_path / "files"
    return Office()


@pytest.fixture
def enter(office: Office) -> Callable[[str], Client]:
    """A browser signed in as one of the office's people; "" for a visitor."""

    def as_person(username: str) -> Client:
        client = Client()
        if username:
            client.force_login(office.people[username])
        return client

    return as_person


@pytest.fixture
def trail() -> Callable[..., int]:
    """How many entries of a verb the audit trail holds."""

    def count(verb: str, **filters) -> int:
        return AuditEntry.objects.filter(verb=verb, **filters).count()

    return count
