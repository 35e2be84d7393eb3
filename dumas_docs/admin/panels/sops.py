"""A SOP: head, rules, flow table, and what a macro SOP adds (S3; domain.md §11)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel

from dumas_docs.admin.forms import SopForm

from .layout import fields, screen, tab

SOP = screen(
    tab(
        _("Head"),
        FieldPanel("title", heading=_("Name of the SOP"), help_text=_("Its official name (NAMA SOP).")),
        FieldRowPanel(fields("sop_number", "is_macro")),
        MultiFieldPanel(
            [
                FieldRowPanel(fields("created_on", "effective_on")),
                FieldRowPanel(fields("revision_no", "revised_on")),
                FieldRowPanel(fields("approved_by_position", "approved_by_name")),
            ],
            heading=_("Dates and approval"),
        ),
    ),
    tab(_("Rules"), *fields("legal_basis", "qualification", "related", "equipment", "warning", "recording")),
    tab(
        _("Flow table"),
        InlinePanel(
            "actors",
            heading=_("Actors"),
            label=_("actor"),
            help_text=_("One column of the table each, from left to right."),
            panels=[FieldPanel("name")],
        ),
        InlinePanel(
            "steps",
            heading=_("Steps"),
            label=_("step"),
            help_text=_("From the first to the last. The actor is written exactly as in the list above."),
            panels=[
                FieldPanel("activity", help_text=_("An active verb without a subject, for example: check the letter.")),
                FieldRowPanel(fields("actor", "shape")),
                FieldRowPanel(fields("needs", "output")),
                FieldRowPanel(fields("minutes", "time_text")),
                FieldPanel("note"),
            ],
        ),
    ),
    tab(
        _("Macro SOP"),
        HelpPanel(content=_("Only for a macro SOP.")),
        *fields("definitions", "parties", "forms", "output"),
    ),
    form=SopForm,
)
