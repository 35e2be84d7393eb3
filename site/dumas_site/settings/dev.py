"""The demo: SQLite, one process, keys made on first use in var/. Not for production."""

import os
import secrets

from .base import *  # noqa: F403
from .base import STATIC_ROOT, VAR, WAGTAILADMIN_BASE_URL

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
VAR.mkdir(parents=True, exist_ok=True, mode=0o700)
STATIC_ROOT.mkdir(exist_ok=True)


def _kept_secret(name: str) -> str:
    path = VAR / name
    if not path.exists():
        path.write_text(secrets.token_urlsafe(48))
        path.chmod(0o600)
    return path.read_text().strip()


SECRET_KEY = _kept_secret("secret_key")
DUMAS_DOCS = {**DUMAS_DOCS, "IDENTITY_KEYS": [_kept_secret("identity_key")], "DEMO": True}  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# Where the demo was last served (scripts/demo.py): a command run beside it writes the same address into its mails.
SERVED_AT = VAR / "address"
if "DUMAS_BASE_URL" not in os.environ and SERVED_AT.exists():
    WAGTAILADMIN_BASE_URL = SERVED_AT.read_text().strip()
