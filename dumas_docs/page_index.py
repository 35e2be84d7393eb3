"""Wagtail's own index of pages: titles only, which are numbers. It finds folders by name, and pages where no person
asks; where the room `search` is not installed it answers the admin's search and choosers alone.

The stock engine recomputes the average title length over the whole table whenever one page is saved, so that saving
would slow down as the archive grows. Titles that are numbers have no use for that; a rebuild still computes it.
"""

from __future__ import annotations

from typing import Any

from modelsearch.backends.database import SearchBackend as stock_backend


def SearchBackend(params: dict[str, Any]) -> Any:
    """The full-text engine of the database in use, without the average at every save."""
    backend = stock_backend(params)
    backend.index_class = _without_running_average(backend.index_class)
    return backend


def _without_running_average(index_class: type) -> type:
    def refresh(self: Any, full: bool = False) -> None:
        if full:
            index_class._refresh_title_norms(self, full=True)  # type: ignore[attr-defined]

    return type(index_class.__name__, (index_class,), {"_refresh_title_norms": refresh})
