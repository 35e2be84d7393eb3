"""Service standards and SOPs a person looks after."""

from __future__ import annotations

from typing import Any

from dumas_docs.access.roles import CHANGE
from dumas_docs.access.selectors import visible_to
from dumas_docs.models import ServiceStandard, Sop

LIMIT = 20


def standards_edited_by(*, user: Any) -> list[ServiceStandard | Sop]:
    """All standards and SOPs the person may edit, standards first."""
    found: list[ServiceStandard | Sop] = [
        *visible_to(user, CHANGE, model=ServiceStandard).order_by("-latest_revision_created_at")[:LIMIT],
        *visible_to(user, CHANGE, model=Sop).order_by("-latest_revision_created_at")[:LIMIT],
    ]
    return found
