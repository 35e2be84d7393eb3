"""Moving, deleting drafts, and showing standards to the public."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dumas_docs.access.roles import APPROVE, CHANGE, SHARE
from dumas_docs.access.scope import local_today
from dumas_docs.access.tester import AccessTester
from dumas_docs.actions.delete_draft import MayNotDelete, StillReferenced, delete_draft
from dumas_docs.actions.move_page import (
    ChangesAccessBeyondOwn,
    MayNotMove,
    MoveNeedsReason,
    NumberTakenThere,
    move_page,
)
from dumas_docs.actions.publicity import (
    ComponentsMissing,
    NotForThePublic,
    can_be_public,
    publish_to_public,
    withdraw_from_public,
)
from dumas_docs.actions.void_number import VoidNeedsReason
from dumas_docs.models import BasePage
from dumas_docs.selectors.places import places_for

from .document import frame, page_with, refuse, sent


class ReasonForm(forms.Form):
    """Why; recorded in the history."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It is recorded and shown in the history."),
    )  # fmt: skip


class MoveForm(ReasonForm):
    """Where to, out of the places this person may add to."""

    place = forms.ModelChoiceField(label=gettext_lazy("New place"), queryset=BasePage.objects.none())
    field_order = ["place", "reason"]

    def __init__(self, *args, page: BasePage, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        places = places_for(page, user=user, on=local_today())
        field = cast(forms.ModelChoiceField, self.fields["place"])
        field.queryset = BasePage.objects.filter(pk__in=[place.pk for place, _label in places])
        field.choices = [("", "—"), *((place.pk, label) for place, label in places)]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, page_id: int) -> HttpResponse:
    """Put the page elsewhere: fields `place` and `reason`."""
    page = page_with(request, page_id, SHARE)
    if not AccessTester(request.user, page).can_move():
        refuse(request, page)
    form = MoveForm(sent(request), page=page, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            move_page(
                page=page, to=form.cleaned_data["place"], by=request.user, now=timezone.now(),
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except NumberTakenThere:
            form.add_error("place", _("That place already holds a document with this number or address."))
        except MoveNeedsReason:
            form.add_error("reason", _("Please give a reason; it is recorded."))
        except ChangesAccessBeyondOwn:
            form.add_error("place", _("The move would change access that only a person with more rights may change."))
        except MayNotMove:
            form.add_error("place", _("The document cannot be put there."))
        else:
            messages.success(request, _("The document was moved."))
            # In its new place the page may be out of this person's sight.
            moved = BasePage.objects.filter(pk=page.pk).first()
            return redirect((moved.get_url(request) if moved else None) or "dumas_home")
    context = {**frame(request, page, tab=""), "form": form}
    return render(request, "dumas_docs/move.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, page_id: int) -> HttpResponse:
    """Delete a draft or an empty folder: field `reason`, needed where a number becomes void."""
    page = page_with(request, page_id, CHANGE)
    if not AccessTester(request.user, page).can_delete():
        refuse(request, page)
    form = ReasonForm(sent(request))
    context = frame(request, page, tab="")
    if request.method == "POST" and form.is_valid():
        try:
            delete_draft(page=page, by=request.user, now=timezone.now(), **form.cleaned_data)
        except VoidNeedsReason:
            form.add_error("reason", _("The draft has a number. State why the number becomes void."))
        except StillReferenced:
            form.add_error(None, _("Another case or report refers to this draft, so it is kept."))
        except MayNotDelete:
            form.add_error(None, _("This is no draft any more, so it is kept."))
        else:
            messages.success(request, _("The draft was deleted; its number is void."))
            above = context["breadcrumb"]
            return redirect(above[-1]["url"] if above else "dumas_home")
    return render(request, "dumas_docs/delete_draft.html", context | {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publicity(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show a standard or SOP to everybody, or take it back: field `public` (1 or 0), `reason` for taking back."""
    page = page_with(request, page_id, APPROVE)
    if not (page.is_public or can_be_public(page)) or page.is_folder:
        raise Http404
    form = ReasonForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("public") == "1":
                publish_to_public(page=page, by=request.user, now=timezone.now())
            else:
                withdraw_from_public(page=page, by=request.user, now=timezone.now(), **form.cleaned_data)
        except ComponentsMissing as missing:
            text = _("These components are still empty: %(labels)s.")
            form.add_error(None, text % {"labels": ", ".join(missing.labels)})
        except NotForThePublic:
            form.add_error(None, _("Only a final standard or SOP at the ordinary level can be shown to the public."))
        else:
            messages.success(
                request, _("Everybody can read it now.") if page.is_public else _("It is no longer public.")
            )
            return redirect(page.get_url(request) or "dumas_home")
    context = {**frame(request, page, tab=""), "form": form}
    return render(request, "dumas_docs/publicity.html", context, status=422 if form.errors else 200)
