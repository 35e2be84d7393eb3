"""FinancialAccountability (SPJ): the cost of a monitoring, to the PPK through the BPP (S0 B.6.b; domain.md §15 W7)."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from dumas_docs.admin.panels.accountability import FINANCIAL_ACCOUNTABILITY
from dumas_docs.enums import AccountState

from .documents import DocumentPage
from .in_chain import InChain


class FinancialAccountability(InChain, DocumentPage):
    """The account of one monitoring. Its sum is the sum of its rows; only its chain makes it final."""

    charged_to = models.CharField(_("charged to"), max_length=200)
    note = models.TextField(_("note"), blank=True)
    state = models.CharField(
        _("state"), max_length=16, choices=AccountState.choices, default=AccountState.KONSEP, editable=False
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, editable=False)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, editable=False)

    chain_kind = "spj"
    final_by_chain = True
    register_code = "spj"
    number_pattern = "SPJ-{year}-{seq:04}"
    governed_fields = (*DocumentPage.governed_fields, "title", "slug", "state", "submitted_at", "accepted_at")
    subpage_types: list[str] = []
    parent_page_types = ["dumas_docs.MonitoringActivity"]
    page_description = _("The account of what a monitoring cost, with its receipts.")
    template = "dumas_docs/financial_accountability.html"
    edit_handler = FINANCIAL_ACCOUNTABILITY

    class Meta:
        verbose_name = _("financial account")
        verbose_name_plural = _("financial accounts")

    @property
    def amount(self) -> Decimal:
        return sum((row.amount for row in self.expenses.all() if row.amount is not None), Decimal(0))

    def check_parts(self) -> None:
        if not self.expenses.exists():
            raise ValidationError(_("Enter at least one expense."))


class Expense(Orderable):
    """One line of the account and the paper that proves it."""

    account = ParentalKey(FinancialAccountability, on_delete=models.CASCADE, related_name="expenses")
    text = models.CharField(_("expense"), max_length=200)
    amount = models.DecimalField(
        _("amount (rupiah)"), max_digits=14, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    proof = models.CharField(_("proof of payment"), max_length=200)

    class Meta(Orderable.Meta):
        verbose_name = _("expense")
        verbose_name_plural = _("expenses")

    def __str__(self) -> str:
        return self.text
