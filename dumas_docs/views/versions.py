"""The versions of a document: list, one of them as it was, and what changed between two."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Revision

from dumas_docs.access import audit
from dumas_docs.access.scope import local_today
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, Complaint, FieldGroup
from dumas_docs.models.wordings import WORDS
from dumas_docs.selectors.comparison import changes_between
from dumas_docs.selectors.versions import version_of, versions_of
from dumas_docs.selectors.wordings import words_open

from .document import frame, page_with
from .facts import person_name
from .reading import content_of, template_of

PER_PAGE = 50


@login_required
@require_safe
def versions(request: HttpRequest, page_id: int) -> HttpResponse:
    """All versions this person may read, newest first."""
    page = page_with(request, page_id)
    _note_read(request, page)
    found = versions_of(page, user=request.user)
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    count = shown.paginator.count
    chosen = list(shown)
    # The one before the last of this page, so that every line but the very first can be compared.
    following = found[shown.end_index() : shown.end_index() + 1] if shown.has_next() else []
    before = [*chosen[1:], *following]
    rows = [
        _row(page, revision, before[at] if at < len(before) else None, number=count - (shown.start_index() - 1) - at)
        for at, revision in enumerate(chosen)
    ]
    context = frame(request, page, tab="versi")
    context |= {"rows": rows, "page_obj": shown}
    if context["edit_url"]:
        context["restore_url"] = reverse("wagtailadmin_pages:history", args=[page.pk])
    return render(request, "dumas_docs/versions.html", context)


def _row(page: BasePage, revision: Revision, before: Revision | None, *, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "at": revision.created_at,
        "who": person_name(revision.user),
        "is_live": revision.pk == page.live_revision_id,
        "is_latest": revision.pk == page.latest_revision_id,
        "url": reverse("dumas_version", args=[page.pk, revision.pk]),
        "compare_url": reverse("dumas_compare", args=[page.pk, before.pk, revision.pk]) if before else "",
    }


@login_required
@require_safe
def version(request: HttpRequest, page_id: int, revision_id: int) -> HttpResponse:
    """One version as it was read then; level, access and number are today's."""
    page = page_with(request, page_id)
    revision, then = _version(request, page, revision_id)
    _note_read(request, page, revision=revision.pk)
    context = content_of(request, then, tab="versi")
    context["version"] = {"at": revision.created_at, "who": person_name(revision.user)}
    context["may_open"] = False
    return render(request, template_of(then), context)


@login_required
@require_safe
def compare(request: HttpRequest, page_id: int, older_id: int, newer_id: int) -> HttpResponse:
    """What changed from one version to another, in words."""
    page = page_with(request, page_id)
    older, before = _version(request, page, older_id)
    newer, after = _version(request, page, newer_id)
    _note_read(request, page, revision=newer.pk)
    context = frame(request, page, tab="versi")
    context |= {
        "older": {"at": older.created_at, "who": person_name(older.user)},
        "newer": {"at": newer.created_at, "who": person_name(newer.user)},
        "changes": changes_between(before, after, closed=_closed_words(request, before, after)),
    }
    return render(request, "dumas_docs/compare.html", context)


def _closed_words(request: HttpRequest, *versions: BasePage) -> tuple[str, ...]:
    """The words of a sender, where one of the versions still withholds them from this person."""
    on, user = local_today(), request.user
    cases = [version for version in versions if isinstance(version, Complaint)]
    is_open = all(words_open(case, verbs=case.reader_verbs, user=user, on=on) for case in cases)
    return () if is_open else WORDS


def _version(request: HttpRequest, page: BasePage, revision_id: int) -> tuple[Revision, BasePage]:
    try:
        return version_of(page, revision_id=revision_id, user=request.user)
    except Revision.DoesNotExist as error:
        raise Http404 from error


def _note_read(request: HttpRequest, page: BasePage, **data: Any) -> None:
    if page.level >= Level.TERBATAS and not page.is_folder:
        audit.record(verb="naskah.dibaca", by=request.user, page=page, group=FieldGroup.ISI, data=data)
