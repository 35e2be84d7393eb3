"""The button under the words of a complaint: open them to every reader of the case, or withhold them again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dumas_docs.access.roles import CHANGE, IDENTITY
from dumas_docs.actions.clear_wording import WordingChanged, clear_wording
from dumas_docs.models import Complaint
from dumas_docs.selectors.versions import text_to_read

from .document import page_with


@login_required
@require_POST
def wording(request: HttpRequest, page_id: int) -> HttpResponse:
    """Say whether the words of the sender name nobody (`names_nobody` = ya or tidak), as read in `wording`."""
    page = page_with(request, page_id, CHANGE, IDENTITY)
    said = request.POST.get("names_nobody")
    if not isinstance(page, Complaint) or said not in ("ya", "tidak"):
        raise Http404
    digest = request.POST.get("wording", "")
    try:
        clear_wording(
            case=text_to_read(page), wording=digest, names_nobody=said == "ya", by=request.user, now=timezone.now()
        )
    except WordingChanged:
        messages.error(request, _("Somebody changed the words meanwhile. Read them again before you open them."))
    else:
        messages.success(
            request,
            _("Every reader of the case reads the words of the complaint now.") if said == "ya"
            else _("The words of the complaint are withheld from readers without the right to identities now."),
        )  # fmt: skip
    return redirect(page.get_url(request))
