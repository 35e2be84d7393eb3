"""A monitoring report: plan, what was done, the matrix of cases, findings (S0 B.4-6)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from dumas_docs.access.choosers import ReferenceInlinePanel
from dumas_docs.admin.forms import DocumentForm

from .layout import fields, screen, subject, tab

MONITORING_REPORT = screen(
    tab(
        _("Plan"),
        subject,
        MultiFieldPanel(
            [
                FieldRowPanel(fields("basis", "mode", "purpose")),
                FieldPanel("activities"),
                FieldPanel("leader_rank"),
                FieldPanel("direction_text"),
            ],
            heading=_("Ground and manner"),
        ),
        MultiFieldPanel(
            [*fields("partner", "institutions", "locus"), FieldRowPanel(fields("starts_on", "ends_on"))],
            heading=_("Where and when"),
        ),
        FieldPanel("team"),
    ),
    tab(
        _("Cases clarified"),
        ReferenceInlinePanel(
            "clarified_cases",
            heading=_("Matrix of clarification"),
            label=_("clarified case"),
            help_text=_("Rows about cases that are not open to you do not appear here; they stay as they are."),
            panels=[
                FieldPanel("complaint"),
                *fields("letter_ref", "institution", "response", "clarified", "result"),
            ],
        ),
    ),
    tab(_("Findings"), *fields("implementation", "agreements", "analysis", "conclusion", "recommendation", "sections")),
    tab(_("Submission"), FieldPanel("routed_to")),
    form=DocumentForm,
)
