"""The search page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dumas_docs.access.roles import IDENTITY
from dumas_docs.access.scope import current_scope, local_today
from dumas_docs.actions.note_excerpts import note_excerpts
from dumas_docs.actions.note_person_search import note_person_search
from dumas_docs.enums import Level
from dumas_docs.views.headers import as_download

from .addresses import address_of, choices, chosen, question_of
from .backends import Place, SearchUnavailable, Snippet
from .completing import completions
from .facets import FACETS, STATES, below_secret
from .finding import Findings, Found, find
from .known import with_whom_to_ask
from .listing import FORMS, MOST_LISTED, OnlySecret, take_list
from .query import DATE, RELEVANCE, SearchQuery, parse
from .remarks import remarks, too_long
from .sources import CASE, TITLED
from .standing import minutes_behind
from .timeline import timeline_of

SECRET = tuple(level.code for level in Level if level >= Level.RAHASIA)
LONGEST_REASON = 500
READ_PLACES = (Place.BODY, Place.FILE)


class ReasonForm(forms.Form):
    """Why somebody looks for a person in secret cases, or takes a list with secret documents out; may be empty."""

    alasan = forms.CharField(max_length=LONGEST_REASON, required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Find documents the visitor may read; the public finds what is public.

    The box sends by POST, so that the name of a person never stands in an address; any other question goes on to its
    own address, which can be shared. A question about a person is answered to the box only, and recorded."""
    query = question_of(request.POST if request.method == "POST" else request.GET)
    if request.method == "POST" and not query.names_person:
        if query.shortened and not parse(query.text).shortened:
            # The address holds what is left, and no longer tells that there was more.
            messages.warning(request, too_long())
        return redirect(address_of(query))
    may_ask = current_scope().resolution.has_verb_anywhere(IDENTITY)
    context: dict[str, Any] = {
        "query": query,
        "search_url": "",
        "may_ask_identities": may_ask,
        "remarks": list(remarks(query, may_ask_identities=may_ask)),
    }
    if query.names_person and request.method != "POST":
        return render(request, "search/search.html", {**context, "is_person_in_address": True}, status=400)
    if query.is_person_unread:
        return render(request, "search/search.html", {**context, "is_person_unread": True})
    if query.asks:
        try:
            if query.wants_identity:
                context |= _answer_about_person(request, query, may_ask=may_ask)
            else:
                context |= _answer(query, find(query, user=request.user))
        except SearchUnavailable:
            return render(request, "search/search.html", {**context, "is_broken": True}, status=503)
        _note_excerpts(request, context["findings"])
        if request.user.is_authenticated:
            context["minutes_behind"] = minutes_behind(context["findings"].engine_code, now=timezone.now())
    return render(request, "search/search.html", context)


@require_http_methods(["POST"])
def complete(request: HttpRequest) -> JsonResponse:
    """How the filter `bidang` may go on after `awal`. Posted like every question: no address tells what was typed."""
    found = completions(request.POST.get("bidang", ""), request.POST.get("awal", ""), user=request.user)
    return JsonResponse({"isian": found})


@login_required
@require_http_methods(["POST"])
def take_out(request: HttpRequest) -> HttpResponseBase:
    """The whole list of results as a file: `bentuk` is csv, xlsx or docx, `alasan` opens secret documents to it."""
    query = question_of(request.POST)
    form = request.POST.get("bentuk", "")
    if form not in FORMS or not query.asks or query.names_person:
        messages.error(request, _("This list cannot be taken out."))
        return redirect("dumas_search")
    reason = ReasonForm(request.POST)
    if not reason.is_valid():
        messages.error(request, _("The reason may have at most %(most)d characters.") % {"most": LONGEST_REASON})
        return redirect(address_of(query))
    try:
        taken = take_list(query, form=form, reason=reason.cleaned_data["alasan"], user=request.user, now=timezone.now())
    except SearchUnavailable:
        return render(request, "search/search.html", {"query": query, "is_broken": True}, status=503)
    except OnlySecret:
        messages.error(request, _("All documents found are secret. Give a reason to take the list out."))
        return redirect(address_of(query))
    answer = HttpResponse if isinstance(taken.content, bytes) else StreamingHttpResponse
    return as_download(answer(taken.content, content_type=taken.mime), name=taken.name)


