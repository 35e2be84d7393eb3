"""What migrations put into the database again, after a test of its own transactions has emptied the database."""

from typing import Any

from django.apps import apps
from django.db.models.signals import post_migrate


def replant_after_flush() -> None:
    """Django announces the end of a flush like that of a migration; every later test finds the tree as migrated."""
    post_migrate.connect(_replant, sender=apps.get_app_config("dumas_docs"), dispatch_uid="tests.replant")


def _replant(**kwargs: Any) -> None:
    from importlib import import_module

    from wagtail.models import Collection, Locale, Site

    from dumas_docs.access.scope import system_scope
    from dumas_docs.models import BasePage, Folder

    with system_scope("tests plant the tree again"):
        if BasePage.objects.exists():
            return
        locale, _created = Locale.objects.get_or_create(language_code="id")
        root = BasePage.add_root(instance=BasePage(title="Semua naskah", slug="root", locale=locale))
        home = root.add_child(instance=Folder(title="Dumas Docs", slug="home", locale=locale, is_public=True))
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
        Collection.add_root(instance=Collection(name="Root"))
        admin = import_module("wagtail.admin.migrations.0001_create_admin_access_permissions")
        admin.create_admin_access_permissions(apps, None)
        import_module("dumas_docs.migrations.0004_first_content").add_issue_codes(apps, None)
        import_module("search.migrations.0003_synonyms").add_synonyms(apps, None)
