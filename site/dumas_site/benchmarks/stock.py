"""The yardstick: a plain Wagtail site and a superuser. Runs in a process of its own; prints one Run as JSON.

python -m dumas_site.benchmarks.stock listing CHILDREN          the explorer on a folder of so many pages
python -m dumas_site.benchmarks.stock panel PAGES WORKFLOWS     "awaiting your review" for a fifth of the workflows
On the database that DATABASE_URL names, else on a temporary SQLite file.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import django
from django.conf import settings


def main(what: str, pages: int, workflows: int = 0) -> None:
    """Build the plain site with `pages` pages, measure, print the figure."""
    with tempfile.TemporaryDirectory() as folder:
        _configure(Path(folder))
        from django.db import connection

        from .figures import Run
        from .stock_pages import build_pages, measure_listing
        from .stock_panel import measure_panel, start_workflows

        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            home, person = build_pages(pages)
            if what == "panel":
                figure = measure_panel(person, waiting=start_workflows(home, workflows, person))
            else:
                figure = measure_listing(home, person)
            sys.stdout.write(Run(connection.vendor, pages, [figure]).to_json() + "\n")
        finally:
            connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)


def _configure(folder: Path) -> None:
    from dumas_site.settings.base import INSTALLED_APPS, TEMPLATES, database

    ours = {"dumas_site", "search", "dumas_docs", "workflows", "guardian", "wagtail.contrib.typed_table_block"}
    stock = {"dumas_docs.admin.users_app.ArchiveUsersConfig": "wagtail.users"}
    databases = {"default": database(os.environ.get("DATABASE_URL"), folder / "stock.sqlite3")}
    databases["default"]["TEST"] = {"NAME": os.environ.get("DUMAS_STOCK_NAME") or str(folder / "stock-test.sqlite3")}
    settings.configure(
        SECRET_KEY="yardstick",  # noqa: S106
        ALLOWED_HOSTS=["*"],
        INSTALLED_APPS=[stock.get(app, app) for app in INSTALLED_APPS if app not in ours],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        ROOT_URLCONF="dumas_site.benchmarks.stock_urls",
        TEMPLATES=[{**TEMPLATES[0], "DIRS": [], "OPTIONS": _without_ours(TEMPLATES[0]["OPTIONS"])}],
        DATABASES=databases,
        STATIC_URL="/static/",
        MEDIA_ROOT=folder,
        USE_TZ=True,
        LANGUAGE_CODE="id",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        WAGTAIL_SITE_NAME="Yardstick",
        WAGTAILADMIN_BASE_URL="http://localhost",
        LOGGING_CONFIG=None,
    )
    django.setup()


def _without_ours(options: Any) -> dict[str, Any]:
    return {"context_processors": [p for p in options["context_processors"] if not p.startswith("dumas_")]}


if __name__ == "__main__":
    main(sys.argv[1], *(int(count) for count in sys.argv[2:]))
