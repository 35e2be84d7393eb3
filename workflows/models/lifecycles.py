"""The history of life cycles: one row for each transition, never changed and never deleted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class HistoryIsAppendOnly(RuntimeError):
    """Somebody tried to change or delete a record of a transition."""


class TransitionQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise HistoryIsAppendOnly("Records of transitions are never changed.")

    def delete(self):
        raise HistoryIsAppendOnly("Records of transitions are never deleted.")


class TransitionRecord(models.Model):
    """One step of one document. The document and the person are kept by id and name, as either may be gone."""

    subject_id = models.BigIntegerField(_("document"))
    lifecycle = models.CharField(_("life cycle"), max_length=40)
    name = models.CharField(_("step"), max_length=40)
    source = models.CharField(_("from"), max_length=40)
    target = models.CharField(_("to"), max_length=40)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.DO_NOTHING, null=True, db_constraint=False,
        related_name="+",
    )  # fmt: skip
    by_name = models.CharField(_("name"), max_length=150, blank=True)
    position_label = models.CharField(_("acting as"), max_length=220, blank=True)
    at = models.DateTimeField(_("at"))
    reason = models.TextField(_("reason"), blank=True)
    facts = models.JSONField(_("facts"), default=dict)

    objects = TransitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("record of a transition")
        verbose_name_plural = _("records of transitions")
        ordering = ["pk"]
        indexes = [models.Index(fields=["subject_id", "lifecycle"], name="transition_subject")]

    def __str__(self) -> str:
        return f"{self.subject_id}: {self.source} → {self.target}"

    def save(self, *args, **kwargs) -> None:
        if self.pk is not None:
            raise HistoryIsAppendOnly("Records of transitions are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise HistoryIsAppendOnly("Records of transitions are never deleted.")
