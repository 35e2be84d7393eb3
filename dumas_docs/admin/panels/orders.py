"""A surat perintah: considering and basis, the persons, the task (domain.md §13)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from dumas_docs.admin.forms import AssignmentOrderForm

from .layout import screen, subject, tab

ASSIGNMENT_ORDER = screen(
    tab(_("Grounds"), subject, FieldPanel("considering"), FieldPanel("basis")),
    tab(
        _("Team and task"),
        FieldPanel(
            "leader_rank",
            help_text=_("Decides who signs: the Asdep, or the PPK when the Asdep travels himself (S0 B.2)."),
        ),
        InlinePanel(
            "assignees",
            heading=_("Persons ordered"),
            label=_("person"),
            help_text=_("Rank and position as they stand on the day of the order. Exactly one person leads the team."),
            panels=[
                FieldPanel("person", help_text=_("An account of this office; empty for guests from elsewhere.")),
                FieldRowPanel([FieldPanel("name"), FieldPanel("employee_no")]),
                FieldRowPanel([FieldPanel("grade"), FieldPanel("position_title")]),
                FieldPanel("is_leader"),
            ],
        ),
        MultiFieldPanel(
            [FieldPanel("task"), FieldPanel("place"), FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")])],
            heading=_("Task"),
        ),
        FieldRowPanel([FieldPanel("funded_by"), FieldPanel("issued_at_place")]),
    ),
    form=AssignmentOrderForm,
)
