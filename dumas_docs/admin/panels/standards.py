"""A service standard: its decree, the two parts of the regulation, the sections of older layouts (domain.md §11)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

from dumas_docs.admin.forms import ServiceStandardForm

from .layout import fields, screen, tab

DELIVERY = ("requirements", "procedure", "service_time", "cost", "product", "complaint_handling")
MANUFACTURING = (
    "legal_basis", "facilities", "competence", "internal_supervision", "staff_number", "service_guarantee",
    "safety_guarantee", "performance_evaluation",
)  # fmt: skip

SERVICE_STANDARD = screen(
    tab(
        _("Standard and decree"),
        FieldPanel("title", heading=_("Name of the standard"), help_text=_("Its official name, as in the decree.")),
        FieldPanel("layout"),
        MultiFieldPanel(
            [
                FieldRowPanel(fields("decree_no", "annex_no")),
                *fields("decree_title", "decree_position"),
                FieldRowPanel(fields("determined_at_place", "determined_on", "effective_on")),
            ],
            heading=_("Decree"),
        ),
    ),
    tab(
        _("A. Service delivery"),
        HelpPanel(content=_("All 14 components of parts A and B are filled in before the standard is published.")),
        *fields(*DELIVERY),
    ),
    tab(_("B. Manufacturing"), *fields(*MANUFACTURING)),
    tab(
        _("Older layout"),
        HelpPanel(
            content=_("Only for standards in one of the older layouts: their own sections take the place of A and B.")
        ),
        FieldPanel("sections"),
    ),
    form=ServiceStandardForm,
)
