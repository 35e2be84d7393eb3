"""Buttons on the head of a page's screens: to the reading side, and the steps the person may take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.wagtail_hooks import PageListingHistoryButton

from dumas_docs.access.roles import READ, SHARE
from dumas_docs.models import BasePage

from .columns import named_url


class ReadButton(PageMenuItem):
    label = _("Read")
    icon_name = "view"

    def is_shown(self, user: Any) -> bool:
        return bool(self.url) and self.page.depth > 1


class SharingButton(PageMenuItem):
    label = _("Sharing")
    icon_name = "group"

    def is_shown(self, user: Any) -> bool:
        return bool(self.url) and SHARE in self.page.permissions_for_user(user).verbs


class HistoryButton(PageMenuItem):
    label = _("History")
    icon_name = "history"

    def is_shown(self, user: Any) -> bool:
        return bool(self.url) and READ in self.page.permissions_for_user(user).verbs


def install() -> None:
    """Wagtail's own "History" lists versions; ours is the history of the document."""
    PageListingHistoryButton.label = _("Versions")


def header_buttons(page: BasePage, user: Any, view_name: str, next_url: str | None = None) -> Iterator[PageMenuItem]:
    """The reading side's three views of the page."""
    if page.pk and page.depth > 1:
        yield ReadButton(page=page, url=page.url, priority=5)
        yield SharingButton(page=page, url=named_url("dumas_sharing", page), priority=6)
        yield HistoryButton(page=page, url=named_url("dumas_history", page), priority=7)
