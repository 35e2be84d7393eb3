"""MonitoringReport: what monitoring of follow-up found (S0 B.4-6; domain.md §13)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable

from dumas_docs.access.scope import local_today
from dumas_docs.admin.panels.monitoring import MONITORING_REPORT
from dumas_docs.blocks import PLAIN_TEXT_FEATURES, SectionBlock
from dumas_docs.enums import (
    DirectActivity,
    LeaderRank,
    MonitoringBasis,
    MonitoringMode,
    MonitoringPurpose,
    OutgoingState,
)

from .activities import activity_around
from .complaints import Complaint
from .documents import DocumentPage
from .fields import ChoiceListField
from .in_chain import InChain
from .travellers import rows_of_lines, travellers


class MonitoringReport(InChain, DocumentPage):
    """The substance report of one monitoring; the financial account stands apart (S0 B.6)."""

    basis = models.CharField(_("basis"), max_length=16, choices=MonitoringBasis.choices)
    mode = models.CharField(_("mode"), max_length=16, choices=MonitoringMode.choices)
    purpose = models.CharField(_("purpose"), max_length=20, choices=MonitoringPurpose.choices)
    activities = ChoiceListField(_("activities"), choices_class=DirectActivity)
    leader_rank = models.CharField(_("led by"), max_length=16, choices=LeaderRank.choices)
    direction_text = models.TextField(
        _("direction or approval"), help_text=_("Who gave it, when, in writing or by word (S0 B.1).")
    )
    partner = models.CharField(_("partner at the institution"), max_length=200)
    institutions = models.TextField(_("institutions"), help_text=_("One per line."))
    locus = models.CharField(_("place"), max_length=200, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    team = models.TextField(_("team"), help_text=_("One person per line, the coordinator first."))
    implementation = RichTextField(_("how it was carried out"), features=PLAIN_TEXT_FEATURES)
    agreements = RichTextField(_("agreements"), features=PLAIN_TEXT_FEATURES, blank=True)
    analysis = RichTextField(_("analysis"), features=PLAIN_TEXT_FEATURES)
    conclusion = RichTextField(_("conclusion"), features=PLAIN_TEXT_FEATURES)
    recommendation = RichTextField(_("recommendation"), features=PLAIN_TEXT_FEATURES)
    sections = StreamField([("section", SectionBlock())], verbose_name=_("further sections"), blank=True)
    routed_to = models.CharField(
        _("submitted to"), max_length=200, help_text=_("The Asdep, or the Deputy when the Asdep led (S0 B.6.a).")
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, editable=False)
    state = models.CharField(
        _("state"), max_length=16, choices=OutgoingState.choices, default=OutgoingState.KONSEP, editable=False
    )

    chain_kind = "laporan-pemantauan"
    final_by_chain = True
    register_code = "laporan-pemantauan"
    number_pattern = "LHP-{year}-{seq:04}"
    governed_fields = (*DocumentPage.governed_fields, "title", "slug", "submitted_at", "state")
    subpage_types: list[str] = []
    parent_page_types = ["dumas_docs.Folder", "dumas_docs.Complaint", "dumas_docs.MonitoringActivity"]
    page_description = _("The report on monitoring what institutions did with forwarded complaints.")
    template = "dumas_docs/monitoring_report.html"
    edit_handler = MONITORING_REPORT

    class Meta:
        verbose_name = _("monitoring report")
        verbose_name_plural = _("monitoring reports")

    def check_parts(self) -> None:
        if not self.clarified_cases.exists():
            raise ValidationError(_("Fill in at least one row of the matrix of clarification before publishing."))

    def chain_facts(self) -> dict[str, Any]:
        """With the rank of who led: of the team, where the report lies in a monitoring."""
        return {**super().chain_facts(), "leader_rank": str(self.rank)}

    @property
    def rank(self) -> LeaderRank:
        """The highest rank that monitored; who receives the report follows from it, it is never chosen (S0 B.6.a)."""
        if activity := activity_around(self):
            return activity.leader_rank
        return travellers(rows_of_lines(self.team), on=self.starts_on or local_today()).rank

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        # Kept as it was derived; nothing is decided by the column.
        self.leader_rank = self.rank
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day lies before the first.")})


class ClarifiedCase(Orderable):
    """A row of the matrix of clarification: one follow-up letter and what became of it."""

    report = ParentalKey(MonitoringReport, on_delete=models.CASCADE, related_name="clarified_cases")
    complaint = models.ForeignKey(
        Complaint, verbose_name=_("case"), on_delete=models.DO_NOTHING, null=True, blank=True, related_name="+"
    )
    letter_ref = models.CharField(_("number and date of the follow-up letter"), max_length=150)
    institution = models.CharField(_("institution"), max_length=200)
    response = models.TextField(_("response"), blank=True)
    clarified = models.TextField(_("what was clarified"), blank=True)
    result = models.TextField(_("result"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("clarified case")
        verbose_name_plural = _("clarified cases")

    def __str__(self) -> str:
        return self.letter_ref
