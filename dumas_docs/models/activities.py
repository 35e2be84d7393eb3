"""MonitoringActivity (pemantauan): one monitoring of follow-up, from its plan to its account (domain.md §4, §7; S0)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from dumas_docs.access.roles import APPROVE
from dumas_docs.access.scope import bookkeeping, local_today
from dumas_docs.admin.panels.activities import MONITORING_ACTIVITY
from dumas_docs.blocks import PLAIN_TEXT_FEATURES
from dumas_docs.enums import LeaderRank, MonitoringBasis, MonitoringMode, MonitoringPurpose, MonitoringState

from .closed_case import has_ended
from .complaints import Complaint
from .documents import DocumentPage
from .in_chain import InChain
from .travellers import rank_of


class MonitoringActivity(InChain, DocumentPage):
    """The plan of a monitoring and where it stands. Its orders, report and account are its children."""

    basis = models.CharField(_("basis"), max_length=16, choices=MonitoringBasis.choices)
    mode = models.CharField(_("mode"), max_length=16, choices=MonitoringMode.choices)
    purpose = models.CharField(_("kind of monitoring"), max_length=20, choices=MonitoringPurpose.choices)
    aim = models.TextField(_("aim of the monitoring"))
    partner = models.CharField(_("partner at the institution"), max_length=200)
    mechanism = models.TextField(_("mechanism"))
    expected_result = models.TextField(_("prospect of the result"))
    relation_prospect = models.TextField(_("prospect of the relation with the institution"))
    institutions = models.TextField(_("institutions"), help_text=_("One per line."))
    locus = models.CharField(_("place"), max_length=200, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    facilities = models.TextField(_("travel facilities asked for"), blank=True)
    funded_by = models.CharField(_("charged to"), max_length=200, blank=True)
    agreements = RichTextField(_("agreements"), features=PLAIN_TEXT_FEATURES, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=MonitoringState.choices, default=MonitoringState.KONSEP, editable=False
    )

    is_record_scope = True
    publish_verb = APPROVE
    chain_kind = "pemantauan"
    register_code = "pemantauan"
    number_pattern = "PMT-{year}-{seq:04}"
    governed_fields = (*DocumentPage.governed_fields, "title", "slug", "state")
    subpage_types = [
        "dumas_docs.AssignmentOrder", "dumas_docs.MonitoringReport", "dumas_docs.FinancialAccountability",
        "dumas_docs.OutgoingLetter",
    ]  # fmt: skip
    parent_page_types = ["dumas_docs.Folder"]
    page_description = _(
        "A monitoring of follow-up: its plan, its team, and the orders, report and account it leads to."
    )
    template = "dumas_docs/monitoring_activity.html"
    edit_handler = MONITORING_ACTIVITY

    class Meta:
        verbose_name = _("monitoring activity")
        verbose_name_plural = _("monitoring activities")
        indexes = [models.Index(fields=["state"], name="monitoring_state")]

    @property
    def is_direct(self) -> bool:
        return self.mode == MonitoringMode.LANGSUNG

    @property
    def team_ids(self) -> list[int]:
        return [row.person_id for row in self.team.all() if row.person_id]

    @property
    def leader_rank(self) -> LeaderRank:
        """Derived from the highest position in the team on the first day, never chosen (S0 B.2.a.2)."""
        return rank_of(self.team_ids, on=self.starts_on or local_today())

    @property
    def directing_role(self) -> str:
        """Role code of whose direction opens it: the Asdep's, or the Deputy's when the Asdep monitors (S0 B.1)."""
        return "deputy" if self.leader_rank == LeaderRank.ASDEP else "asdep"

    @property
    def awaits_approval(self) -> bool:
        """Until it is ready, the approval alone makes the plan final; what was agreed on site is added after that."""
        return self.state in (MonitoringState.KONSEP, MonitoringState.DIARAHKAN, MonitoringState.PERSIAPAN)

    @property
    def text_stands(self) -> bool:
        return has_ended(self)

    def chain_facts(self) -> dict[str, Any]:
        """With mode and rank: only indirect monitoring has a chain of its own, direct monitoring has its orders."""
        return {**super().chain_facts(), "mode": self.mode, "leader_rank": str(self.leader_rank)}

    def check_parts(self) -> None:
        if not self.monitored_cases.exists():
            raise ValidationError(_("Name at least one case whose follow-up is monitored."))
        people = list(self.team.all())
        if not people:
            raise ValidationError(_("Name at least one person of the team."))
        if sum(row.is_coordinator for row in people) != 1:
            raise ValidationError(_("Exactly one person coordinates the team."))

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day lies before the first.")})


def activity_around(page: Any) -> MonitoringActivity | None:
    """The monitoring a document lies in, whoever asks; None elsewhere."""
    if not page.depth or page.depth < 2:
        return None
    with bookkeeping():
        return MonitoringActivity.objects.filter(path=page.path[: -page.steplen]).first()


class MonitoredCase(Orderable):
    """A row of the matrix: a follow-up letter of one case, and what is to be clarified. Hidden with its case."""

    activity = ParentalKey(MonitoringActivity, on_delete=models.CASCADE, related_name="monitored_cases")
    complaint = models.ForeignKey(Complaint, verbose_name=_("case"), on_delete=models.DO_NOTHING, related_name="+")
    letter_ref = models.CharField(_("number and date of the follow-up letter"), max_length=150)
    institution = models.CharField(_("institution"), max_length=200)
    response = models.TextField(_("response"), blank=True)
    to_clarify = models.TextField(_("what is to be clarified"))
    result = models.TextField(_("result"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("monitored case")
        verbose_name_plural = _("monitored cases")

    def __str__(self) -> str:
        return self.letter_ref


class TeamMember(Orderable):
    """Somebody of the team, and why he is fit for it (S0 D.9, C.1.d)."""

    activity = ParentalKey(MonitoringActivity, on_delete=models.CASCADE, related_name="team")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="+"
    )
    is_coordinator = models.BooleanField(_("coordinates the team"), default=False)
    competence = models.CharField(_("competence for this monitoring"), max_length=300, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("member of the team")
        verbose_name_plural = _("members of the team")

    def __str__(self) -> str:
        return str(self.person)
