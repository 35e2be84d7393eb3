"""Pages of a person's saved searches. Another person's is not there at all."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from .addresses import address_of, in_words, question_of
from .backends import SearchUnavailable
from .models import LONGEST_SAVED_NAME, SavedSearch
from .saved import (
    MOST_SAVED,
    MOST_WATCHED,
    AsksNothing,
    CannotSave,
    NamesPerson,
    NameTaken,
    NoName,
    TooMany,
    change_search,
    kept_searches,
    look_at,
    save_search,
)

REFUSALS: dict[str, str | Promise] = {
    NamesPerson.code: gettext_lazy("A question about a person cannot be saved."),
    AsksNothing.code: gettext_lazy("There is nothing to save: ask a question first."),
    NoName.code: gettext_lazy("Give the search a name of at most %(longest)s characters."),
    NameTaken.code: gettext_lazy("You have a saved search of this name already. Choose another name."),
    TooMany.code: gettext_lazy("You have %(most)s saved searches already. Delete one first."),
}


@login_required
@require_http_methods(["GET", "HEAD"])
def mine(request: HttpRequest) -> HttpResponse:
    """The visitor's saved searches, with what is new in each."""
    rows = [{"kept": kept, "choices": in_words(kept.query)} for kept in kept_searches(request.user)]
    return render(
        request, "search/saved.html", {"rows": rows, "longest_name": LONGEST_SAVED_NAME, "most_watched": MOST_WATCHED}
    )


@login_required
@require_http_methods(["POST"])
def save(request: HttpRequest) -> HttpResponse:
    """Keep the question of a page of results under `nama`."""
    query = question_of(request.POST)
    name, tells = request.POST.get("nama", ""), request.POST.get("beri_tahu") == "ya"
    try:
        saved = save_search(query, name=name, tells=tells, owner=request.user, now=timezone.now())
    except CannotSave as error:
        messages.error(request, _refusal(error))
        return redirect("dumas_search" if query.names_person else address_of(query))
    except SearchUnavailable:
        return render(request, "search/search.html", {"query": query, "is_broken": True}, status=503)
    messages.success(request, _("Saved: %(name)s.") % {"name": saved.name})
    return redirect("dumas_saved")


@login_required
@require_http_methods(["GET", "HEAD"])
def open_saved(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the results; what was new there has been looked at."""
    return redirect(look_at(_mine_or_404(request, pk)))


@login_required
@require_http_methods(["POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, with or without letters."""
    saved = _mine_or_404(request, pk)
    try:
        change_search(saved, name=request.POST.get("nama", ""), tells=request.POST.get("beri_tahu") == "ya")
    except CannotSave as error:
        messages.error(request, _refusal(error))
    else:
        messages.success(request, _("Changed: %(name)s.") % {"name": saved.name})
    return redirect("dumas_saved")


@login_required
@require_http_methods(["POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget it; the documents stay where they are."""
    saved = _mine_or_404(request, pk)
    saved.delete()
    messages.success(request, _("Deleted: %(name)s.") % {"name": saved.name})
    return redirect("dumas_saved")


def _mine_or_404(request: HttpRequest, pk: int) -> SavedSearch:
    return get_object_or_404(SavedSearch, pk=pk, owner=request.user)


def _refusal(error: CannotSave) -> str:
    return str(REFUSALS[error.code]) % {"longest": LONGEST_SAVED_NAME, "most": MOST_SAVED}
