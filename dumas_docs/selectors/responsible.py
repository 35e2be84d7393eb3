"""Whom to ask about a document one may not read: positions, never persons."""

from __future__ import annotations

from datetime import date

from dumas_docs.access.scope import bookkeeping
from dumas_docs.access.selectors import causes_reaching
from dumas_docs.models import BasePage


def heads_of(page: BasePage, *, on: date) -> list[str]:
    """Titles of the positions that answer for `page`, the nearest first."""
    with bookkeeping():
        causes = causes_reaching(page, on=on).filter(role="head", group__position__isnull=False)
        titles = [cause.group.position.title for cause in causes.order_by("-page__depth", "pk") if cause.group]
    return list(dict.fromkeys(titles))
