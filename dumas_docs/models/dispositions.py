"""Disposition (lembar disposisi): what a leader orders about a letter or case, and what became of it (S4; F15)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dumas_docs.enums import DispositionInstruction, DispositionState, Level, Urgency

from .fields import ChoiceListField
from .queries import ReadableByPageQuerySet

OPEN_STATES = (DispositionState.DIBERIKAN, DispositionState.DIBACA, DispositionState.DIKERJAKAN)


class Disposition(models.Model):
    """One sheet: from one position to one or several. What a recipient passes on is a sheet below it."""

    page = models.ForeignKey(
        "dumas_docs.BasePage", verbose_name=_("document"), on_delete=models.CASCADE, related_name="dispositions"
    )
    parent = models.ForeignKey(
        "DispositionRecipient", verbose_name=_("passed on from"), on_delete=models.PROTECT, null=True,
        related_name="passed_on",
    )  # fmt: skip
    from_position = models.ForeignKey(
        "dumas_workflows.Position", verbose_name=_("from"), on_delete=models.PROTECT, related_name="+"
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("given by"), on_delete=models.PROTECT, related_name="+"
    )
    # The position as it was held then, with plt. or plh. in front.
    given_as = models.CharField(_("acting as"), max_length=220)
    given_at = models.DateTimeField(_("given at"))
    instructions = ChoiceListField(_("instructions"), choices_class=DispositionInstruction)
    note = models.TextField(_("note"), blank=True)
    due_on = models.DateField(_("due on"), null=True)
    urgency = models.CharField(_("urgency"), max_length=14, choices=Urgency.choices, default=Urgency.BIASA)
    level = models.PositiveSmallIntegerField(_("security level"), choices=Level.choices)
    is_verbal = models.BooleanField(_("given by word"), default=False)
    paraf = models.CharField(_("initials"), max_length=20, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ReadableByPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("disposition")
        verbose_name_plural = _("dispositions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.given_as}"


class DispositionRecipient(models.Model):
    """One recipient with the own state of its part of the work."""

    # The page once more, so that rows are filtered like everything that belongs to it.
    page = models.ForeignKey("dumas_docs.BasePage", on_delete=models.CASCADE, related_name="+")
    disposition = models.ForeignKey(Disposition, on_delete=models.CASCADE, related_name="recipients")
    position = models.ForeignKey(
        "dumas_workflows.Position", verbose_name=_("to"), on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=12, choices=DispositionState.choices, default=DispositionState.DIBERIKAN
    )
    read_at = models.DateTimeField(_("read at"), null=True)
    begun_at = models.DateTimeField(_("begun at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    report = models.TextField(_("report"), blank=True)

    objects = ReadableByPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("recipient of a disposition")
        verbose_name_plural = _("recipients of dispositions")
        ordering = ["pk"]
        indexes = [models.Index(fields=["position", "state"], name="recipient_position_state")]
        constraints = [models.UniqueConstraint(fields=["disposition", "position"], name="recipient_once")]

    def __str__(self) -> str:
        return f"{self.disposition_id} → {self.position_id}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES
