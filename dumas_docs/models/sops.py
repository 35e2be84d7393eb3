"""Sop: header, flow table and rules of a standard operating procedure (S3; domain.md §11)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable

from dumas_docs.access.roles import APPROVE
from dumas_docs.admin.panels.sops import SOP
from dumas_docs.blocks import PLAIN_TEXT_FEATURES, ProcessStageBlock
from dumas_docs.enums import Level, SopShape, StandardState

from .addresses import own_slug
from .base import BasePage


class Sop(BasePage):
    """A SOP. Its title is its official name (NAMA SOP)."""

    sop_number = models.CharField(_("SOP number"), max_length=100, blank=True)
    is_macro = models.BooleanField(_("macro SOP"), default=False)
    created_on = models.DateField(_("made on"), null=True, blank=True)
    revision_no = models.CharField(_("revision number"), max_length=20, blank=True)
    revised_on = models.DateField(_("revised on"), null=True, blank=True)
    effective_on = models.DateField(_("effective from"), null=True, blank=True)
    approved_by_position = models.CharField(_("approved by (position)"), max_length=200, blank=True)
    approved_by_name = models.CharField(_("approved by (name)"), max_length=150, blank=True)
    approved_by_grade = models.CharField(_("approved by (rank)"), max_length=100, blank=True)
    approved_by_employee_no = models.CharField(_("approved by (NIP)"), max_length=30, blank=True)
    legal_basis = RichTextField(_("legal basis"), features=PLAIN_TEXT_FEATURES)
    qualification = RichTextField(_("qualification of staff"), features=PLAIN_TEXT_FEATURES)
    related = RichTextField(_("related SOPs"), features=PLAIN_TEXT_FEATURES, blank=True)
    equipment = RichTextField(_("equipment"), features=PLAIN_TEXT_FEATURES, blank=True)
    warning = RichTextField(_("warning"), features=PLAIN_TEXT_FEATURES, blank=True)
    recording = RichTextField(_("recording and data"), features=PLAIN_TEXT_FEATURES, blank=True)
    definitions = RichTextField(_("description and definitions"), features=PLAIN_TEXT_FEATURES, blank=True)
    parties = RichTextField(_("parties concerned"), features=PLAIN_TEXT_FEATURES, blank=True)
    forms = RichTextField(_("forms"), features=PLAIN_TEXT_FEATURES, blank=True)
    output = RichTextField(_("output"), features=PLAIN_TEXT_FEATURES, blank=True)
    process_chart = StreamField([("stage", ProcessStageBlock())], verbose_name=_("business process chart"), blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=StandardState.choices, default=StandardState.KONSEP, editable=False
    )

    is_folder = False
    default_level = Level.BIASA
    publish_verb = APPROVE
    governed_fields = (*BasePage.governed_fields, "slug", "state")
    subpage_types: list[str] = []
    parent_page_types = ["dumas_docs.Folder"]
    page_description = _("A standard operating procedure with its flow table.")
    template = "dumas_docs/sop.html"
    edit_handler = SOP

    class Meta:
        verbose_name = _("SOP")
        verbose_name_plural = _("SOPs")

    def full_clean(self, *args, **kwargs) -> None:
        """A SOP gets an address of its own."""
        if not self.slug and self.title:
            self.slug = own_slug(self.title, kind="sop")
        super().full_clean(*args, **kwargs)


class SopActor(Orderable):
    """A column of the flow table."""

    sop = ParentalKey(Sop, on_delete=models.CASCADE, related_name="actors")
    name = models.CharField(_("actor"), max_length=100)

    class Meta(Orderable.Meta):
        verbose_name = _("actor")
        verbose_name_plural = _("actors")

    def __str__(self) -> str:
        return self.name


class SopStep(Orderable):
    """A row of the flow table: activity, who, shape, and the quality it is measured by (mutu baku)."""

    sop = ParentalKey(Sop, on_delete=models.CASCADE, related_name="steps")
    activity = models.TextField(_("activity"))
    actor = models.CharField(_("actor"), max_length=100)
    shape = models.CharField(_("symbol"), max_length=12, choices=SopShape.choices, default=SopShape.PROSES)
    needs = models.CharField(_("needs (kelengkapan)"), max_length=200, blank=True)
    minutes = models.PositiveIntegerField(_("time in minutes"), null=True, blank=True)
    time_text = models.CharField(_("time as written"), max_length=60, blank=True)
    output = models.CharField(_("output"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return self.activity
