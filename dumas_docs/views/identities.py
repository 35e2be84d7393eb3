"""The button "Tampilkan identitas": opens the identities of a case for one look."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dumas_docs.access.roles import IDENTITY
from dumas_docs.actions.reveal_identity import RevealNeedsReason, reveal_identity
from dumas_docs.models import Complaint
from dumas_docs.selectors.versions import text_to_read

from .document import page_with
from .reading import content_of


class ReasonForm(forms.Form):
    """Why the identities are needed."""

    reason = forms.CharField(max_length=500, required=False)


@login_required
@require_POST
def identities(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the case once more, with its identities; from RAHASIA the field `reason` is asked."""
    page = page_with(request, page_id, IDENTITY)
    if not isinstance(page, Complaint):
        raise Http404
    case = text_to_read(page)
    context = content_of(request, case)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        context["opened"] = reveal_identity(case=case, by=request.user, now=timezone.now(), reason=reason)
    except RevealNeedsReason:
        context["reason_error"] = _("State why you need the identities; the reason is recorded.")
        return render(request, case.template, context, status=422)
    response = render(request, case.template, context)
    response["Cache-Control"] = "no-store"
    return response
