"""Engines that answer questions. The rest of the product knows this contract only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.utils.module_loading import import_string

from search.conf import setting

from .base import (
    DocumentRefused,
    FacetValue,
    Hit,
    Place,
    SearchBackend,
    SearchResults,
    SearchUnavailable,
    Snippet,
    Status,
)

__all__ = [
    "DATABASE", "DocumentRefused", "FacetValue", "Hit", "Place", "SearchBackend", "SearchResults",
    "SearchUnavailable", "Snippet", "Status", "asked", "get_backend", "kept_engines",
]  # fmt: skip


T = TypeVar("T")
# Always kept, whichever engine answers: it gives the words that are shown, and answers where the other one cannot.
DATABASE = "search.backends.database.DatabaseBackend"


def kept_engines() -> dict[str, SearchBackend]:
    """Every engine that must hear of changes, by its code; the database first."""
    engines = (get_backend(path) for path in dict.fromkeys((DATABASE, setting("BACKEND"))))
    return {engine.code: engine for engine in engines}


def asked(ask: Callable[[SearchBackend], T]) -> tuple[T, SearchBackend, bool]:
    """What the configured engine answers to `ask`, or the database where that one cannot; which of them answered, and
    whether the database stood in. Raises SearchUnavailable."""
    engine = get_backend()
    try:
        return ask(engine), engine, False
    except SearchUnavailable:
        database = get_backend(DATABASE)
        if engine.code == database.code:
            raise
        return ask(database), database, True


def get_backend(path: str | None = None) -> SearchBackend:
    """The engine of a dotted path, or the configured one. Raises ImportError for a path that leads nowhere."""
    return import_string(path or setting("BACKEND"))()
