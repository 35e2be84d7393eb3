"""Settings of every deployment. What a machine must tell stands in environment variables (docs/operations.md)."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dj_database_url

from .hidden import Hidden

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("DUMAS_VAR_DIR", ROOT / "var" / "demo")).resolve()

INSTALLED_APPS = [
    "dumas_site",
    "search",
    "dumas_docs",
    "workflows",
    "dumas_docs.admin.users_app.ArchiveUsersConfig",
    "wagtail.sites",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.snippets",
    "wagtail.search",
    "wagtail.contrib.typed_table_block",
    "wagtail.admin",
    "wagtail",
    "taggit",
    "modelcluster",
    "guardian",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # words of the editing side such as "5 minutes ago", in the language of the office
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "dumas_docs.views.headers.SecurityHeadersMiddleware",
    "dumas_docs.access.middleware.AccessMiddleware",
]

ROOT_URLCONF = "dumas_site.urls"
WSGI_APPLICATION = "dumas_site.wsgi.application"
ASGI_APPLICATION = "dumas_site.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dumas_docs.views.context.office",
            ],
        },
    }
]

# SQLite waits for a writer instead of failing; IMMEDIATE takes the write lock at BEGIN, so counters cannot deadlock.
SQLITE_OPTIONS = {
    "timeout": 30,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-64000;"
    ),
}


def database(url: str | None, sqlite_path: Path) -> dict[str, Any]:
    """Connection settings for `url`, or for the embedded SQLite file when there is none."""
    if url:
        return dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(sqlite_path), "OPTIONS": SQLITE_OPTIONS}


def search_engine(variables: Mapping[str, str]) -> dict[str, Any]:
    """The search in the cluster of ELASTICSEARCH_URL (several addresses between commas); else in the database alone."""
    told = [host.strip() for host in variables.get("ELASTICSEARCH_URL", "").split(",")]
    hosts = [Hidden(host) if "@" in host else host for host in told if host]
    if not hosts:
        return {}
    cluster = {
        "hosts": hosts,
        "api_key": Hidden(variables.get("ELASTICSEARCH_API_KEY", "")),
        "ca_certs": variables.get("ELASTICSEARCH_CA", ""),
        "prefix": variables.get("ELASTICSEARCH_PREFIX", "dumas"),
        "shards": int(variables.get("ELASTICSEARCH_SHARDS", "1")),
        # One copy of each index wherever there is a second node to hold it.
        "replicas": int(variables.get("ELASTICSEARCH_REPLICAS", "1" if len(hosts) > 1 else "0")),
    }
    return {"BACKEND": "search.backends.elasticsearch.ElasticsearchBackend", "ELASTICSEARCH": cluster}


DUMAS_SEARCH = search_engine(os.environ)
DATABASES = {"default": database(os.environ.get("DATABASE_URL"), VAR / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = ["dumas_docs.access.backend.AppointmentBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "dumas_home"
LOGOUT_REDIRECT_URL = "login"
ANONYMOUS_USER_NAME = None
# Guardian is the store of grants; reading them goes through dumas_docs.access alone, so its own backend stays out.
SILENCED_SYSTEM_CHECKS = [
    "guardian.W001",
    "security.W019",  # the editor previews pages in a frame of its own host
    "security.W021",  # preloading a domain is for its owner to decide
]

# Everybody is answered in Indonesian, whatever language the browser came with; who wants English on the editing side
# says so in the account there.
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["dumas_site.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/tidak-dilayani/"
MEDIA_ROOT = VAR / "files"
QUARANTINE_ROOT = VAR / "quarantine"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# A form refuses more than thirty by name; what exceeds this is not even read.
DATA_UPLOAD_MAX_NUMBER_FILES = 300

WAGTAIL_SITE_NAME = "Dumas Docs"
WAGTAIL_PAGE_MODEL = "dumas_docs.BasePage"
WAGTAILDOCS_DOCUMENT_MODEL = "dumas_docs.Attachment"
WAGTAILIMAGES_IMAGE_MODEL = "dumas_docs.Scan"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILADMIN_PAGE_SEARCH_FILTER_BY_PERMISSIONS = True
WAGTAILADMIN_BASE_URL = os.environ.get("DUMAS_BASE_URL", "http://127.0.0.1:8000")
WAGTAIL_AUTOSAVE_INTERVAL = 0
# As officials write days; every language of the admin must be able to read it back (dumas_site/formats).
WAGTAIL_DATE_FORMAT = "%d-%m-%Y"
WAGTAIL_DATETIME_FORMAT = "%d-%m-%Y %H:%M"
WAGTAIL_I18N_ENABLED = False
WAGTAIL_MODERATION_ENABLED = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "workflows.engine.finish.finish_chain"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_PERMITTED_LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.page_search"}}

TASKS = {"default": {"BACKEND": "dumas_docs.access.tasks.SystemImmediateBackend"}}

# What a page said ends with the session; a cookie of its own would tell it to whoever signs in next.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 60 * 60
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

EMAIL_SUBJECT_PREFIX = "[Dumas Docs] "
DEFAULT_FROM_EMAIL = os.environ.get("DUMAS_FROM_EMAIL", "dumas-docs@localhost")

# The plugin's own settings; dumas_docs/conf.py explains each.
DUMAS_DOCS: dict[str, Any] = {
    "OFFICE_NAME": "Asisten Deputi Pengaduan Masyarakat",
    "TRUSTED_MAIL_SERVER": os.environ.get("DUMAS_TRUSTED_MAIL_SERVER", ""),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "no_titles": {"()": "dumas_docs.access.logs.TitleFilter"},
        "bad_requests": {"()": "dumas_docs.access.logs.BadRequestFilter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["no_titles", "bad_requests"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
