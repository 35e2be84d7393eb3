"""The side menu: the archive, what waits, and for the system's administrators their tools."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea

# By name of the menu item; all others are left out, whoever adds them.
MAIN = {"start", "archive", "organisation", "reports", "settings"}
REPORTS = {"locked-pages", "workflows", "workflow-tasks"}
# Of the settings, what others than superusers may keep; each says itself whom it lets in.
SHARED_SETTINGS = {"padanan-kata"}


def start_item() -> MenuItem:
    """Back to the reading side; the fragment keeps Wagtail from marking it as the current page of the admin."""
    address = format_lazy("{}#main", reverse_lazy("dumas_home"))
    return MenuItem(_("Start page"), address, name="start", icon_name="home", order=10)


def archive_item() -> MenuItem:
    """The folders, as a plain list."""
    return MenuItem(
        _("Archive"), reverse_lazy("wagtailadmin_explore_root"), name="archive", icon_name="folder-open-inverse",
        order=100,
    )  # fmt: skip


def trim_main_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Keep what belongs to the archive."""
    items[:] = [item for item in items if item.name in MAIN]


def trim_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Keep reports that list documents one may know of."""
    items[:] = [item for item in items if item.name in REPORTS]


def trim_settings(request: HttpRequest, items: list[MenuItem]) -> None:
    """Collections mean nothing here; most of the rest is for superusers."""
    items[:] = [
        item for item in items
        if item.name in SHARED_SETTINGS or (item.name != "collections" and request.user.is_superuser)
    ]  # fmt: skip


def trim_search_areas(request: HttpRequest, areas: list[SearchArea]) -> None:
    """Documents of the archive, and accounts for superusers."""
    items = [area for area in areas if area.name == "pages" or request.user.is_superuser]
    areas[:] = [area for area in items if area.name in ("pages", "users")]