def _note_excerpts(request: HttpRequest, findings: Findings) -> None:
    """A piece of a body or of a file is content; a subject stands in every list."""
    shown = [*findings.found, *findings.near]
    read = [found.page for found in shown if any(piece.place in READ_PLACES for piece in found.hit.snippets)]
    note_excerpts(pages=read, by=request.user, now=timezone.now())


def _answer_about_person(request: HttpRequest, query: SearchQuery, *, may_ask: bool) -> dict[str, Any]:
    """Without a reason only cases below RAHASIA are asked, as identities open there without one (domain.md §10)."""
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["alasan"] if form.is_valid() else ""
    findings = find(query if reason else below_secret(query), user=request.user)
    if request.user.is_authenticated:
        note_person_search(
            persons=query.persons, hits=[found.page.pk for found in findings.found], by=request.user,
            now=timezone.now(), reason=reason, refused=not may_ask,
        )  # fmt: skip
    return _answer(query, findings) | {"person_reason": reason, "asks_person_reason": may_ask}


def _answer(query: SearchQuery, findings: Findings) -> dict[str, Any]:
    labels = FACETS["kind"].labels(())
    answer: dict[str, Any] = {
        "findings": findings,
        "results": [_row(found, labels) for found in findings.found],
        "known": with_whom_to_ask(findings.known, on=local_today()),
        "near": [_row(found, labels) for found in findings.near],
    }
    if query.wants_identity:
        return answer
    groups = choices(query, findings.facets)
    return answer | {
        "has_address": True,
        "hidden_fields": [(name, value) for name, value in QueryDict(address_of(query).partition("?")[2]).lists()],
        "forms": list(FORMS),
        "most_listed": MOST_LISTED,
        "secret_count": _secret_count(query, findings),
        "groups": [group for group in groups if not group.in_timeline],
        "timeline": timeline_of(query, findings.facets),
        "chosen": chosen(groups),
        "page_obj": Page([], query.page, Paginator(range(findings.total), query.per_page)),
        "is_past_the_end": not findings.found and findings.total > 0,
        "first_page_url": address_of(query),
        "unfiltered_url": address_of(query, facets={}),
        "by_relevance_url": address_of(query, sort=RELEVANCE),
        "by_date_url": address_of(query, sort=DATE),
        "is_by_date": query.sort == DATE or not query.narrows,
    }


def _secret_count(query: SearchQuery, findings: Findings) -> int:
    """How many of all that answers are secret, as the facet counts them."""
    asked = query.facets.get("level", SECRET)
    return sum(each.count for each in findings.facets.get("level", ()) if each.value in SECRET and each.value in asked)


def _row(found: Found, labels: dict[str, str]) -> dict[str, Any]:
    hit, page = found.hit, found.page
    subject = next((snippet.pieces for snippet in hit.snippets if snippet.place is Place.SUBJECT), ())
    return {
        "page": page,
        "title": () if hit.kind in TITLED and subject else ((page.title, False),),
        "subject": subject or ((page.subject, False),),
        "kind": labels.get(hit.kind, ""),
        "state": hit.state,
        "state_label": STATES.get(hit.state, ""),
        "date": hit.date,
        "is_case": hit.kind == CASE,
        "snippets": [_excerpt(snippet) for snippet in hit.snippets if snippet.place is not Place.SUBJECT],
    }


def _excerpt(snippet: Snippet) -> dict[str, Any]:
    return {
        "place": snippet.place.value,
        "pieces": snippet.pieces,
        "file_id": snippet.file_id,
        "file_name": snippet.file_name,
        "page_number": snippet.page_number,
    }
