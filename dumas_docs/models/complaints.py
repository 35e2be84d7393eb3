"""Complaint: a case file. Its letters, orders and reports are its children (domain.md §4)."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.locks import BaseLock
from wagtail.models import Orderable

from dumas_docs.admin.panels.complaints import COMPLAINT
from dumas_docs.conf import setting
from dumas_docs.enums import (
    Addressee,
    Anonymity,
    Channel,
    Classification,
    ComplaintState,
    Level,
    Outcome,
    Oversight,
    ReviewResult,
    SlaClass,
    Sp4nStatus,
)
from workflows.lifecycles.complaint import sp4n_status

from .closed_case import ClosedCase, has_ended
from .documents import DocumentPage
from .fields import ChoiceListField
from .in_chain import InChain
from .wordings import keeping_cleared


def new_tracking_code() -> str:
    """A code nobody can guess (78 bits, no look-alike letters): for a complainant's question, for a signature."""
    alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
    letters = "".join(secrets.choice(alphabet) for _ in range(16))
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))


class IssueCode(models.Model):
    """A subject group of complaints; the office may add to the ten it began with (domain.md §3)."""

    code = models.CharField(_("code"), max_length=4, unique=True)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        verbose_name = _("issue code")
        verbose_name_plural = _("issue codes")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Complaint(InChain, DocumentPage):
    """One case: what came in, from whom, about what, and where it stands."""

    agenda_no = models.CharField(_("agenda number"), max_length=60, editable=False)
    agenda_date = models.DateField(_("agenda date"), editable=False)
    tracking_code = models.CharField(
        _("tracking code"), max_length=19, unique=True, editable=False, default=new_tracking_code
    )
    received_at = models.DateTimeField(_("received at"))
    letter_date = models.DateField(_("date of the letter"), null=True, blank=True)
    letter_date_note = models.CharField(_("note on the date"), max_length=200, blank=True)
    channel = models.CharField(_("channel"), max_length=20, choices=Channel.choices)
    external_id = models.CharField(_("LAPOR! tracking id"), max_length=60, blank=True, db_index=True)
    addressees = ChoiceListField(_("addressed to"), choices_class=Addressee)
    is_cc_only = models.BooleanField(
        _("copy only"), default=False, help_text=_("The office only received a copy (tembusan) of a letter to others.")
    )
    classification = models.CharField(
        _("classification"), max_length=24, choices=Classification.choices, default=Classification.PENGADUAN
    )
    category = models.CharField(_("category given by the sender"), max_length=100, blank=True)
    issue_codes = ParentalManyToManyField(IssueCode, verbose_name=_("issues"), blank=True, related_name="+")
    oversight = models.CharField(_("oversight content"), max_length=28, choices=Oversight.choices, blank=True)
    # Result and class are fixed by the approved review (W1).
    sla_class = models.CharField(
        _("time limit class"), max_length=20, choices=SlaClass.choices, blank=True, editable=False
    )
    anonymity = models.CharField(
        _("secrecy wished"), max_length=8, choices=Anonymity.choices, default=Anonymity.TERBUKA
    )
    substance_summary = models.TextField(_("core of the matter"), help_text=_("In a few sentences, without names."))
    chronology = models.TextField(
        _("chronology"), help_text=_("What happened, when and where, as the sender tells it.")
    )
    legal_refs = models.TextField(_("rules referred to"), blank=True)
    review_result = models.CharField(
        _("result of the review"), max_length=24, choices=ReviewResult.choices, blank=True, editable=False
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("handler"), on_delete=models.SET_NULL, null=True, editable=False,
        related_name="+",
    )  # fmt: skip
    state = models.CharField(
        _("state"), max_length=24, choices=ComplaintState.choices, default=ComplaintState.DITERIMA, editable=False
    )
    complete_at = models.DateTimeField(_("complete since"), null=True, editable=False)
    outcome = models.CharField(_("outcome"), max_length=24, choices=Outcome.choices, blank=True, editable=False)
    outcome_text = models.TextField(_("explanation of the outcome"), blank=True, editable=False)
    resolved_at = models.DateTimeField(_("resolved at"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    classification_code = models.CharField(_("file plan code"), max_length=20, default="DM.01.01")
    case_file = models.CharField(_("file number"), max_length=60, blank=True)

    is_record_scope = True
    chain_kind = "pengaduan"
    default_level = Level.TERBATAS
    register_code = "pengaduan"
    number_pattern = "DM-{year}-{seq:06}"
    governed_fields = (
        *DocumentPage.governed_fields,
        "title", "slug", "agenda_no", "agenda_date", "tracking_code", "state", "handler_id", "complete_at",
        "outcome", "outcome_text", "resolved_at", "closed_at", "review_result", "sla_class",
    )  # fmt: skip
    subpage_types = [
        "dumas_docs.Review", "dumas_docs.IncomingLetter", "dumas_docs.OutgoingLetter", "dumas_docs.AssignmentOrder",
        "dumas_docs.MonitoringReport",
    ]  # fmt: skip
    parent_page_types = ["dumas_docs.Folder"]
    page_description = _("A case file: the complaint, its evidence and everything that follows from it.")
    template = "dumas_docs/complaint.html"
    edit_handler = COMPLAINT

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        indexes = [models.Index(fields=["state"])]

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """Offered in the book of complaints alone, where the intake registers it."""
        return super().can_create_at(parent) and getattr(parent, "register", cls.register_code) == cls.register_code

    def hide_identities(self, persons: Any = None) -> list[str]:
        """Words that were open to every reader stay open without these persons."""
        with keeping_cleared(self):
            return super().hide_identities(persons)

    def chain_facts(self) -> dict[str, Any]:
        """Its drafter is who handles the case; from the level the office has set on, the Minister directs (W3)."""
        directs = "minister" if self.level >= setting("MINISTER_DIRECTS_FROM") else "deputy"
        return {**super().chain_facts(), "drafter_id": self.handler_id, "directing_role": directs}

    def who_drafted(self, by: Any) -> Any:
        """What W3 decides about was written in the review, by its writer; who gave the last approval of that, or sent
        the case for direction, wrote nothing (workflows.md: drafter and approver)."""
        from .reviews import Review

        found = Review.objects.child_of(self).filter(approved_at__isnull=False).select_related("owner")
        review = found.order_by("approved_at").last()
        return (review.owner if review is not None else None) or self.handler or by

    @property
    def may_be_handed_in(self) -> bool:
        """The chain of a case is that of its direction (W3)."""
        return self.state == ComplaintState.MENUNGGU_ARAHAN

    def get_lock(self) -> BaseLock | None:
        return ClosedCase(self) if has_ended(self) else super().get_lock()

    @property
    def sp4n_status(self) -> Sp4nStatus:
        """The state as SP4N-LAPOR! names it (domain.md §6)."""
        return Sp4nStatus(sp4n_status(state=self.state, review_result=self.review_result))


class CaseLocation(Orderable):
    """Where the matter plays."""

    complaint = ParentalKey(Complaint, on_delete=models.CASCADE, related_name="locations")
    regency = models.CharField(_("regency or city"), max_length=100, blank=True)
    province = models.CharField(_("province"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=100, blank=True, default="Indonesia")

    class Meta(Orderable.Meta):
        verbose_name = _("location")
        verbose_name_plural = _("locations")

    def __str__(self) -> str:
        return ", ".join(part for part in (self.regency, self.province) if part) or self.country


class RelationKind(models.TextChoices):
    DUPLIKAT = "DUPLIKAT", _("Same matter sent again")
    LANJUTAN = "LANJUTAN", _("Continuation")
    TERKAIT = "TERKAIT", _("Related matter")


class RelatedCase(Orderable):
    """A link to another case. Readers without a right there see "(restricted)"; saving never drops it."""

    complaint = ParentalKey(Complaint, on_delete=models.CASCADE, related_name="related_cases")
    other = models.ForeignKey(Complaint, verbose_name=_("other case"), on_delete=models.DO_NOTHING, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=RelationKind.choices, default=RelationKind.TERKAIT)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("related case")
        verbose_name_plural = _("related cases")

    def __str__(self) -> str:
        return f"{self.complaint_id} - {self.other_id}"


class CompletenessCheck(models.Model):
    """What a complaint has and lacks (S1 C.1.b; domain.md §4). An empty answer: not yet known."""

    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE, related_name="completeness")
    written = models.BooleanField(_("in writing"), null=True)
    named = models.BooleanField(_("clear name"), null=True)
    addressed = models.BooleanField(_("address"), null=True)
    signed = models.BooleanField(_("signature"), null=True)
    evidence = models.BooleanField(_("evidence or supporting data"), null=True)
    addressed_to_principal = models.BooleanField(_("addressed to the President, Vice President or Minister"), null=True)
    government_matter = models.BooleanField(_("concerns the government's work"), null=True)
    self_experienced_or_poa = models.BooleanField(_("own experience, or power of attorney"), null=True)
    chronology_clear = models.BooleanField(_("clear chronology"), null=True)
    in_indonesian = models.BooleanField(_("in Indonesian"), null=True)
    result = models.CharField(_("result"), max_length=24, choices=ReviewResult.choices, blank=True)
    missing = models.JSONField(_("missing"), default=list, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    checked_at = models.DateTimeField(_("checked at"))

    class Meta:
        verbose_name = _("completeness check")
        verbose_name_plural = _("completeness checks")

    def __str__(self) -> str:
        return f"{self.complaint_id}: {self.result}"
