"""Folders: units, registers and years. Their names appear in addresses, so they stay neutral."""

from __future__ import annotations

from django.db import models
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from dumas_docs.admin.panels.folders import FOLDER

from .base import BasePage

SLUG_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class FolderPurpose(models.TextChoices):
    UMUM = "UMUM", _("General")
    UNIT = "UNIT", _("Unit")
    BUKU = "BUKU", _("Register")
    TAHUN = "TAHUN", _("Year")


class Folder(BasePage):
    """A container. Sharing it reaches everything below that inherits."""

    purpose = models.CharField(_("purpose"), max_length=8, choices=FolderPurpose.choices, default=FolderPurpose.UMUM)
    register = models.CharField(_("register"), max_length=20, blank=True, editable=False)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, editable=False)
    description = models.TextField(
        _("description"), blank=True, help_text=_("What belongs here, in one or two sentences. No names of persons.")
    )

    # The intake finds its folders by these; an edited or restored version must not move them.
    governed_fields = (*BasePage.governed_fields, "slug", "purpose", "register", "year")
    edit_handler = FOLDER
    page_description = _("Holds documents and other folders. Its name is part of addresses: keep it neutral.")
    template = "dumas_docs/folder.html"

    class Meta:
        verbose_name = _("folder")
        verbose_name_plural = _("folders")

    def full_clean(self, *args, **kwargs) -> None:
        """A folder made by hand gets an address of its own: a free one would tell which names hidden folders have."""
        if not self.slug and self.title:
            self.slug = f"{slugify(self.title)[:60] or 'folder'}-{get_random_string(6, SLUG_LETTERS)}"
        super().full_clean(*args, **kwargs)
