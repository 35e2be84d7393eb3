"""Pages of the yardstick site, and its explorer. Imported when the plain site is configured."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page

from .figures import Figure, timed


def build_pages(count: int) -> tuple[Page, Any]:
    """A superuser, and `count` pages below the page that is returned with him."""
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
            for n in range(count)
        ),
        batch_size=500,
    )  # fmt: skip
    Page.objects.filter(pk=home.pk).update(numchild=count)
    return home, person


def measure_listing(home: Page, person: Any) -> Figure:
    """The explorer on the folder of all pages."""
    client = Client()
    client.force_login(person)
    address = f"/admin/pages/{home.pk}/"
    return timed("stock superuser", lambda: client.get(address).content, times=15)
