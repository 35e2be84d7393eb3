"""Settings of the search, read from `DUMAS_SEARCH` in the host site's settings."""

from __future__ import annotations

from typing import Any

from django.conf import settings

DEFAULTS: dict[str, Any] = {
    # Dotted path of the engine that answers.
    "BACKEND": "search.backends.database.DatabaseBackend",
}


def setting(name: str) -> Any:
    """The value of one setting. Raises KeyError for a name that does not exist."""
    default = DEFAULTS[name]
    return getattr(settings, "DUMAS_SEARCH", {}).get(name, default)
