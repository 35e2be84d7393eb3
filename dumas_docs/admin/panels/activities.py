"""A monitoring activity: the plan with its six contents, the matrix, the team (S0 B.1-B.4; domain.md §13)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from dumas_docs.access.choosers import ReferenceInlinePanel
from dumas_docs.admin.forms import MonitoringActivityForm

from .layout import fields, screen, subject, tab

MONITORING_ACTIVITY = screen(
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
            ],
            heading=_("Ground and manner"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("aim", help_text=_("1. What the journey is for, so that it can be judged afterwards.")),
                FieldPanel("partner", help_text=_("2. Position of the official the team will work with.")),
                FieldPanel(
                    "mechanism", help_text=_("3. Coordination meeting, clarification, updating of data, or else.")
                ),
                FieldPanel("expected_result", help_text=_("4. What the monitoring will bring.")),
                FieldPanel("relation_prospect", help_text=_("5. What it does for the relation with the institution.")),
            ],
            heading=_("Contents of the proposal (the sixth is the matrix)"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("institutions"),
                FieldPanel("locus", help_text=_("Place to be visited, when the team goes there.")),
                FieldRowPanel(fields("starts_on", "ends_on")),
                FieldPanel(
                    "facilities", help_text=_("Only for direct monitoring; one per line, for example: tickets.")
                ),
                FieldPanel(
                    "funded_by", help_text=_("Budget that bears the costs, for example: DIPA of the Deputy, 2026.")
                ),
            ],
            heading=_("Where and when"),
        ),
    ),
    tab(
        _("Matrix of cases"),
        ReferenceInlinePanel(
            "monitored_cases",
            heading=_("Matrix of follow-up letters"),
            label=_("monitored case"),
            help_text=_(
                "One row for each follow-up letter that is to be clarified. Write no names of complainants. "
                "Rows about cases that are not open to you do not appear here; they stay as they are."
            ),
            panels=[
                FieldPanel("complaint"),
                FieldPanel("letter_ref", help_text=_("For example: B-12/Kemensetneg/D-4/DM.01/03/2026, 3 March 2026.")),
                FieldPanel("institution"),
                FieldPanel("response", help_text=_("What the institution answered so far; empty: no answer yet.")),
                FieldPanel("to_clarify"),
                FieldPanel("result", help_text=_("After the monitoring: what is settled, and what is still owed.")),
            ],
        ),
    ),
    tab(
        _("Team"),
        InlinePanel(
            "team",
            heading=_("Monitoring team"),
            label=_("member of the team"),
            help_text=_(
                "Exactly one person coordinates. The highest position in the team decides who directs the monitoring "
                "and who signs the order; it is not chosen."
            ),
            panels=[
                FieldPanel("person"),
                FieldPanel("is_coordinator"),
                FieldPanel(
                    "competence",
                    help_text=_("Why this person is fit: knows the matter, the institution, leads meetings."),
                ),
            ],
        ),
    ),
    tab(
        _("Carrying out"),
        FieldPanel("agreements", help_text=_("What the institution promised, and until when.")),
    ),
    form=MonitoringActivityForm,
)
