"""Units, positions and the dated appointments through which people hold them (domain.md §2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class RankGroup(models.TextChoices):
    """Rules bind to the group of a post, never to its name (S0 is a 2011 organisation, S1 a 2022 one)."""

    MENTERI = "MENTERI", _("Minister")
    ESELON_I = "ESELON_I", _("Echelon I")
    ESELON_II = "ESELON_II", _("Echelon II")
    ESELON_III = "ESELON_III", _("Echelon III")
    ESELON_IV = "ESELON_IV", _("Echelon IV")
    FUNGSIONAL = "FUNGSIONAL", _("Functional post")
    PELAKSANA = "PELAKSANA", _("Executive staff")


class AppointmentKind(models.TextChoices):
    DEFINITIF = "DEFINITIF", _("Definitive")
    PLT = "PLT", _("Acting (plt.)")
    PLH = "PLH", _("Day-to-day substitute (plh.)")


class Unit(models.Model):
    """A node of the organisation: ministry, deputy, assistant deputy, bureau, division."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    letter_code = models.CharField(
        _("letter code"), max_length=40, blank=True, help_text=_("As it stands in letter numbers, for example D-4.")
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    # A unit that was split or dissolved: from that day its matters belong to another one (`selectors.holders`).
    continued_by = models.ForeignKey(
        "self", verbose_name=_("continued by"), on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    continued_from = models.DateField(_("continued from"), null=True, editable=False)

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        above = self.parent
        while above is not None:
            if above.pk == self.pk:
                raise ValidationError({"parent": _("A unit cannot be part of itself.")})
            above = above.parent

    @property
    def continuation(self) -> str:
        """By which unit it is continued, and since when."""
        if self.continued_by is None or self.continued_from is None:
            return ""
        return f"{self.continued_by} ({in_days(self.continued_from, None)})"


class Position(models.Model):
    """A post (jabatan). Rights are given to its group, so they end and begin with appointments."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=200)
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="positions")
    role_code = models.SlugField(
        _("role"), max_length=40, help_text=_("What the post does in chains, for example asdep.")
    )
    rank_group = models.CharField(_("rank group"), max_length=12, choices=RankGroup.choices)
    group = models.OneToOneField(
        Group, verbose_name=_("group"), on_delete=models.PROTECT, related_name="position", editable=False
    )
    # A move that is decided and not yet folded into `unit`; it counts from its day, whoever runs what when.
    next_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    next_unit_from = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ["code"]
        indexes = [models.Index(fields=["role_code", "unit"])]

    def __str__(self) -> str:
        return self.title

    @transaction.atomic
    def save(self, *args, **kwargs) -> None:
        if self.group_id is None:
            self.group = Group.objects.create(name=f"jabatan:{self.code}")
        super().save(*args, **kwargs)


def in_days(first: date, last: date | None) -> str:
    """A period as a list shows it."""
    begun = date_format(first, "j M Y")
    return f"{begun} – {date_format(last, 'j M Y')}" if last else gettext("since %s") % begun


class PeriodQuerySet(models.QuerySet):
    def standing(self) -> PeriodQuerySet:
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)

    def on(self, day: date) -> PeriodQuerySet:
        """Those in force on `day`, first and last day included."""
        began = self.standing().filter(starts_on__lte=day)
        return began.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=day))


class ForAPeriod:
    """What a person is for some days: how he and they are written."""

    person: Any
    starts_on: date
    ends_on: date | None
    taken_back_at: datetime | None

    @property
    def person_name(self) -> str:
        return self.person.get_full_name() or self.person.get_username()

    @property
    def period(self) -> str:
        days = in_days(self.starts_on, self.ends_on)
        return gettext("%s (taken back)") % days if self.taken_back_at else days


class Appointment(ForAPeriod, models.Model):
    """One person in one position for a dated period."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="appointments"
    )
    position = models.ForeignKey(
        Position, verbose_name=_("position"), on_delete=models.PROTECT, related_name="appointments"
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=AppointmentKind.choices, default=AppointmentKind.DEFINITIF
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True, help_text=_("Last day. Empty: until further notice."))
    decree_no = models.CharField(_("decree number"), max_length=100, blank=True)
    # A slip: in force for nobody since; the row stays, as what was done under it names its position.
    taken_back_at = models.DateTimeField(null=True, editable=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["position__code", "starts_on"]
        indexes = [models.Index(fields=["person", "starts_on", "ends_on"])]
        constraints = [
            models.CheckConstraint(
                name="appointment_ends_after_start",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_name}, {self.position}"

    @property
    def label(self) -> str:
        """The position as it is written under a name, with plt. or plh. in front where it applies."""
        prefix = {AppointmentKind.PLT: "Plt. ", AppointmentKind.PLH: "Plh. "}.get(AppointmentKind(self.kind), "")
        return f"{prefix}{self.position.title}"
