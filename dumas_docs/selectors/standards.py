"""Service standards and SOPs: those a person looks after, and those everybody may read."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from dumas_docs.access.roles import CHANGE, READ
from dumas_docs.access.selectors import visible_to
from dumas_docs.models import BasePage, ServiceStandard, Sop

LIMIT = 20


def standards_edited_by(*, user: Any) -> list[ServiceStandard | Sop]:
    """All standards and SOPs the person may edit, standards first."""
    found: list[ServiceStandard | Sop] = [
        *visible_to(user, CHANGE, model=ServiceStandard).order_by("-latest_revision_created_at")[:LIMIT],
        *visible_to(user, CHANGE, model=Sop).order_by("-latest_revision_created_at")[:LIMIT],
    ]
    return found


def standards_for_everybody() -> QuerySet[BasePage]:
    """Standards, then SOPs, that may be read without signing in, by name and as their own types (S1: for the public).

    Asked in a person's scope it shows the same list to all."""
    shown: Any = visible_to(AnonymousUser(), READ).filter(content_type__model__in=["servicestandard", "sop"])
    shown = shown.select_related("unit", for_specific_subqueries=True)
    return shown.order_by("content_type__model", "title", "pk").specific()
