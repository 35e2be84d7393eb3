"""Review (telaah): what the analyst found in a case, and what he proposes (domain.md §4, §13, §15 W1-W2; S1 A.2.3)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from dumas_docs.access.roles import APPROVE, READ
from dumas_docs.access.scope import bookkeeping, local_today
from dumas_docs.admin.panels.reviews import REVIEW
from dumas_docs.blocks import PLAIN_TEXT_FEATURES
from dumas_docs.enums import (
    ComplaintState,
    ContactMedium,
    Level,
    Outcome,
    ReviewAdvice,
    ReviewFinding,
    ReviewState,
    SlaClass,
    Sp4nArchiveReason,
)
from workflows.chains.cases import NOT_ELIGIBLE
from workflows.lifecycles.acting import line_of
from workflows.lifecycles.complaint import COMPLAINT
from workflows.models import Appointment, Position

from .complaints import Complaint
from .documents import DocumentPage
from .in_chain import InChain

ARCHIVING = next(row for row in COMPLAINT.transitions if row.name == "ARSIPKAN")
ARCHIVED_AS = [(code, label) for code, label in Outcome.choices if code in ARCHIVING.choices["outcome"]]


class Review(InChain, DocumentPage):
    """The study of one case. Approved through its chain it fixes the result and the class of the time limit."""

    issue_statement = RichTextField(_("issue (persoalan)"), features=PLAIN_TEXT_FEATURES)
    assumptions = RichTextField(_("assumptions (praanggapan)"), features=PLAIN_TEXT_FEATURES, blank=True)
    findings = RichTextField(_("facts (fakta)"), features=PLAIN_TEXT_FEATURES, blank=True)
    analysis = RichTextField(_("analysis (analisis)"), features=PLAIN_TEXT_FEATURES, blank=True)
    conclusion = RichTextField(_("conclusion (simpulan)"), features=PLAIN_TEXT_FEATURES)
    recommendation = RichTextField(_("recommendation (saran)"), features=PLAIN_TEXT_FEATURES)
    advice = models.CharField(_("recommended way"), max_length=12, choices=ReviewAdvice.choices)
    result = models.CharField(_("result of the review"), max_length=24, choices=ReviewFinding.choices)
    sla_class = models.CharField(_("time limit class"), max_length=20, choices=SlaClass.choices, blank=True)
    # For what is archived directly (W2): ground, outcome, and what the complainant is told.
    archive_reason = models.CharField(
        _("ground for filing"), max_length=20, choices=Sp4nArchiveReason.choices, blank=True
    )
    outcome = models.CharField(_("outcome"), max_length=24, choices=ARCHIVED_AS, blank=True)
    notice_medium = models.CharField(
        _("medium of the notice"), max_length=10, choices=ContactMedium.choices, blank=True
    )
    notice = models.TextField(_("notice to the complainant"), blank=True)
    approved_at = models.DateTimeField(_("approved at"), null=True, editable=False)
    approved_by = models.CharField(_("approved by"), max_length=460, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=12, choices=ReviewState.choices, default=ReviewState.KONSEP, editable=False
    )

    register_code = "telaah"
    number_pattern = "TLH-{year}-{seq:05}"
    publish_verb = APPROVE
    chain_kind = "telaah"
    final_by_chain = True
    governed_fields = (*DocumentPage.governed_fields, "title", "slug", "approved_at", "approved_by", "state")
    subpage_types: list[str] = []
    parent_page_types = ["dumas_docs.Complaint"]
    page_description = _("The study of a complaint: what it is about, which rules apply, and what is proposed.")
    template = "dumas_docs/review.html"
    edit_handler = REVIEW

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    @property
    def reviewer(self) -> Any:
        """Who wrote it."""
        return self.owner

    @property
    def archives(self) -> bool:
        """Whether it proposes to file the complaint without follow-up."""
        return self.result in NOT_ELIGIBLE

    def case(self) -> Complaint:
        """The case it studies, whoever asks."""
        with bookkeeping():
            return Complaint.objects.get(path=self.path[: -self.steplen])

    def _on_its_way(self, other: Review) -> str:
        """What stands against handing this one in; the other is named to those who reach it as they reach this one."""
        words = _(
            "Another review of this case has been handed in already%(which)s. One is enough: make that one void "
            "(“Make this document void”), or let it be returned or come to its end."
        )
        return words % {"which": f" ({other.title})" if other.inherits and other.level <= self.level else ""}

    def chain_facts(self) -> dict[str, Any]:
        """With its result, which decides between W1 and W2, and the class of the time limit."""
        return {**super().chain_facts(), "review_result": self.result, "sla_class": self.sla_class}

    def check_parts(self) -> None:
        if self.archives and not (self.archive_reason and self.outcome and self.notice_medium and self.notice.strip()):
            raise ValidationError(
                _("Filing without follow-up needs its ground, its outcome and the notice to the complainant.")
            )
        if not self.archives and self.advice == ReviewAdvice.ARSIP:
            raise ValidationError(
                _(
                    "What meets the requirements is not filed without follow-up: change the result or the way "
                    "recommended."
                )
            )
        if not self.archives and not self.sla_class:
            raise ValidationError(_("Choose the class of the time limit."))
        case = self.case()
        if case.state != ComplaintState.DITELAAH:
            raise ValidationError(_("The case is not under review now; its review cannot be handed in."))
        others = Review.objects.child_of(case).filter(state=ReviewState.PARAF).exclude(pk=self.pk)
        if (other := others.first()) is not None:
            raise ValidationError(self._on_its_way(other))
        if self.level >= Level.SANGAT_RAHASIA and not _is_open_to_asdep(case):
            raise ValidationError(
                _(
                    "This case is top secret and not open to the Assistant Deputy, who approves its review. Ask who it "
                    "is addressed to to share it with the Assistant Deputy by name first."
                )
            )


def _is_open_to_asdep(case: Complaint) -> bool:
    """Whether the Asdep was named on the case: handing a review in opens a top secret case to nobody (§10)."""
    from dumas_docs.access.selectors import verbs_on

    at = Position.objects.filter(role_code="asdep", unit_id__in=line_of(case.unit))
    holders = Appointment.objects.on(local_today()).filter(position__in=at).select_related("person")
    return any(READ in verbs_on(held.person, case) for held in holders)


class LinkedRule(Orderable):
    """A rule the matter is measured by."""

    review = ParentalKey(Review, on_delete=models.CASCADE, related_name="rules_linked")
    name = models.CharField(_("rule"), max_length=200)
    relevance = models.TextField(_("what it says about the matter"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("rule")
        verbose_name_plural = _("rules")

    def __str__(self) -> str:
        return self.name


class ConsultedCase(Orderable):
    """An earlier case that was consulted. Readers without a right there are not told; saving never drops it."""

    review = ParentalKey(Review, on_delete=models.CASCADE, related_name="past_cases_consulted")
    complaint = models.ForeignKey(Complaint, verbose_name=_("case"), on_delete=models.DO_NOTHING, related_name="+")
    note = models.CharField(_("what it teaches"), max_length=300, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("case consulted")
        verbose_name_plural = _("cases consulted")

    def __str__(self) -> str:
        return f"{self.review_id} - {self.complaint_id}"
