"""Other cases of a complainant: asked for by who may see identities, with a reason where the case asks for one, and
recorded like any question about a person."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dumas_docs.access.roles import IDENTITY
from dumas_docs.actions.note_person_search import note_person_search
from dumas_docs.actions.reveal_identity import needs_reason
from dumas_docs.models import Complaint
from dumas_docs.views.document import page_with

from .repeats import repeats_of


class ReasonForm(forms.Form):
    """Why somebody asks; optional where the case is not secret."""

    alasan = forms.CharField(max_length=500, required=False)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def repeats(request: HttpRequest, page_id: int) -> HttpResponse:
    """The question on GET, its answer on POST; without a reason only cases below RAHASIA answer."""
    case = page_with(request, page_id, IDENTITY)
    if not isinstance(case, Complaint):
        raise Http404
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["alasan"].strip() if form.is_valid() else ""
    context = {"case": case, "asks_reason": needs_reason(case), "reason": reason}
    if request.method == "POST" and (reason or not context["asks_reason"]):
        told = repeats_of(case, user=request.user, with_secret=bool(reason))
        hits = [each.case.pk for each in told.found]
        note_person_search(persons=told.persons, hits=hits, by=request.user, now=timezone.now(), reason=reason)
        context |= {"was_asked": True, "found": told.found}
    return render(request, "search/repeats.html", context)
