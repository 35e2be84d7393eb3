"""What every page of the office site shows around its content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from dumas_docs.access.backend import ACCESS_ADMIN
from dumas_docs.access.roles import ADD, APPROVE, CHANGE, IDENTITY
from dumas_docs.access.scope import local_today, scope_or_none
from dumas_docs.access.selectors import held_by
from dumas_docs.conf import setting
from dumas_docs.selectors.intake_desk import is_at_desk


def office(request: HttpRequest) -> dict[str, Any]:
    """Office name, navigation for this person, and the position shown under the name."""
    user = getattr(request, "user", None)
    scope = scope_or_none()
    if user is None or scope is None or scope.is_system:
        return {"office_name": setting("OFFICE_NAME"), "nav_items": [], "is_demo": setting("DEMO")}
    if not user.is_authenticated:
        return {
            "office_name": setting("OFFICE_NAME"),
            "is_demo": setting("DEMO"),
            "nav_items": _nav_items(request, [("dumas_home", _("Standards and SOPs")), ("dumas_search", _("Search"))]),
            "search_url": _address("dumas_search"),
        }
    enters = user.has_perm(ACCESS_ADMIN)
    if enters and request.path.startswith(reverse("wagtailadmin_home")):
        # Wagtail's templates read `search_url` as a view's name.
        return {"office_name": setting("OFFICE_NAME"), "is_demo": setting("DEMO")}
    entries = [("dumas_home", _("Home")), ("dumas_tasks", _("My tasks")), ("dumas_search", _("Search"))]
    if scope.resolution.has_verb_anywhere(ADD) and is_at_desk(user):
        entries.append(("dumas_intake", _("Register a complaint")))
    if scope.resolution.has_verb_anywhere(CHANGE) or scope.resolution.has_verb_anywhere(APPROVE):
        entries.append(("dumas_deadlines", _("Time limits")))
    entries.append(("dumas_archive", _("Archive")))
    edits = scope.resolution.has_verb_anywhere(CHANGE) or scope.resolution.has_verb_anywhere(ADD)
    held = held_by(user, on=local_today())
    return {
        "office_name": setting("OFFICE_NAME"),
        "is_demo": setting("DEMO"),
        "user_position": held[0].label if held else "",
        "nav_items": _nav_items(request, entries),
        "editing_url": reverse("wagtailadmin_home") if enters and (edits or _has_tools(user)) else "",
        "search_url": _address("dumas_search"),
        # The header's box completes for people of the office alone; visitors load nothing for it.
        "complete_url": _address("dumas_search_complete"),
        "may_ask_identities": scope.resolution.has_verb_anywhere(IDENTITY),
    }


def _has_tools(user: Any) -> bool:
    """Whoever looks after accounts or the calendar has work on the editing side without a document to edit."""
    return user.is_superuser or bool(user.get_all_permissions())


def _nav_items(request: HttpRequest, entries: list[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": address, "active": _is_active(request, name)}
        for name, label in entries
        if (address := _address(name))
    ]


def _address(name: str) -> str:
    """The address of a named view, or "" where its room is not installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _is_active(request: HttpRequest, name: str) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name == name
