"""The first screen of the editing side: what waits for the person and what he edited last."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.site_summary import PagesSummaryItem, SummaryItem
from wagtail.admin.views.home import RecentEditsPanel

from dumas_docs.access.roles import CHANGE, READ


class OwnEditsPanel(RecentEditsPanel):
    """Documents the person edited and may still edit; a right that ended takes its row along."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        context["last_edits"] = [
            (moment, page) for moment, page in context["last_edits"] if {READ, CHANGE} <= page.reader_verbs
        ]
        return context


def choose_panels(request: HttpRequest, panels: list) -> None:
    """Own edits in place of Wagtail's; the other panels read through the scoped managers."""
    panels[:] = [OwnEditsPanel() if isinstance(panel, RecentEditsPanel) else panel for panel in panels]


def choose_summary(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Only the number of documents the person may know of."""
    items[:] = [item for item in items if isinstance(item, PagesSummaryItem)]
