"""Production: refuses to start without its secrets; PostgreSQL, TLS in front."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403


def required(name: str) -> str:
    """The environment variable `name`; raises ImproperlyConfigured when it is missing or empty."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Environment variable {name} is required (docs/operations.md).")
    return value


DEBUG = False
SECRET_KEY = required("DUMAS_SECRET_KEY")
required("DATABASE_URL")
ALLOWED_HOSTS = required("DUMAS_ALLOWED_HOSTS").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
# Newest key first; older keys still open what they once closed.
DUMAS_DOCS = {
    **DUMAS_DOCS,  # noqa: F405
    "IDENTITY_KEYS": required("DUMAS_IDENTITY_KEYS").split(","),
    "SIGNING_CERTIFICATE": os.environ.get("DUMAS_SIGNING_CERTIFICATE", ""),
    "SIGNING_PASSWORD": os.environ.get("DUMAS_SIGNING_PASSWORD", ""),
}

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
EMAIL_HOST = os.environ.get("DUMAS_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("DUMAS_EMAIL_PORT", "25"))
