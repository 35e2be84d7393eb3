"""What the reading views of service standards and SOPs show."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dumas_docs.enums import StandardLayout
from dumas_docs.models import BasePage, ServiceStandard, Sop
from dumas_docs.selectors.evidence import files_of


def service_standard(request: HttpRequest, standard: ServiceStandard) -> dict[str, Any]:
    """The official table of components, or the sections of an older layout (S1; domain.md §11)."""
    parts = [
        ("A", _("Service delivery"), standard.component_rows(standard.DELIVERY)),
        ("B", _("Manufacturing (internal management of the service)"), standard.component_rows(standard.MANUFACTURING)),
    ]
    sections = [block.value for block in standard.sections]
    return {
        "parts": [(letter, title, rows) for letter, title, rows in parts if any(text for _no, _label, text in rows)],
        "sections": sections,
        "is_old_layout": standard.layout != StandardLayout.KOMPONEN_14,
        "missing": standard.missing_components() if standard.layout == StandardLayout.KOMPONEN_14 else [],
        "others": _other_public(standard),
        "files": files_of(standard),
    }


def sop(request: HttpRequest, procedure: Sop) -> dict[str, Any]:
    """Header box, six fields, and the flow table with one column per actor (S3)."""
    actors = [actor.name for actor in procedure.actors.all()]
    steps = list(procedure.steps.all())
    for step in steps:
        if step.actor not in actors:
            actors.append(step.actor)
    boxes = [
        (_("Legal basis"), procedure.legal_basis),
        (_("Qualification of staff"), procedure.qualification),
        (_("Related SOPs"), procedure.related),
        (_("Equipment"), procedure.equipment),
        (_("Warning"), procedure.warning),
        (_("Recording and data"), procedure.recording),
    ]
    macro = [
        (_("Description and definitions"), procedure.definitions),
        (_("Parties concerned"), procedure.parties),
        (_("Forms"), procedure.forms),
        (_("Output"), procedure.output),
    ]
    return {
        "actors": actors,
        "flow": [(number, step, [name == step.actor for name in actors]) for number, step in enumerate(steps, start=1)],
        "boxes": boxes,
        "chart": procedure.process_chart,
        "macro": [(label, text) for label, text in macro if text],
        "has_notes": any(step.note for step in steps),
        "others": _other_public(procedure),
        "files": files_of(procedure),
    }


def _other_public(page: BasePage) -> list[BasePage]:
    """Further standards and SOPs for everybody."""
    shown = BasePage.objects.filter(is_public=True, content_type__model__in=["servicestandard", "sop"])
    return list(shown.exclude(pk=page.pk).order_by("title")[:10])
