"""The yardstick: a plain Wagtail site, a superuser, and the same listing. Runs in a process of its own.

python -m dumas_site.benchmarks.stock CHILDREN      prints one Run as JSON; DATABASE_URL or a temporary SQLite file
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import django
from django.conf import settings


def main(children: int) -> None:
    """Build the plain site, list 50 of `children` children as superuser, print the figure."""
    with tempfile.TemporaryDirectory() as folder:
        _configure(Path(folder))
        from django.db import connection

        from .figures import Run, timed

        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            client, address = _site(children)
            figure = timed(f"explorer, 50 of {children}", lambda: client.get(address).content, times=15)
            sys.stdout.write(Run(connection.vendor, children, [figure]).to_json() + "\n")
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


def _site(children: int):
    from django.contrib.auth import get_user_model
    from django.contrib.contenttypes.models import ContentType
    from django.test import Client
    from django.utils import timezone
    from wagtail.models import Locale, Page

    person = get_user_model().objects.create_superuser("yardstick")
    home = Page.objects.get(depth=2)
    locale, kind = Locale.get_default(), ContentType.objects.get_for_model(Page)
    Page.objects.bulk_create(
        (
            Page(
                title=f"Page {n}", draft_title=f"Page {n}", slug=f"page-{n}", depth=3, locale=locale, content_type=kind,
                path=Page._get_path(home.path, 3, n + 1), url_path=f"/home/page-{n}/",
                latest_revision_created_at=timezone.now(),
            )
            for n in range(children)
        ),
        batch_size=500,
    )  # fmt: skip
    Page.objects.filter(pk=home.pk).update(numchild=children)
    client = Client()
    client.force_login(person)
    return client, f"/admin/pages/{home.pk}/"


if __name__ == "__main__":
    main(int(sys.argv[1]))
