"""Direction (arahan): what a superior directed in a case, in writing or by word (domain.md §4; S1, S4)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


class DirectionMode(models.TextChoices):
    TERTULIS = "TERTULIS", _("In writing")
    LISAN = "LISAN", _("By word")


class Direction(Orderable):
    """One direction. What was said by word counts once the one who gave it has confirmed the record."""

    complaint = ParentalKey("dumas_docs.Complaint", on_delete=models.CASCADE, related_name="directions")
    given_by = models.CharField(_("given by"), max_length=200)
    mode = models.CharField(_("manner"), max_length=8, choices=DirectionMode.choices, default=DirectionMode.TERTULIS)
    given_at = models.DateTimeField(_("given at"))
    text = models.TextField(_("text of the direction"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("recorded by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("direction")
        verbose_name_plural = _("directions")

    def __str__(self) -> str:
        return self.given_by
