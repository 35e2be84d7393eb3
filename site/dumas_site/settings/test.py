"""Tests: throw-away database and files, real servers where DATABASE_URL names one."""

import os
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import database

VAR = Path(os.environ.get("DUMAS_TEST_DIR") or tempfile.mkdtemp(prefix="dumas-test-"))
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": database(os.environ.get("DATABASE_URL"), VAR / "db.sqlite3")}
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
MEDIA_ROOT = VAR / "files"
STATIC_ROOT = VAR / "static"
QUARANTINE_ROOT = VAR / "quarantine"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DUMAS_DOCS = {**DUMAS_DOCS, "IDENTITY_KEYS": ["test-identity-key"]}  # noqa: F405
WHITENOISE_USE_FINDERS = True
# Tests of the cluster ask for it by name.
DUMAS_SEARCH = {"THESAURUS": ""}
