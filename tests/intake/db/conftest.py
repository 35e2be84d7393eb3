"""The office in the test's own database, its files in a folder of the test, and mails on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone

from dumas_docs.actions.receive_mail import MailOutcome, receive_mail
from dumas_docs.intake.sources import iterate_mails
from tests.intake.db.office import found_office
from tests.intake.letters import raw_mail


@pytest.fixture
def stores(settings, tmp_path):
    """File store and quarantine of this test alone."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.QUARANTINE_ROOT = tmp_path / "quarantine"
    return tmp_path


@pytest.fixture
def office(db, stores):
    return found_office()


@pytest.fixture
def take_in(office, tmp_path) -> Callable[..., MailOutcome]:
    """Write a mail (its bytes, or the arguments of raw_mail) to disk and take it in."""

    def take(raw: bytes | None = None, *, dry_run: bool = False, **facts) -> MailOutcome:
        path = Path(tmp_path) / "masuk.eml"
        path.write_bytes(raw if raw is not None else raw_mail(**facts))
        (source,) = iterate_mails(path)
        return receive_mail(source=source, unit=office.unit, now=timezone.now(), dry_run=dry_run)

    return take
