"""A folder: a neutral name and what belongs into it. Its address and purpose are not for hands to change."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList

from dumas_docs.admin.forms import ArchivePageForm

FOLDER = ObjectList(
    [
        FieldPanel(
            "title",
            heading=_("Name"),
            help_text=_("Shows in addresses, also to people who may not open the folder: no names, no subjects."),
        ),
        FieldPanel("description"),
    ],
    base_form_class=ArchivePageForm,
)
