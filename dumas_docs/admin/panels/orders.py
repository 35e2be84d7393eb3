"""A surat perintah: considering and basis, the persons, the task (domain.md §13)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from dumas_docs.admin.forms import AssignmentOrderForm

from .layout import screen, subject, tab

ASSIGNMENT_ORDER = screen(
    tab(
        _("Grounds"),
        subject,
        FieldPanel("considering", help_text=_("Why the order is needed: one item for each reason.")),
        FieldPanel("basis", help_text=_("Laws, work programme or direction the order rests on.")),
    ),
    tab(
        _("Team and task"),
        InlinePanel(
            "assignees",
            heading=_("Persons ordered"),
            label=_("person"),
            help_text=_(
                "Rank and position as they stand on the day of the order. Exactly one person leads the team. Who signs "
                "follows from the highest of them: the Asdep, or the PPK when the Asdep travels himself."
            ),
            panels=[
                FieldPanel("person", help_text=_("The account of an official of this office; empty only for guests.")),
                FieldRowPanel(
                    [FieldPanel("name"), FieldPanel("employee_no", help_text=_("18 digits without spaces."))]
                ),
                FieldRowPanel(
                    [
                        FieldPanel("grade", help_text=_("For example: Penata Tingkat I, III/d.")),
                        FieldPanel("position_title"),
                    ]
                ),
                FieldPanel("is_leader"),
            ],
        ),
        MultiFieldPanel(
            [
                FieldPanel("task", help_text=_("What the team is ordered to do, one item for each task.")),
                FieldPanel("place", help_text=_("Where the task is done, not where the order is signed.")),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel("reporting", help_text=_("To whom and until when the team reports.")),
            ],
            heading=_("Task"),
        ),
        FieldPanel("funded_by", help_text=_("Budget that bears the costs, for example: DIPA of the Deputy, 2026.")),
        FieldPanel("issued_at_place", help_text=_("The registry sets the date of the order with its number.")),
        InlinePanel(
            "copies",
            heading=_("Copies (tembusan)"),
            label=_("copy"),
            help_text=_("Who gets a copy of the order, in the order of the sheet."),
            panels=[FieldRowPanel([FieldPanel("name"), FieldPanel("place")])],
        ),
    ),
    form=AssignmentOrderForm,
)
