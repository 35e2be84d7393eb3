"""Beginning the papers of a monitoring from its page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dumas_docs.actions.begin_in_activity import PAPERS, MayNotBegin, NotNow, begin_paper
from dumas_docs.models import MonitoringActivity

from .document import page_with, refuse, to_draft


@login_required
@require_POST
def begin(request: HttpRequest, page_id: int, paper: str) -> HttpResponse:
    """Draft the order, the report or the account out of the plan, and open it in the editor."""
    activity = page_with(request, page_id)
    if not isinstance(activity, MonitoringActivity) or paper not in PAPERS:
        raise Http404
    try:
        made = begin_paper(activity=activity, paper=paper, by=request.user, now=timezone.now())
    except MayNotBegin:
        refuse(request, activity)
    except NotNow as reason:
        messages.warning(request, str(reason))
        return redirect(activity.get_url(request) or "dumas_home")
    messages.success(request, _("The draft was made from the plan. Complete it, then hand it in."))
    return to_draft(request, made)
