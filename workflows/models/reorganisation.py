"""Changes of the organisation decided for a day to come, and up to which day they have been carried out."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .organisation import AppointmentKind, Position, Unit


class Reorganisation(models.Model):
    """One change: prepared, looked at, confirmed by a decree. It takes effect at midnight of `takes_effect_on`."""

    name = models.CharField(_("what changes"), max_length=200, help_text=_("For example: Division 2 is split."))
    takes_effect_on = models.DateField(_("takes effect on"), help_text=_("The first day, from 00.00 office time."))
    decree_no = models.CharField(_("decree number"), max_length=100, blank=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    # What the administrator was shown when confirming, in numbers.
    foreseen = models.JSONField(default=dict)
    carried_out_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("change of the organisation")
        verbose_name_plural = _("changes of the organisation")
        ordering = ["-takes_effect_on", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def day(self) -> str:
        return date_format(self.takes_effect_on, "j M Y")

    @property
    def standing(self) -> str:
        """Draft, confirmed, or in force, in words."""
        if self.confirmed_at is None:
            return gettext("draft")
        return gettext("in force") if self.carried_out_at else gettext("confirmed, takes effect on its day")


class ChangeKind(models.TextChoices):
    GANTI_PEJABAT = "GANTI_PEJABAT", _("A position gets another holder")
    PINDAH_UNIT = "PINDAH_UNIT", _("A position moves to another unit")
    UNIT_DILANJUTKAN = "UNIT_DILANJUTKAN", _("A unit is continued by another one")


class ReorganisationLine(models.Model):
    """One line of a change; which columns are filled follows from its kind."""

    change = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(_("kind"), max_length=16, choices=ChangeKind.choices)
    position = models.ForeignKey(Position, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # GANTI_PEJABAT: nobody means that the position becomes vacant.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    appointment_kind = models.CharField(
        max_length=10, choices=AppointmentKind.choices, default=AppointmentKind.DEFINITIF
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("line of a change")
        verbose_name_plural = _("lines of a change")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.position or self.unit}"

    def clean(self) -> None:
        if self.kind == ChangeKind.UNIT_DILANJUTKAN:
            if self.unit is None:
                raise ValidationError({"unit": _("Say which unit is continued by another one.")})
        elif self.position is None:
            raise ValidationError({"position": _("Say which position this is about.")})
        if self.kind != ChangeKind.GANTI_PEJABAT and self.to_unit is None:
            raise ValidationError({"to_unit": _("Say to which unit.")})


class OfficeDay(models.Model):
    """Up to which day what happens at midnight was carried out. One row; whoever works on it holds it."""

    carried_out = models.DateField(null=True)

    class Meta:
        verbose_name = _("day of the office")
        verbose_name_plural = _("days of the office")

    def __str__(self) -> str:
        return str(self.carried_out)
