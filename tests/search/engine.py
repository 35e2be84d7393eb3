"""Asking the engine under test."""

from __future__ import annotations

import pytest

from search import outbox
from search.backends import get_backend
from search.query import parse


class EngineContract:
    """Subclass a contract, set `backend`, and override `settle` where an engine needs time to show what was written."""

    backend = ""

    @pytest.fixture(autouse=True)
    def use_backend(self, settings):
        settings.DUMAS_SEARCH = {**getattr(settings, "DUMAS_SEARCH", {}), "BACKEND": self.backend}

    def settle(self) -> None:
        outbox.drain()

    def catch_up(self) -> None:
        """After a change of the document itself, for an engine that hears of it a moment later; the database is never
        behind."""

    def answer(self, office, name, text="", **options):
        user = office.people[name] if name else None
        return get_backend().search(parse(text, **options), user=user)

    def ids(self, office, name, text="", **options):
        return {hit.page_id for hit in self.answer(office, name, text, **options).hits}
