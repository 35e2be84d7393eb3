"""The audit trail: append-only and hash-chained (access.md, "Audit")."""

from __future__ import annotations

import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FieldGroup(models.TextChoices):
    """Which part of a document an entry is about (domain.md §4, AccessLog)."""

    METADATA = "METADATA", _("Metadata")
    ISI = "ISI", _("Content")
    IDENTITAS = "IDENTITAS", _("Identity")
    BERKAS = "BERKAS", _("File")
    AKSES = "AKSES", _("Access rights")


class AuditIsAppendOnly(RuntimeError):
    """Somebody tried to change or delete an entry of the audit trail."""


class AuditQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise AuditIsAppendOnly("Entries of the audit trail are never changed.")

    def delete(self):
        raise AuditIsAppendOnly("Entries of the audit trail are never deleted.")


class AuditHead(models.Model):
    """The end of the chain: one row, locked while an entry is appended; a cut tail shows against it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    length = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("end of the audit trail")
        verbose_name_plural = _("ends of the audit trail")

    def __str__(self) -> str:
        return f"{self.length}: {self.last_hash}"


class AuditEntry(models.Model):
    """One line of the trail. Page and person are kept by id and name: both may be gone when a court asks."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(db_index=True)
    verb = models.CharField(max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    actor_name = models.CharField(max_length=150, blank=True)
    page_id = models.BigIntegerField(null=True, db_index=True)
    page_ref = models.CharField(max_length=255, blank=True)
    level = models.PositiveSmallIntegerField(null=True)
    field_group = models.CharField(max_length=10, choices=FieldGroup.choices, blank=True)
    refused = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"

    def save(self, *args, **kwargs) -> None:
        if self.pk is not None:
            raise AuditIsAppendOnly("Entries of the audit trail are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AuditIsAppendOnly("Entries of the audit trail are never deleted.")

    def digest(self) -> str:
        """SHA-256 over the previous hash and every column, in a form that does not depend on the database."""
        row = {
            "number": self.number,
            "at": self.at.isoformat(timespec="microseconds"),
            "verb": self.verb,
            "actor": self.actor_id,
            "actor_name": self.actor_name,
            "page": self.page_id,
            "page_ref": self.page_ref,
            "level": self.level,
            "field_group": self.field_group,
            "refused": self.refused,
            "reason": self.reason,
            "data": self.data,
            "previous": self.previous_hash,
        }
        text = json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
