"""A letter of the office that a message quotes: kept until a person has said what it means."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class QuoteVerdict(models.TextChoices):
    """What the number says by itself; nothing is linked by it but by a person."""

    TIDAK_DIKENAL = "TIDAK_DIKENAL", _("quotes a letter number that is not known")
    INSTANSI_LAIN = "INSTANSI_LAIN", _("quotes the number of a letter that went to another institution")
    PERLU_KEPASTIAN = "PERLU_KEPASTIAN", _("quotes the number of a letter of the office; who sent it is not proved")


class QuotedNumber(models.Model):
    """One number in the text of a registered case. Who may not read the letter is told no more than of an unknown."""

    complaint = models.ForeignKey("dumas_docs.Complaint", on_delete=models.CASCADE, related_name="quoted_numbers")
    number = models.CharField(_("number as quoted"), max_length=100)
    letter = models.ForeignKey("dumas_docs.OutgoingLetter", on_delete=models.CASCADE, null=True, related_name="+")
    verdict = models.CharField(max_length=16, choices=QuoteVerdict.choices)
    noted_at = models.DateTimeField()
    accepted = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("quoted number")
        verbose_name_plural = _("quoted numbers")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["complaint", "number"], name="quotednumber_once")]

    def __str__(self) -> str:
        return f"{self.complaint_id}: {self.verdict}"
