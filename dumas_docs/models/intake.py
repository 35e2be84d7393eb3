"""What came in by mail or over the counter, and the traces by which it is recognised when it comes again."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReceiptState(models.TextChoices):
    TERDAFTAR = "TERDAFTAR", _("Registered")
    DUPLIKAT = "DUPLIKAT", _("Duplicate")
    DITOLAK = "DITOLAK", _("Refused")


class ReceivedMail(models.Model):
    """One message that was taken in; its digest makes the same message count once."""

    digest = models.CharField(max_length=64, unique=True)
    message_id_hash = models.CharField(max_length=64, blank=True, db_index=True)
    state = models.CharField(max_length=10, choices=ReceiptState.choices)
    complaint = models.ForeignKey(
        "dumas_docs.Complaint", on_delete=models.SET_NULL, null=True, related_name="received_mails"
    )
    received_at = models.DateTimeField()
    size = models.PositiveBigIntegerField()
    reason_code = models.CharField(max_length=40, blank=True)
    quarantine_name = models.CharField(max_length=120, blank=True)

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
        indexes = [models.Index(fields=["kind", "value"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.value[:8]}"
