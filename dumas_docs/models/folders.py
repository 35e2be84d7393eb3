"""Folders: units, registers and years. Their names appear in addresses, so they stay neutral."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dumas_docs.admin.panels.folders import FOLDER

from .addresses import own_slug
from .base import BasePage


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
        """A folder made by hand gets an address of its own."""
        if not self.slug and self.title:
            self.slug = own_slug(self.title, kind="folder")
        super().full_clean(*args, **kwargs)
