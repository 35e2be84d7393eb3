"""ServiceStandard: the 14 components the public relies on (S1; PermenPANRB 15/2014; domain.md §11)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField, StreamField
from wagtail.utils.text import text_from_html

from dumas_docs.access.roles import APPROVE
from dumas_docs.admin.panels.standards import SERVICE_STANDARD
from dumas_docs.blocks import PLAIN_TEXT_FEATURES, SectionBlock
from dumas_docs.enums import Level, StandardLayout, StandardState

from .addresses import own_slug
from .base import BasePage


def _component(label) -> RichTextField:
    return RichTextField(label, features=PLAIN_TEXT_FEATURES, blank=True)


def _words(html: str) -> str:
    """What a person reads of a rich text; an editor leaves empty paragraphs behind."""
    return text_from_html(html).strip()


class ServiceStandard(BasePage):
    """A standar pelayanan. Its title is its official name; every version stays readable."""

    layout = models.CharField(
        _("layout"), max_length=16, choices=StandardLayout.choices, default=StandardLayout.KOMPONEN_14
    )
    decree_no = models.CharField(_("decree number"), max_length=100, blank=True)
    decree_title = models.CharField(_("decree about"), max_length=300, blank=True)
    decree_position = models.CharField(_("determined by (position)"), max_length=200, blank=True)
    annex_no = models.CharField(_("annex"), max_length=20, blank=True)
    determined_at_place = models.CharField(_("determined at"), max_length=100, blank=True)
    determined_on = models.DateField(_("determined on"), null=True, blank=True)
    effective_on = models.DateField(_("in force from"), null=True, blank=True)

    requirements = _component(_("Requirements"))
    procedure = _component(_("Systems, mechanisms and procedures"))
    service_time = _component(_("Service time"))
    cost = _component(_("Cost or tariff"))
    product = _component(_("Service product"))
    complaint_handling = _component(_("Handling of complaints, suggestions and input"))
    legal_basis = _component(_("Legal basis"))
    facilities = _component(_("Facilities and infrastructure"))
    competence = _component(_("Competence of staff"))
    internal_supervision = _component(_("Internal supervision"))
    staff_number = _component(_("Number of staff"))
    service_guarantee = _component(_("Guarantee of service"))
    safety_guarantee = _component(_("Guarantee of security and safety"))
    performance_evaluation = _component(_("Evaluation of staff performance"))
    sections = StreamField([("section", SectionBlock())], verbose_name=_("sections of the older layout"), blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=StandardState.choices, default=StandardState.KONSEP, editable=False
    )

    DELIVERY = ("requirements", "procedure", "service_time", "cost", "product", "complaint_handling")
    MANUFACTURING = (
        "legal_basis", "facilities", "competence", "internal_supervision", "staff_number", "service_guarantee",
        "safety_guarantee", "performance_evaluation",
    )  # fmt: skip
    is_folder = False
    default_level = Level.BIASA
    publish_verb = APPROVE
    governed_fields = (*BasePage.governed_fields, "slug", "state")
    subpage_types: list[str] = []
    parent_page_types = ["dumas_docs.Folder"]
    page_description = _("A service standard with its 14 components, for the public.")
    template = "dumas_docs/service_standard.html"
    edit_handler = SERVICE_STANDARD

    class Meta:
        verbose_name = _("service standard")
        verbose_name_plural = _("service standards")

    def full_clean(self, *args, **kwargs) -> None:
        """A standard gets an address of its own."""
        if not self.slug and self.title:
            self.slug = own_slug(self.title, kind="standar")
        super().full_clean(*args, **kwargs)

    def component_rows(self, names: tuple[str, ...]) -> list[tuple[int, str, str]]:
        """(number, label, content) of one of the two parts, in the order of the regulation."""
        return [
            (number, str(self._meta.get_field(name).verbose_name), getattr(self, name))
            for number, name in enumerate(names, start=1)
        ]

    def publish(self, revision, *args, **kwargs):
        """Make a version final, from a form or at the end of a chain. Raises ValidationError when it is not whole."""
        revision.as_object().check_complete()
        return super().publish(revision, *args, **kwargs)

    def check_complete(self) -> None:
        """Raises ValidationError that names what is missing before the standard can be published (S1)."""
        if self.layout == StandardLayout.KOMPONEN_14:
            if missing := self.missing_components():
                raise ValidationError(_("These components are still empty: %s.") % "; ".join(missing))
        elif not self.sections:
            raise ValidationError(_("A standard in the older layout needs its sections."))

    def missing_components(self) -> list[str]:
        """Labels of components still empty; a standard is published only when none is (S1)."""
        return [
            label for _no, label, text in self.component_rows(self.DELIVERY + self.MANUFACTURING) if not _words(text)
        ]
