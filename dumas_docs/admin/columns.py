"""What a list of pages on the editing side shows: number, what the reader may know of the subject, level, state."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn

from dumas_docs.access.roles import CHANGE, READ, SHARE
from dumas_docs.enums import Level
from dumas_docs.models import BasePage


class DocumentColumn(BaseColumn):
    """Number or name, masked subject, level, and the two or three next steps. Asks the database nothing."""

    cell_template_name = "dumas_docs/admin/document_cell.html"
    header_template_name = "wagtailadmin/tables/column_header.html"

    def get_cell_context_data(self, instance: BasePage, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        verbs = instance.reader_verbs
        context["page"] = instance
        context["level"] = Level(instance.level)
        context["edit_url"] = (
            reverse("wagtailadmin_pages:edit", args=[instance.pk]) if {READ, CHANGE} <= verbs and instance.depth > 1
            else ""
        )  # fmt: skip
        context["sharing_url"] = named_url("dumas_sharing", instance) if SHARE in verbs else ""
        return context


class StateColumn(Column):
    """Final, draft, or final with a newer draft."""

    def get_value(self, instance: BasePage) -> str | Promise:
        if not instance.live:
            return _("Draft")
        return _("Final, with a newer draft") if instance.has_unpublished_changes else _("Final")


class OpenColumn(BaseColumn):
    """The way into a folder or a case, whether or not something is in it: a count would tell of hidden documents."""

    cell_template_name = "dumas_docs/admin/open_cell.html"


def named_url(name: str, page: BasePage) -> str:
    """Address of a view of the reading side, or "" where the host site has not mounted it."""
    try:
        return reverse(name, kwargs={"page_id": page.pk})
    except NoReverseMatch:
        return ""


COLUMNS = [
    DocumentColumn("document", label=_("Document"), classname="title", sort_key="title"),
    Column("type", label=_("Type"), accessor="page_type_display_name", width="16%", classname="dumas-wide"),
    DateColumn("latest_revision_created_at", label=_("Changed"), sort_key="latest_revision_created_at", width="14%"),
    StateColumn("state", label=_("Version"), width="14%", classname="dumas-wide"),
    OpenColumn("open", label="", width="6%"),
]
