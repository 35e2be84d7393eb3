"""What is done in a case besides its documents: words to and from the complainant, replies, interventions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dumas_docs.enums import ContactMedium, InterventionTrigger

from .queries import ReadableByPageQuerySet

# Title of the form, and the beginning of the note on its file; official words whatever language the screen speaks.
PROGRESS_FORM = "Formulir Informasi Perkembangan"
# Begins the note on the file by which the complainant withdrew.
WITHDRAWAL_NOTE = "Surat pencabutan"


class CaseRecord(models.Model):
    """Belongs to a case, is readable where the case is, and says who recorded it."""

    page = models.ForeignKey("dumas_docs.Complaint", verbose_name=_("case"), on_delete=models.CASCADE, related_name="+")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("recorded by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded at"))

    objects = ReadableByPageQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["pk"]


class CompletionRequest(CaseRecord):
    """What the complainant was asked to send, in which words, and what came (S1 A.1.1b)."""

    items = models.JSONField(_("asked for"), default=list)
    medium = models.CharField(_("medium"), max_length=10, choices=ContactMedium.choices)
    sent_on = models.DateField(_("sent on"))
    message = models.TextField(_("text of the request"))
    answered_at = models.DateTimeField(_("answered at"), null=True)
    arrived = models.JSONField(_("arrived"), default=list)
    answer_note = models.TextField(_("note on what arrived"), blank=True)

    class Meta(CaseRecord.Meta):
        verbose_name = _("request for completion")
        verbose_name_plural = _("requests for completion")

    def __str__(self) -> str:
        return f"{self.page_id}: {', '.join(self.items)}"


class ComplainantNotice(CaseRecord):
    """That and how the complainant was told what became of the case (S2: nothing ends in silence)."""

    medium = models.CharField(_("medium"), max_length=10, choices=ContactMedium.choices)
    told_on = models.DateField(_("told on"))
    text = models.TextField(_("what was said"))

    class Meta(CaseRecord.Meta):
        verbose_name = _("notice to the complainant")
        verbose_name_plural = _("notices to the complainant")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.medium}"


class ProgressInquiry(CaseRecord):
    """The complainant asked how the case stands, and was answered (S1 A.2.6, A.5)."""

    asked_at = models.DateTimeField(_("asked at"))
    medium = models.CharField(_("medium"), max_length=10, choices=ContactMedium.choices)
    question = models.TextField(_("question"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField(_("answer"), blank=True)

    class Meta(CaseRecord.Meta):
        verbose_name = _("inquiry about progress")
        verbose_name_plural = _("inquiries about progress")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.medium}"

    @property
    def form_note(self) -> str:
        """By which note the form that answered it is found among the files of the case."""
        return f"{PROGRESS_FORM}, permintaan {self.pk}"


class InstitutionReply(CaseRecord):
    """A reply to a follow-up letter: the letter it answers, the letter it is, and what it says (domain.md §4)."""

    institution = models.CharField(_("institution"), max_length=200)
    letter = models.ForeignKey(
        "dumas_docs.OutgoingLetter", verbose_name=_("follow-up letter"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    reply_letter = models.ForeignKey(
        "dumas_docs.IncomingLetter", verbose_name=_("reply"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    replied_on = models.DateField(_("replied on"))
    summary = models.TextField(_("what it says"))

    class Meta(CaseRecord.Meta):
        verbose_name = _("reply of an institution")
        verbose_name_plural = _("replies of institutions")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.institution}"


class InterventionRecord(CaseRecord):
    """What was done when a time limit came near or passed (S2)."""

    trigger = models.CharField(_("trigger"), max_length=14, choices=InterventionTrigger.choices)
    action = models.TextField(_("action taken"))

    class Meta(CaseRecord.Meta):
        verbose_name = _("intervention")
        verbose_name_plural = _("interventions")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.trigger}"
