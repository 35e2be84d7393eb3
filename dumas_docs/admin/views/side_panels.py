"""The panels beside a form: status and remarks.

No preview: it would keep unsaved content, identities included, as plain text in the database (see `preview.py`).
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import CommentsSidePanel, PageStatusSidePanel

# Privacy settings would suggest a protection that does not count here; usage counts documents one may not see.
UNFIT = ("includes/status/privacy.html", "includes/status/usage.html")


class StatusPanel(PageStatusSidePanel):
    """State and lock of a document."""

    def get_status_templates(self, context: dict[str, Any]) -> list[str]:
        return [name for name in super().get_status_templates(context) if not name.endswith(UNFIT)]

    def get_usage_context(self) -> dict[str, Any]:
        return {}


def side_panels(view: Any, status: StatusPanel) -> MediaContainer:
    """Status, and remarks where the form takes them."""
    panels = [status]
    form = getattr(view, "form", None)
    if form is not None and form.show_comments_toggle and not view.expects_json_response:
        panels.append(CommentsSidePanel(view.page, view.request))
    return MediaContainer(panels)
