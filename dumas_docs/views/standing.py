"""Taking a step of a case or letter, and reading its whole story."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dumas_docs.access.roles import READ
from dumas_docs.actions.advance_case import advance_case
from dumas_docs.actions.lifecycle_subject import has_lifecycle
from dumas_docs.actions.note_reading import note_reading
from dumas_docs.models import BasePage, Complaint
from dumas_docs.selectors.outside import is_handled_unread, steps_outside
from dumas_docs.selectors.standing import NextStep, next_step
from dumas_docs.selectors.story import story_of
from workflows.lifecycles.advance import NeedsMissing, StepRefused

from .document import frame, page_with, refuse, sent
from .reading import card
from .standing_forms import StepForm

# Fields that show what is wrong with a need; the form itself asks for their texts.
FIELD_OF = {"told": "told_on", "message": "message_on", "arrived": "arrived_on"}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, page_id: int, name: str) -> HttpResponse:
    """Form and step in one; without a way the reasons stand in its place. Fields: those of StepForm, and `seen`."""
    now = timezone.now()
    if (outside := _outside(page_id)) is not None:
        return _step_outside(request, outside, name=name.upper(), now=now)
    page = page_with(request, page_id)
    if not has_lifecycle(page):
        raise Http404
    found = next_step(page, name=name.upper(), user=request.user, now=now)
    if found is None and request.method == "POST":
        messages.warning(request, _("The document has moved on meanwhile. Nothing was changed; look again."))
        return redirect(page.get_url(request) or "dumas_home")
    if found is None:
        raise Http404
    form = StepForm(
        sent(request), transition=found.option.transition, page=page,
        initial={"seen": page.state},  # type: ignore[attr-defined]
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _taken(request, page, found, form):
        return redirect(page.get_url(request) or "dumas_home")
    context = {**frame(request, page, tab=""), "step": found, "form": form}
    return render(request, "dumas_docs/step.html", context, status=422 if form.errors else 200)


def _outside(page_id: int) -> Any:
    """A document that the person handles without reading it."""
    page = BasePage.objects.filter(pk=page_id).first()
    if page is None or READ in page.reader_verbs or not is_handled_unread(page := page.specific):
        return None
    return page


def _step_outside(request: HttpRequest, page: Any, *, name: str, now: datetime) -> HttpResponse:
    """Hand an envelope over or send it back, close a file, without anything of it being opened (S4 B.1)."""
    steps = steps_outside(page, user=request.user, now=now)
    found = next((step for step in steps if step.name == name), None)
    if found is None:
        refuse(request, page)
    form = StepForm(
        sent(request), transition=found.option.transition, page=page, initial={"seen": page.state}
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _taken(request, page, found, form):
        return redirect(page.get_url(request) or "dumas_home")
    context = {**card(page, user=request.user), "step": found, "form": form}
    return render(request, "dumas_docs/envelope_step.html", context, status=422 if form.errors else 200)


def _taken(request: HttpRequest, page: BasePage, found: NextStep, form: StepForm) -> bool:
    try:
        advance_case(
            page=page, name=found.name, by=request.user, now=timezone.now(), given=form.given(),
            seen=form.cleaned_data["seen"],
        )  # fmt: skip
    except StepRefused as refused:
        for reason in refused.reasons:
            form.add_error(None, capital(reason))
    except NeedsMissing as missing:
        for need, words in missing.needs.items():
            field = FIELD_OF.get(need, need)
            form.add_error(field if field in form.fields else None, capital(words))
    else:
        messages.success(request, _("Done: it is now “%(state)s”.") % {"state": found.target_label})
        return True
    return False


def capital(words: str) -> str:
    """A refusal as a sentence of its own."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


@login_required
@require_safe
def story(request: HttpRequest, page_id: int) -> HttpResponse:
    """The whole story of a case on one line of time."""
    case = page_with(request, page_id)
    if not isinstance(case, Complaint):
        raise Http404
    note_reading(page=case, by=request.user, now=timezone.now(), door="perjalanan")
    context: dict[str, Any] = {**frame(request, case, tab=""), "events": story_of(case)}
    return render(request, "dumas_docs/story.html", context)
