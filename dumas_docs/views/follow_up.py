"""Beginning the follow-up letter of a case from its page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dumas_docs.actions.begin_follow_up import MayNotFollowUp, begin_follow_up
from dumas_docs.models import Complaint

from .document import page_with, refuse, to_draft


@login_required
@require_POST
def begin(request: HttpRequest, page_id: int) -> HttpResponse:
    """Draft the letter out of the case, and open it in the editor."""
    case = page_with(request, page_id)
    if not isinstance(case, Complaint):
        raise Http404
    try:
        made = begin_follow_up(case=case, by=request.user, now=timezone.now())
    except MayNotFollowUp:
        refuse(request, case)
    messages.success(
        request, _("The draft was made from the case. Add the addressee and complete it, then hand it in.")
    )
    return to_draft(request, made)
