"""Direction (arahan): what a superior directed in a case or for a monitoring, in writing or by word (S0, S1, S4)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .queries import ReadableByPageQuerySet


class DirectionMode(models.TextChoices):
    TERTULIS = "TERTULIS", _("In writing")
    LISAN = "LISAN", _("By word")


class Direction(models.Model):
    """One direction, a fact and no part of a version. What was said by word counts once its giver has confirmed it."""

    page = models.ForeignKey(
        "dumas_docs.BasePage", verbose_name=_("document"), on_delete=models.CASCADE, related_name="directions"
    )
    # Who gave it, as held then; the position is empty for directions from before positions were kept.
    given_by = models.CharField(_("given by"), max_length=220)
    position = models.ForeignKey(
        "dumas_workflows.Position", verbose_name=_("position"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    mode = models.CharField(_("manner"), max_length=8, choices=DirectionMode.choices, default=DirectionMode.TERTULIS)
    channel = models.CharField(_("how it reached the office"), max_length=200, blank=True)
    given_at = models.DateTimeField(_("given at"))
    text = models.TextField(_("text of the direction"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("recorded by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ReadableByPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("direction")
        verbose_name_plural = _("directions")
        ordering = ["given_at", "pk"]

    def __str__(self) -> str:
        return self.given_by

    @property
    def is_in_force(self) -> bool:
        return self.mode == DirectionMode.TERTULIS or self.confirmed_at is not None
