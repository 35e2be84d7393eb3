"""The office's table of holidays. A row is never changed: a newer one takes its place, the old one stays readable."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class DayKind(models.TextChoices):
    """What a decree makes of a day (domain.md §4, WorkingDayCalendar)."""

    LIBUR_NASIONAL = "LIBUR_NASIONAL", _("Public holiday")
    CUTI_BERSAMA = "CUTI_BERSAMA", _("Joint leave")
    LIBUR_KHUSUS = "LIBUR_KHUSUS", _("Special day off")
    HARI_KERJA_PENGGANTI = "HARI_KERJA_PENGGANTI", _("Substitute working day")


class DayStatus(models.TextChoices):
    RESMI = "RESMI", _("Official")
    PERKIRAAN = "PERKIRAAN", _("Estimate")


class CalendarDayQuerySet(models.QuerySet):
    def current(self) -> CalendarDayQuerySet:
        """Rows in force: neither replaced nor withdrawn."""
        return self.filter(ended_at__isnull=True)

    def in_force(self, at: datetime) -> CalendarDayQuerySet:
        """Rows that were in force at a moment of the past."""
        return self.filter(entered_at__lte=at).filter(models.Q(ended_at__isnull=True) | models.Q(ended_at__gt=at))


class CalendarDay(models.Model):
    """One day that is no ordinary day, by decree or as an estimate."""

    date = models.DateField(_("date"), db_index=True)
    kind = models.CharField(_("kind"), max_length=20, choices=DayKind.choices)
    name = models.CharField(_("name"), max_length=200)
    status = models.CharField(_("status"), max_length=9, choices=DayStatus.choices)
    decree_no = models.CharField(
        _("decree number"), max_length=150, blank=True, help_text=_("An official day needs the number of its decree.")
    )
    decree_date = models.DateField(_("date of the decree"), null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", verbose_name=_("replaces"), on_delete=models.PROTECT, null=True, blank=True, editable=False,
        related_name="superseded_by",
    )  # fmt: skip
    entered_at = models.DateTimeField(_("entered at"), editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("entered by"), on_delete=models.PROTECT, null=True, editable=False,
        related_name="+",
    )  # fmt: skip
    reason = models.CharField(_("reason"), max_length=300, editable=False)
    ended_at = models.DateTimeField(_("replaced or withdrawn at"), null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("replaced or withdrawn by"), on_delete=models.PROTECT, null=True,
        editable=False, related_name="+",
    )  # fmt: skip
    end_reason = models.CharField(_("reason for replacing or withdrawing"), max_length=300, blank=True, editable=False)

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar of working days")
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["date"], condition=models.Q(ended_at__isnull=True), name="calendarday_one_in_force"
            ),
            models.CheckConstraint(
                condition=models.Q(status=DayStatus.PERKIRAAN) | ~models.Q(decree_no=""),
                name="calendarday_official_has_decree",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%d-%m-%Y} {self.name}"

    @property
    def written_date(self) -> str:
        """Weekday and date in short, on one line also in a narrow list."""
        return date_format(self.date, "D, j M Y").replace(" ", "\N{NO-BREAK SPACE}")
