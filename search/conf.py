"""Settings of the search, read from `DUMAS_SEARCH` in the host site's settings."""

from __future__ import annotations

from typing import Any

from django.conf import settings

DEFAULTS: dict[str, Any] = {
    # Dotted path of the engine that answers.
    "BACKEND": "search.backends.database.DatabaseBackend",
    # A thesaurus in the form of MyThes, for what comes near; Debian's package mythes-id puts it here. Empty: none.
    "THESAURUS": "/usr/share/mythes/th_id_ID_v2.dat",
    # How often a saved search is asked again for new documents, in minutes.
    "NOTICE_MINUTES": 60,
    # The cluster: `hosts` as addresses; `api_key` and `ca_certs` (a file) where it asks for them; what all its names
    # begin with; shards and replicas of each index.
    "ELASTICSEARCH": {
        "hosts": (),
        "api_key": "",
        "ca_certs": "",
        "prefix": "dumas",
        "shards": 1,
        "replicas": 1,
        # How long one answer is waited for, and how long nobody asks again after a failure.
        "timeout_seconds": 3.0,
        "rest_seconds": 10.0,
    },
}


def setting(name: str) -> Any:
    """The value of one setting. Raises KeyError for a name that does not exist."""
    default = DEFAULTS[name]
    given = getattr(settings, "DUMAS_SEARCH", {}).get(name, default)
    return {**default, **given} if isinstance(default, dict) else given
