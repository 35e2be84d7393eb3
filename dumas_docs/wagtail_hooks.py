"""What the archive adds to Wagtail's editing side and takes from it. Registration only."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail import hooks

from dumas_docs.admin import buttons, dates, differences, home, log_words, menus, persons, spreadsheets
from dumas_docs.admin.viewset import archive_viewset
from dumas_docs.models import BasePage, Complaint
from dumas_docs.organisation_admin.viewsets import organisation_group

buttons.install()
dates.install()
differences.install()
persons.install()
spreadsheets.install()

hooks.register("register_admin_viewset", lambda: archive_viewset)
hooks.register("register_admin_viewset", lambda: organisation_group)
hooks.register("register_admin_menu_item", menus.start_item)
hooks.register("register_admin_menu_item", menus.archive_item)
hooks.register("construct_main_menu", menus.trim_main_menu)
hooks.register("construct_reports_menu", menus.trim_reports)
hooks.register("construct_settings_menu", menus.trim_settings)
hooks.register("construct_search", menus.trim_search_areas)
hooks.register("construct_homepage_panels", home.choose_panels)
hooks.register("construct_homepage_summary_items", home.choose_summary, order=1000)
hooks.register("register_page_header_buttons", buttons.header_buttons)
hooks.register("register_log_actions", log_words.replace_formatters, order=1000)


@hooks.register("before_create_page")
def cases_begin_at_the_intake(
    request: HttpRequest, parent_page: BasePage, page_class: type[BasePage]
) -> HttpResponse | None:
    """A case needs its check of completeness, its traces and its evidence; only the intake makes them."""
    if page_class is not Complaint:
        return None
    messages.info(
        request, _("Complaints are registered here, so that completeness and duplicates are checked at once.")
    )
    return redirect("dumas_intake")


@hooks.register("insert_global_admin_css")
def style_and_texts() -> str:
    """Our styles, and Indonesian for Wagtail's scripts; it must stand before their catalogue, hence in the head."""
    found = format_html('<link rel="stylesheet" href="{}">', static("dumas_docs/css/admin.css"))
    if (get_language() or "").startswith("id"):
        found += format_html('<script src="{}"></script>', static("dumas_docs/js/admin_texts.js"))
    return found
