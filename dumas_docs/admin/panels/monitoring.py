"""A monitoring report: plan, what was done, the matrix of cases, findings (S0 B.4-6)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from dumas_docs.access.choosers import ReferenceInlinePanel
from dumas_docs.admin.forms import MonitoringReportForm

from .layout import fields, screen, subject, tab

MONITORING_REPORT = screen(
    tab(
        _("Plan"),
        subject,
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("basis", help_text=_("The work programme, or cases in the database.")),
                        FieldPanel("mode", help_text=_("Direct: the team travels. Indirect: by telephone or letter.")),
                        FieldPanel("purpose"),
                    ]
                ),
                FieldPanel("activities", help_text=_("Only for direct monitoring; several may apply.")),
                FieldPanel("direction_text"),
            ],
            heading=_("Ground and manner"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("partner", help_text=_("Position of the official the team worked with.")),
                FieldPanel("institutions"),
                FieldPanel("locus", help_text=_("Place visited, when the team went there.")),
                FieldRowPanel(fields("starts_on", "ends_on")),
            ],
            heading=_("Where and when"),
        ),
        FieldPanel(
            "team",
            help_text=_(
                "One person per line with the position, the coordinator first. Who receives the report follows from "
                "the highest of them: the Asdep, or the Deputy when the Asdep monitored."
            ),
        ),
    ),
    tab(
        _("Cases clarified"),
        ReferenceInlinePanel(
            "clarified_cases",
            heading=_("Matrix of clarification"),
            label=_("clarified case"),
            help_text=_(
                "One row for each follow-up letter that was clarified; a final report has at least one. "
                "Rows about cases that are not open to you do not appear here; they stay as they are."
            ),
            panels=[
                FieldPanel("complaint"),
                FieldPanel("letter_ref", help_text=_("For example: B-12/Kemensetneg/D-4/DM.01/03/2026, 3 March 2026.")),
                FieldPanel("institution"),
                FieldPanel("response", help_text=_("What the institution answered, without names of complainants.")),
                FieldPanel("clarified", help_text=_("What the team asked about.")),
                FieldPanel("result", help_text=_("What is settled, and what the institution still owes.")),
            ],
        ),
    ),
    tab(
        _("Findings"),
        FieldPanel("implementation", help_text=_("What was done, day by day, and with whom.")),
        FieldPanel("agreements", help_text=_("What the institution promised, and until when.")),
        FieldPanel("analysis", help_text=_("Why follow-up succeeded or stalled.")),
        *fields("conclusion"),
        FieldPanel("recommendation", help_text=_("What the office or the institution should do next.")),
        FieldPanel("sections", help_text=_("Only for what has no field of its own, each with a heading.")),
    ),
    tab(_("Submission"), FieldPanel("routed_to")),
    form=MonitoringReportForm,
)
