"""Settings for `manage.py benchmark`: the product as in production, on a database of its own that is dropped again."""

import os
from pathlib import Path

from .base import *  # noqa: F403
from .base import database

VAR = Path(os.environ["DUMAS_BENCHMARK_DIR"])
SECRET_KEY = "only-for-measuring"  # noqa: S105
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": database(os.environ.get("DATABASE_URL"), VAR / "db.sqlite3")}
DATABASES["default"]["TEST"] = {"NAME": os.environ.get("DUMAS_BENCHMARK_NAME") or str(VAR / "measured.sqlite3")}
MEDIA_ROOT = VAR / "files"
STATIC_ROOT = VAR / "static"
QUARANTINE_ROOT = VAR / "quarantine"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DUMAS_DOCS = {**DUMAS_DOCS, "IDENTITY_KEYS": ["only-for-measuring"]}  # noqa: F405
WHITENOISE_USE_FINDERS = True
