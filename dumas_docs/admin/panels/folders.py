"""A folder: a neutral name, its purpose, what belongs into it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TitleFieldPanel

from dumas_docs.admin.forms import ArchivePageForm

FOLDER = ObjectList(
    [
        TitleFieldPanel(
            "title",
            heading=_("Name"),
            help_text=_("Shows in addresses, also to people who may not open the folder: no names, no subjects."),
        ),
        FieldPanel("slug", heading=_("Address"), help_text=_("Last part of the web address.")),
        FieldPanel("purpose"),
        FieldPanel("description"),
    ],
    base_form_class=ArchivePageForm,
)
