"""The plugin's settings, read from `DUMAS_DOCS` in the host site's settings."""

from __future__ import annotations

from typing import Any

from django.conf import settings

DEFAULTS: dict[str, Any] = {
    # Shown in the header, in receipts and in letters.
    "OFFICE_NAME": "Dumas Docs",
    # Secrets that close identities, newest first; kept outside the database.
    "IDENTITY_KEYS": [],
    # Printed on the login page: this is a demo with invented people.
    "DEMO": False,
    # Code of the unit whose intake folder receives mails.
    "INTAKE_UNIT": "asdep-dumas",
    # Address people write to; a mail not sent to it is a copy (S1 A.2).
    "INTAKE_ADDRESSES": ["dumas@setneg.go.id"],
    # Largest mail and largest single file, in bytes.
    "MAX_MAIL_BYTES": 40 * 1024 * 1024,
    "MAX_FILE_BYTES": 25 * 1024 * 1024,
    "MAX_IMAGE_PIXELS": 60_000_000,
    # How far back "likely the same matter" looks, in days.
    "DUPLICATE_DAYS": 730,
}


def setting(name: str) -> Any:
    """The value of one plugin setting. Raises KeyError for a name that does not exist."""
    default = DEFAULTS[name]
    return getattr(settings, "DUMAS_DOCS", {}).get(name, default)
