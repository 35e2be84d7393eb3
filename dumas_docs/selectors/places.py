"""Where a page may be moved to."""

from __future__ import annotations

from typing import Any

from dumas_docs.access.roles import ADD
from dumas_docs.access.selectors import visible_to
from dumas_docs.models import BasePage, Complaint, Folder

LIMIT = 300


def places_for(page: BasePage, *, user: Any) -> list[tuple[BasePage, str]]:
    """Folders and cases the person may add this type of page to, each with its way from the top, in tree order."""
    models: list[type[BasePage]] = [
        model for model in (Folder, Complaint) if page.specific_class in model.allowed_subpage_models()
    ]
    found: list[BasePage] = []
    for model in models:
        places = visible_to(user, ADD, model=model).exclude(path__startswith=page.path).order_by("path")
        found.extend(places[:LIMIT])
    titles = {place.path: place.title for place in found}
    titles |= dict(Folder.objects.filter(depth__gte=3).values_list("path", "title"))
    parent_path = page.path[: -page.steplen]
    chosen = sorted((place for place in found if place.path != parent_path), key=lambda place: place.path)
    return [(place, _way(place, titles)) for place in chosen]


def _way(place: BasePage, titles: dict[str, str]) -> str:
    paths = [place.path[: depth * place.steplen] for depth in range(3, place.depth + 1)]
    return " / ".join(titles[path] for path in paths if path in titles)
