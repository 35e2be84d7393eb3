"""Changing the security level of a document."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dumas_docs.access.roles import ROLES, SET_LEVEL
from dumas_docs.access.scope import local_today
from dumas_docs.actions.set_level import BelowItsCase, DirectGrantsReach, LoweringNeedsReason, MayNotSetLevel, set_level
from dumas_docs.enums import Level
from dumas_docs.models import GrantCause
from dumas_docs.selectors.principals import key_of, principals_by_key

from .document import frame, page_with, sent


class LevelForm(forms.Form):
    """The new level and why."""

    level = forms.TypedChoiceField(
        label=gettext_lazy("Security level"), choices=Level.choices, coerce=int, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed for lowering the level. It is recorded and shown in the history."),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def level(request: HttpRequest, page_id: int) -> HttpResponse:
    """Form and change in one: fields `level` (0 to 3), `reason`, and `confirmed` (ids of grants that stay)."""
    page = page_with(request, page_id, SET_LEVEL)
    if page.is_folder:
        raise Http404
    form = LevelForm(sent(request), initial={"level": page.level})
    reaching: list[tuple[int, str]] = []
    confirmed = {int(value) for value in request.POST.getlist("confirmed") if value.isdecimal() and len(value) < 18}
    if request.method == "POST" and form.is_valid():
        try:
            set_level(page=page, by=request.user, now=timezone.now(), confirmed=confirmed, **form.cleaned_data)
        except DirectGrantsReach as error:
            reaching = _in_words(error.causes)
            form.add_error(None, _("Some people would go on reading this as a secret document. Please confirm each."))
        except LoweringNeedsReason:
            form.add_error("reason", _("Lowering the level needs a reason."))
        except BelowItsCase:
            form.add_error("level", _("A part of a case cannot be below its case. Lower the case instead."))
        except MayNotSetLevel:
            form.add_error("level", _("The change would reach documents of this case whose level you may not change."))
        else:
            messages.success(request, _("The security level is now %(level)s.") % {"level": Level(page.level).label})
            return redirect(page.get_url(request) or "dumas_home")
    context = {
        **frame(request, page, tab=""),
        "form": form,
        "levels": list(Level),
        "reaching": reaching,
        "confirmed": confirmed,
    }
    return render(request, "dumas_docs/level.html", context, status=422 if form.errors else 200)


def _in_words(causes: list[GrantCause]) -> list[tuple[int, str]]:
    """Each role given on the documents themselves, as (id, "role · name")."""
    keys = {cause.pk: key_of(user_id=cause.user_id, group_id=cause.group_id) for cause in causes}
    principals = principals_by_key(set(keys.values()), on=local_today())
    return [(cause.pk, f"{ROLES[cause.role].label} · {principals[keys[cause.pk]].name}") for cause in causes]
