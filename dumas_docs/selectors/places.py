"""Where a page may be moved to: what `move_page` would take, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

from dumas_docs.access.destinations import with_page_of_slug, within_own_rights
from dumas_docs.access.roles import ADD
from dumas_docs.access.selectors import visible_to
from dumas_docs.models import BasePage, Complaint, Folder

LIMIT = 300


def places_for(page: BasePage, *, user: Any, on: date) -> list[tuple[BasePage, str]]:
    """Folders and cases the person may move this page to, each with its way from the top, in tree order."""
    models: list[type[BasePage]] = [
        model for model in (Folder, Complaint) if page.specific_class in model.allowed_subpage_models()
    ]
    found: list[BasePage] = []
    for model in models:
        places = visible_to(user, ADD, model=model).exclude(path__startswith=page.path).order_by("path")
        found.extend(places[:LIMIT])
    parent_path = page.path[: -page.steplen]
    found = [place for place in found if place.path != parent_path]
    allowed = within_own_rights(page, found, by=user, on=on) - with_page_of_slug(page.slug, found)
    titles = {place.path: place.title for place in found}
    titles |= dict(Folder.objects.filter(depth__gte=3).values_list("path", "title"))
    chosen = sorted((place for place in found if place.pk in allowed), key=lambda place: place.path)
    return [(place, _way(place, titles)) for place in chosen]


def _way(place: BasePage, titles: dict[str, str]) -> str:
    paths = [place.path[: depth * place.steplen] for depth in range(3, place.depth + 1)]
    return " / ".join(titles[path] for path in paths if path in titles)
