"""Time limits that run on a subject: a page, known here by its id alone (a case may be gone when a court asks)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CountsIn(models.TextChoices):
    HARI_KERJA = "HARI_KERJA", _("working days")
    HARI_KALENDER = "HARI_KALENDER", _("calendar days")


class ClockQuerySet(models.QuerySet):
    def running(self) -> ClockQuerySet:
        """Clocks that have not been stopped; a paused clock is among them, for a pause hides nothing."""
        return self.filter(stopped_at__isnull=True)


class Clock(models.Model):
    """One time limit of one subject. `code` is a row of workflows/clocks/table.py."""

    subject_id = models.BigIntegerField(_("document"), db_index=True)
    code = models.CharField(_("time limit"), max_length=40)
    started_on = models.DateField(_("runs from"))
    limit = models.PositiveSmallIntegerField(_("limit"))
    counts_in = models.CharField(_("counted in"), max_length=13, choices=CountsIn.choices)
    monitor_before = models.PositiveSmallIntegerField(_("monitoring point before the limit"))
    due_on = models.DateField(_("due on"))
    monitor_on = models.DateField(_("monitoring point"))
    is_provisional = models.BooleanField(_("provisional"), default=False)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(_("started at"))
    stopped_at = models.DateTimeField(_("stopped at"), null=True)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=40, blank=True)

    objects = ClockQuerySet.as_manager()

    class Meta:
        verbose_name = _("time limit")
        verbose_name_plural = _("time limits")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "code"], condition=models.Q(stopped_at__isnull=True), name="clock_runs_once"
            )
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=models.Q(stopped_at__isnull=True), name="clock_running_due"),
            models.Index(
                fields=["monitor_on"], condition=models.Q(stopped_at__isnull=True), name="clock_running_monitor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.started_on:%d-%m-%Y}"

    @property
    def is_running(self) -> bool:
        return self.stopped_at is None


class ClockPause(models.Model):
    """Days that do not count, from `paused_on` until the day before `resumed_on`; always with a reason (§1.9)."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="pauses")
    paused_on = models.DateField(_("paused on"))
    reason = models.CharField(_("reason"), max_length=300)
    paused_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    resumed_on = models.DateField(_("resumed on"), null=True)
    resumed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ["paused_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clock"], condition=models.Q(resumed_on__isnull=True), name="clockpause_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(resumed_on__isnull=True) | models.Q(resumed_on__gte=models.F("paused_on")),
                name="clockpause_ends_after_start",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="clockpause_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.paused_on:%d-%m-%Y} {self.reason}"

    def covers(self, day: date) -> bool:
        return self.paused_on <= day and (self.resumed_on is None or day < self.resumed_on)


class ChangesAreAppendOnly(RuntimeError):
    """Somebody tried to change or delete a line of the history of a time limit."""


class ClockChangeQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise ChangesAreAppendOnly("The history of time limits is never changed.")

    def delete(self):
        raise ChangesAreAppendOnly("The history of time limits is never deleted.")


class ClockChange(models.Model):
    """One move of a running time limit: what it was, what it became, why. Append-only, also in the database."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    old_due_on = models.DateField()
    new_due_on = models.DateField()
    old_monitor_on = models.DateField()
    new_monitor_on = models.DateField()
    was_provisional = models.BooleanField()
    is_provisional = models.BooleanField()

    objects = ClockChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a time limit")
        verbose_name_plural = _("changes of time limits")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.old_due_on:%d-%m-%Y} → {self.new_due_on:%d-%m-%Y}"

    def save(self, *args, **kwargs) -> None:
        if self.pk is not None:
            raise ChangesAreAppendOnly("The history of time limits is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ChangesAreAppendOnly("The history of time limits is never deleted.")


class NoticeKind(models.TextChoices):
    """Each one is said on a day of its own; TERLAMBAT again every five working days."""

    TITIK_PANTAU = "TITIK_PANTAU", _("Monitoring point")
    JATUH_TEMPO = "JATUH_TEMPO", _("Due today")
    TERLAMBAT = "TERLAMBAT", _("Overdue")


class NoticeState(models.TextChoices):
    MENUNGGU = "MENUNGGU", _("Waiting")
    DIAMBIL = "DIAMBIL", _("Taken by a sender")
    DIKIRIM = "DIKIRIM", _("Being handed over")
    TERKIRIM = "TERKIRIM", _("Sent")
    TANPA_ALAMAT = "TANPA_ALAMAT", _("Without e-mail address")
    BATAL = "BATAL", _("No longer needed")
    TIDAK_PASTI = "TIDAK_PASTI", _("Handed over or not: unknown")
    GAGAL = "GAGAL", _("Given up")


class ClockNotice(models.Model):
    """One letter to one person: the outbox. About a time limit, or about a step of a chain. Holds no word of the
    subject."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, null=True, related_name="notices")
    step = models.ForeignKey("dumas_workflows.StepState", on_delete=models.CASCADE, null=True, related_name="notices")
    kind = models.CharField(_("kind"), max_length=12, choices=NoticeKind.choices)
    day = models.DateField(_("day"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    as_superior = models.BooleanField(_("as superior"), default=False)
    state = models.CharField(_("state"), max_length=12, choices=NoticeState.choices, default=NoticeState.MENUNGGU)
    queued_at = models.DateTimeField()
    lease_token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["clock", "kind", "day", "person"], name="clocknotice_once"),
            models.UniqueConstraint(fields=["step", "kind", "person"], name="clocknotice_once_of_step"),
            models.CheckConstraint(
                condition=models.Q(clock__isnull=False, step__isnull=True)
                | models.Q(clock__isnull=True, step__isnull=False),
                name="clocknotice_about_one_thing",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "lease_until"],
                condition=models.Q(state__in=["MENUNGGU", "DIAMBIL", "DIKIRIM"]),
                name="clocknotice_to_send",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day:%d-%m-%Y}"
