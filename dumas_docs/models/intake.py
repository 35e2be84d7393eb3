"""What came in by mail or over the counter, and the traces by which it is recognised when it comes again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .attachments import random_path
from .complaints import RelationKind

# The note by which the receipt is known among the files of a case; stored, so never translated.
RECEIPT_NOTE = "Tanda terima"


class ReceiptState(models.TextChoices):
    TERDAFTAR = "TERDAFTAR", _("Registered")
    DUPLIKAT = "DUPLIKAT", _("Duplicate")
    DITOLAK = "DITOLAK", _("Refused")


class ReceivedMail(models.Model):
    """One message or one sent form that was taken in; its digest makes it count once.

    `original` holds the message as it came. It names the sender, so it is shown to those with `identity` only."""

    digest = models.CharField(max_length=64, unique=True)
    message_id_hash = models.CharField(max_length=64, blank=True, db_index=True)
    state = models.CharField(max_length=10, choices=ReceiptState.choices)
    complaint = models.ForeignKey(
        "dumas_docs.Complaint", on_delete=models.SET_NULL, null=True, related_name="received_mails"
    )
    # The incoming letter it became, when it answered a letter of the case.
    letter = models.ForeignKey("dumas_docs.IncomingLetter", on_delete=models.SET_NULL, null=True, related_name="+")
    received_at = models.DateTimeField()
    size = models.PositiveBigIntegerField()
    reason_code = models.CharField(max_length=40, blank=True)
    quarantine_name = models.CharField(max_length=120, blank=True)
    original = models.FileField(upload_to=random_path, blank=True)
    notes = models.JSONField(default=list)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("received mail")
        verbose_name_plural = _("received mails")
        indexes = [models.Index(fields=["received_at"])]

    def __str__(self) -> str:
        return f"{self.state} {self.digest[:12]}"


class MatterTrace(models.Model):
    """A keyed hash of something a case quotes: part of its text, a number, its sender. Tells nothing by itself."""

    complaint = models.ForeignKey("dumas_docs.Complaint", on_delete=models.CASCADE, related_name="traces")
    kind = models.CharField(max_length=8)
    value = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("trace of a matter")
        verbose_name_plural = _("traces of matters")
        indexes = [models.Index(fields=["value"], name="mattertrace_value")]

    def __str__(self) -> str:
        return f"{self.kind} {self.value[:8]}"


class ProposedRelation(models.Model):
    """A case that looks like another one. Only a person links them; whoever may not know the other is not told."""

    complaint = models.ForeignKey("dumas_docs.Complaint", on_delete=models.CASCADE, related_name="proposed_relations")
    other = models.ForeignKey("dumas_docs.Complaint", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=RelationKind.choices)
    score = models.FloatField()
    signs = models.JSONField(default=list)
    percent = models.PositiveSmallIntegerField(default=0)
    proposed_at = models.DateTimeField()
    accepted = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("proposed relation")
        verbose_name_plural = _("proposed relations")
        constraints = [models.UniqueConstraint(fields=["complaint", "other"], name="proposedrelation_once")]

    def __str__(self) -> str:
        return f"{self.complaint_id} ~ {self.other_id}"


class QuarantinedFile(models.Model):
    """A file of a registered case that was not taken in; its bytes lie in quarantine until a new try succeeds."""

    complaint = models.ForeignKey("dumas_docs.Complaint", on_delete=models.CASCADE, related_name="quarantined_files")
    name = models.CharField(_("file name"), max_length=255)
    reason_code = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    quarantine_name = models.CharField(max_length=120)
    quarantined_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("quarantined file")
        verbose_name_plural = _("quarantined files")
        constraints = [models.UniqueConstraint(fields=["quarantine_name"], name="quarantinedfile_once")]

    def __str__(self) -> str:
        return f"{self.reason_code} {self.sha256[:12]}"
