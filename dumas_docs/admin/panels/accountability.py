"""A financial account: the budget, one row for each expense, the receipts (S0 B.6.b)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from dumas_docs.admin.forms import FinancialAccountabilityForm

from .layout import screen, subject, tab

FINANCIAL_ACCOUNTABILITY = screen(
    tab(
        _("Account"),
        subject,
        FieldPanel("charged_to", help_text=_("Budget that bears the costs, for example: DIPA of the Deputy, 2026.")),
        InlinePanel(
            "expenses",
            heading=_("Expenses"),
            label=_("expense"),
            help_text=_(
                "One row for each expense; the sum follows from the rows. Add scans of the receipts under Files."
            ),
            panels=[
                FieldPanel("text", help_text=_("For example: train ticket Jakarta-Bandung, two persons.")),
                FieldRowPanel(
                    [FieldPanel("amount"), FieldPanel("proof", help_text=_("Number and date of the receipt."))]
                ),
            ],
        ),
        FieldPanel("note", help_text=_("What the verifier should know, for example why a receipt is missing.")),
    ),
    form=FinancialAccountabilityForm,
)
