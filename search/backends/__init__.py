"""Engines that answer questions. The rest of the product knows this contract only."""

from __future__ import annotations

from django.utils.module_loading import import_string

from search.conf import setting

from .base import FacetValue, Hit, Place, SearchBackend, SearchResults, SearchUnavailable, Snippet, Status

__all__ = [
    "FacetValue", "Hit", "Place", "SearchBackend", "SearchResults", "SearchUnavailable", "Snippet", "Status",
    "get_backend",
]  # fmt: skip


def get_backend(path: str | None = None) -> SearchBackend:
    """The engine of a dotted path, or the configured one. Raises ImportError for a path that leads nowhere."""
    return import_string(path or setting("BACKEND"))()
