"""The start page and the way into the archive."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from dumas_docs.access.roles import ADD, APPROVE, CHANGE, DISPOSE, SHARE
from dumas_docs.access.scope import current_scope, local_today
from dumas_docs.selectors.cases import (
    cases_awaiting_direction,
    cases_handled_by,
    cases_needing_completion,
    cases_to_close,
    cases_to_resolve,
    cases_without_handler,
    count_cases,
    latest_cases,
)
from dumas_docs.selectors.contents import highest_folders
from dumas_docs.selectors.dispositions import letters_to_dispose, my_dispositions
from dumas_docs.selectors.shared import pages_shared_with, registers_complaints, unit_folders, year_books
from dumas_docs.selectors.standards import standards_edited_by
from dumas_docs.selectors.unconfirmed import directions_to_confirm

from .case_lists import LISTS, list_address
from .public import public
from .rows import rows_of

SHOWN = 10
FEW = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What came in, what this person works on and what waits for him; for a visitor, what the office publishes."""
    if not request.user.is_authenticated:
        return public(request)
    return render(request, "dumas_docs/home.html", _context(request))


def _context(request: HttpRequest) -> dict[str, Any]:
    user, on = request.user, local_today()
    resolution = current_scope().resolution
    assigns, works = resolution.has_verb_anywhere(SHARE), resolution.has_verb_anywhere(CHANGE)
    registers, keeps = resolution.has_verb_anywhere(ADD), resolution.has_verb_anywhere(DISPOSE)
    context: dict[str, Any] = {
        "counts": count_cases(user=user, on=on),
        "latest": rows_of(request, latest_cases(user=user)[:SHOWN], with_handlers=True),
        "mine": rows_of(request, cases_handled_by(user=user)[:SHOWN]),
        "dispositions": my_dispositions(user=user, on=on),
        "to_confirm": directions_to_confirm(user=user, on=on),
        "shared": pages_shared_with(user=user, on=on),
        "folders": unit_folders(user=user, on=on),
        "lists": {code.replace("-", "_"): list_address(code) for code in LISTS},
        "awaiting": [],
        "answered": [],
        "ended": rows_of(request, cases_to_close(user=user)[:FEW], with_handlers=True) if keeps else [],
        "incomplete": [],
        "unassigned": [],
        "letters": [],
        "standards": [],
        "books": year_books(user=user) if keeps else [],
        "intake_url": _intake_address() if registers and registers_complaints(user=user) else "",
    }
    if works or registers:
        context["incomplete"] = rows_of(request, cases_needing_completion(user=user)[:FEW], with_handlers=True)
    if works:
        context["standards"] = standards_edited_by(user=user)
    if resolution.has_verb_anywhere(APPROVE):
        context["awaiting"] = rows_of(request, cases_awaiting_direction(user=user)[:FEW], with_handlers=True)
        context["answered"] = rows_of(request, cases_to_resolve(user=user)[:FEW], with_handlers=True)
    if assigns:
        context["letters"] = rows_of(request, letters_to_dispose(user=user, on=on))
        context["unassigned"] = rows_of(request, cases_without_handler(user=user)[:FEW])
    context["is_new_here"] = not resolution.direct
    return context


def _intake_address() -> str:
    try:
        return reverse("dumas_intake")
    except NoReverseMatch:
        return ""


@login_required
@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """The folders in which this person's archive begins; a single one is opened at once."""
    folders = highest_folders()
    if len(folders) == 1:
        return redirect(folders[0].get_url(request) or "dumas_home")
    return render(request, "dumas_docs/archive.html", {"folders": folders})
