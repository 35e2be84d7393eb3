"""Attachments: files and images that belong to one page and are seen by those who may read it.

Names on disk are random; the sender's name is data. Wagtail's collections mean nothing here.
"""

from __future__ import annotations

import uuid
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from dumas_docs.enums import EvidenceKind, EvidenceValidity

from .queries import ReadableByPageQuerySet


class TextStatus(models.TextChoices):
    """What became of reading the text of a file."""

    BELUM = "BELUM", _("Not yet read")
    BERHASIL = "BERHASIL", _("Text read")
    TANPA_TEKS = "TANPA_TEKS", _("No text (scan)")
    TERENKRIPSI = "TERENKRIPSI", _("Protected by a password")
    RUSAK = "RUSAK", _("Damaged")
    MELAMPAUI_BATAS = "MELAMPAUI_BATAS", _("Beyond the limits")
    TIDAK_DIDUKUNG = "TIDAK_DIDUKUNG", _("Type without text")


def random_path(instance: models.Model | None, filename: str) -> str:
    """A name that tells nothing: spread over folders, with the extension that content sniffing found."""
    name = uuid.uuid4().hex
    return f"berkas/{name[:2]}/{name}{PurePath(filename).suffix.lower()[:8]}"


class EvidenceFields(models.Model):
    """What makes a file evidence (domain.md §4): where it belongs, its fingerprint, who validated it."""

    page = models.ForeignKey("dumas_docs.BasePage", verbose_name=_("document"), on_delete=models.CASCADE)
    kind = models.CharField(_("kind"), max_length=10, choices=EvidenceKind.choices, default=EvidenceKind.DOKUMEN)
    mime = models.CharField(_("type"), max_length=100, editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False, db_index=True)
    received_at = models.DateTimeField(_("received at"), editable=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    names_person = models.BooleanField(
        _("names persons"), default=False, editable=False,
        help_text=_("Opened only with the right to identities."),
    )  # fmt: skip
    validity = models.CharField(_("validity"), max_length=8, choices=EvidenceValidity.choices, blank=True)
    validity_reason = models.CharField(_("reason of the judgement"), max_length=300, blank=True, editable=False)
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    validated_at = models.DateTimeField(null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True


class Attachment(EvidenceFields, AbstractDocument):
    """A file of a page, with its text where it has one."""

    file = models.FileField(_("file"), upload_to=random_path)
    text = models.TextField(_("text"), blank=True, editable=False)
    text_status = models.CharField(
        _("text status"), max_length=16, choices=TextStatus.choices, default=TextStatus.BELUM, editable=False
    )
    page_count = models.PositiveIntegerField(_("pages"), null=True, editable=False)

    objects = ReadableByPageQuerySet.as_manager()
    admin_form_fields = ("title",)
    search_fields: list = []

    class Meta:
        base_manager_name = "objects"
        default_related_name = "attachments"
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def url(self) -> str:
        return reverse("dumas_file", args=[self.pk])


class Scan(EvidenceFields, AbstractImage):  # type: ignore[django-manager-missing]  # Wagtail makes it at run time
    """An image of a page: a photograph, or a scanned sheet."""

    objects = ReadableByPageQuerySet.as_manager()
    admin_form_fields = ("title",)
    search_fields: list = []

    class Meta:
        base_manager_name = "objects"
        default_related_name = "scans"
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_upload_to(self, filename: str) -> str:
        return random_path(self, filename)

    @property
    def url(self) -> str:
        return reverse("dumas_image", args=[self.pk])


class ScanRendition(AbstractRendition):
    """A smaller copy of an image; served by the same view, under the same right."""

    image = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="scanrendition_once")
        ]

    def get_upload_to(self, filename: str) -> str:
        return random_path(self, filename)

    @property
    def url(self) -> str:
        return reverse("dumas_rendition", args=[self.pk])
