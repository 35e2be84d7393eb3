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
        FieldRowPanel(
            [
                FieldPanel(
                    "sop_number", help_text=_("Organisation, division, subdivision and sequence, between slashes.")
                ),
                FieldPanel(
                    "is_macro", help_text=_("A macro SOP describes a whole process and has the parts of the last tab.")
                ),
            ]
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(fields("created_on", "effective_on")),
                FieldRowPanel(
                    [
                        FieldPanel("revision_no", help_text=_("Empty or 0 as long as it was never revised.")),
                        FieldPanel("revised_on"),
                    ]
                ),
                FieldRowPanel(fields("approved_by_position", "approved_by_name")),
                FieldRowPanel(
                    [
                        FieldPanel("approved_by_grade", help_text=_("For example: Pembina Utama Muda, IV/c.")),
                        FieldPanel("approved_by_employee_no", help_text=_("18 digits without spaces.")),
                    ]
                ),
            ],
            heading=_("Dates and approval"),
        ),
    ),
    tab(
        _("Rules"),
        FieldPanel("legal_basis", help_text=_("One item for each regulation, the highest first.")),
        FieldPanel("qualification", help_text=_("What those who carry it out must know or be able to do.")),
        FieldPanel("related", help_text=_("Other SOPs this one follows or leads to.")),
        FieldPanel("equipment", help_text=_("Tools, applications and forms that are needed.")),
        FieldPanel("warning", help_text=_("What goes wrong when the SOP is not followed.")),
        FieldPanel("recording", help_text=_("Where and how the work is recorded.")),
    ),
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
            help_text=_(
                "From the first to the last; the first and the last are terminators. "
                "The actor is written exactly as in the list above."
            ),
            panels=[
                FieldPanel("activity", help_text=_("An active verb without a subject, for example: check the letter.")),
                FieldRowPanel(fields("actor", "shape")),
                FieldRowPanel(
                    [
                        FieldPanel("needs", help_text=_("Documents or data the step needs.")),
                        FieldPanel("output", help_text=_("What the step leaves behind.")),
                    ]
                ),
                FieldRowPanel(
                    [
                        FieldPanel("minutes", help_text=_("For adding up, for example: 60.")),
                        FieldPanel("time_text", help_text=_("As it is to be read, for example: 1 hour.")),
                    ]
                ),
                FieldPanel("note", help_text=_("For a decision: where each of the two exits leads.")),
            ],
        ),
    ),
    tab(
        _("Macro SOP"),
        HelpPanel(content=_("Only for a macro SOP.")),
        *fields("definitions", "parties", "forms", "output"),
        FieldPanel("process_chart", help_text=_("The stages of the process, from the first to the last.")),
    ),
    form=SopForm,
)
