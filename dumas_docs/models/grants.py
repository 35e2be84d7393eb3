"""Grants: guardian rows with direct foreign keys, why each exists, and the closure of scopes (scheme Y3)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.managers import GroupObjectPermissionManager, UserObjectPermissionManager
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase


class GrantQuerySet(models.QuerySet):
    def in_force(self, on: date) -> GrantQuerySet:
        """Rows that count on a day; a grant counts on its last day."""
        return self.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=on))


class PageUserGrant(UserObjectPermissionBase):
    """A role of a person on a page. Written by `access.grants` alone, one row however many causes there are."""

    content_object = models.ForeignKey("dumas_docs.BasePage", on_delete=models.CASCADE, related_name="user_grants")
    ends_on = models.DateField(null=True, blank=True)
    # From this day on the row counts like one from above: up to the reach of its role (`Cause.WARISAN`).
    bounded_from = models.DateField(null=True, blank=True)

    objects = UserObjectPermissionManager.from_queryset(GrantQuerySet)()

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("grant to a person")
        verbose_name_plural = _("grants to persons")


class PageGroupGrant(GroupObjectPermissionBase):
    """A role of a position (its group) on a page."""

    content_object = models.ForeignKey("dumas_docs.BasePage", on_delete=models.CASCADE, related_name="group_grants")
    ends_on = models.DateField(null=True, blank=True)
    bounded_from = models.DateField(null=True, blank=True)

    objects = GroupObjectPermissionManager.from_queryset(GrantQuerySet)()

    class Meta(GroupObjectPermissionBase.Meta):
        verbose_name = _("grant to a position")
        verbose_name_plural = _("grants to positions")


class Cause(models.TextChoices):
    """Why somebody was given a role. Revoking one cause leaves the others."""

    BERBAGI = "BERBAGI", _("Sharing")
    PENUGASAN = "PENUGASAN", _("Assignment")
    LANGKAH = "LANGKAH", _("Step of a chain")
    PERMINTAAN_AKSES = "PERMINTAAN_AKSES", _("Access request")
    PEMBUAT = "PEMBUAT", _("Creator")
    # While a disposition to the position is open; never lifts the level of the reader (W8).
    DISPOSISI = "DISPOSISI", _("Disposition")
    ORGANISASI = "ORGANISASI", _("Set-up of the organisation")
    # Stands where inheritance was stopped: ends with its origin or with the stop, and reaches no further than before.
    WARISAN = "WARISAN", _("Kept when inheritance was stopped")


# Given on a page itself, these count there like a role from above: up to the reach of the role.
BOUNDED = (Cause.WARISAN, Cause.DISPOSISI)


class GrantCauseQuerySet(models.QuerySet):
    def in_force(self, on: date) -> GrantCauseQuerySet:
        return self.filter(revoked_at__isnull=True).filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=on))


class GrantCause(models.Model):
    """One reason for one role of one principal on one page: who gave it, why, until when, and how it ended."""

    page = models.ForeignKey("dumas_docs.BasePage", on_delete=models.CASCADE, related_name="grant_causes")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=40)
    cause = models.CharField(max_length=20, choices=Cause.choices)
    cause_ref = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()
    ends_on = models.DateField(null=True, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = GrantCauseQuerySet.as_manager()

    class Meta:
        verbose_name = _("cause of a grant")
        verbose_name_plural = _("causes of grants")
        indexes = [
            models.Index(fields=["page", "role"]),
            # What follows a cause that ends is found by its reference alone.
            models.Index(fields=["cause_ref"], name="grantcause_follows", condition=models.Q(revoked_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="grantcause_one_principal",
                condition=models.Q(user__isnull=True) ^ models.Q(group__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} #{self.page_id} ({self.cause})"

    def is_direct_on(self, page_id: int) -> bool:
        """Whether the role was given on that very page and so counts there at any level."""
        return self.page_id == page_id and self.cause not in BOUNDED

    @property
    def kept_ref(self) -> str:
        """`cause_ref` of the causes that keep this one alive below a stop."""
        return f"warisan:{self.pk}"

    @property
    def named_ref(self) -> str:
        """`cause_ref` of the causes that stand for this one on a top secret document, which it does not reach."""
        return f"tingkat:{self.pk}"


# Rows that say more than that a document is reached by its own grants.
FAR_REACHING = models.Q(is_folder=True) | ~models.Q(scope=models.F("ancestor"))


class AclScope(models.Model):
    """`scope` is reached by grants on `ancestor`. Folders and record scopes only; itself included."""

    scope = models.ForeignKey("dumas_docs.BasePage", on_delete=models.CASCADE, related_name="scopes_above")
    ancestor = models.ForeignKey("dumas_docs.BasePage", on_delete=models.CASCADE, related_name="scopes_below")
    is_folder = models.BooleanField()

    class Meta:
        verbose_name = _("access scope")
        verbose_name_plural = _("access scopes")
        constraints = [models.UniqueConstraint(fields=["scope", "ancestor"], name="aclscope_once")]
        # Without it the rows of a person's thousands of documents on their way are read for a few folders.
        indexes = [
            models.Index(
                fields=["ancestor", "scope", "is_folder"], name="aclscope_far_reaching", condition=FAR_REACHING
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope_id} < {self.ancestor_id}"
