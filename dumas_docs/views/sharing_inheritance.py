"""Stopping and taking up inheritance, with who loses or gains what shown before it is done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dumas_docs.access.roles import SHARE
from dumas_docs.access.scope import local_today
from dumas_docs.actions.inherit_again import ClosedByHigher, inherit_again
from dumas_docs.actions.revoke_share import LastSharer
from dumas_docs.actions.share import MayNotShare, ReasonNeeded
from dumas_docs.actions.stop_inheriting import (
    TOP_DEPTH,
    CannotBeKept,
    InheritsAlready,
    InheritsNothing,
    NobodyWouldShare,
    WouldLoseOwnShare,
    stop_inheriting,
)
from dumas_docs.models import BasePage
from dumas_docs.selectors.inheritance import resuming, stopping

from .document import frame, page_with


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def inheritance(request: HttpRequest, page_id: int) -> HttpResponse:
    """Fields: aksi (pratinjau, hentikan, lanjutkan), tetap (ids of causes that stay), alasan."""
    page = page_with(request, page_id, SHARE)
    if page.depth <= TOP_DEPTH:
        raise Http404
    if request.method != "POST":
        return _show(request, page, keep=None)
    keep = {int(value) for value in request.POST.getlist("tetap") if value.isdecimal() and len(value) < 18}
    wish = request.POST.get("aksi")
    if wish not in ("hentikan", "lanjutkan"):
        return _show(request, page, keep=keep)
    reason, now = request.POST.get("alasan", ""), timezone.now()
    try:
        if wish == "hentikan":
            stop_inheriting(page=page, by=request.user, now=now, reason=reason, keep=keep)
            messages.success(request, _("Inheritance is stopped. Only the roles in the table below count from now on."))
        else:
            inherit_again(page=page, by=request.user, now=now, reason=reason)
            messages.success(request, _("The page inherits access again."))
    except MayNotShare as error:
        raise Http404 from error
    except ClosedByHigher:
        problem = _(
            "Inheritance was stopped here by somebody whose rights reach higher; only they, or a head, open it."
        )
        return _show(request, page, keep=None, problem=problem)
    except ReasonNeeded:
        return _show(request, page, keep=keep, fault=_("Please give a reason; it is recorded."))
    except WouldLoseOwnShare:
        problem = _("Keep a role of your own that can give access; otherwise you would lock yourself out.")
        return _show(request, page, keep=keep, problem=problem)
    except (NobodyWouldShare, LastSharer):
        problem = _("Nobody would be left who can give access to all documents here. Keep a role that can.")
        return _show(request, page, keep=keep, problem=problem)
    except (CannotBeKept, InheritsNothing, InheritsAlready):
        problem = _("The access to this page was changed in the meantime. Please look at the preview again.")
        return _show(request, page, keep=None, problem=problem)
    return redirect("dumas_sharing", page_id=page.pk)


def _show(
    request: HttpRequest, page: BasePage, *, keep: set[int] | None, fault: str = "", problem: str = ""
) -> HttpResponse:
    today = local_today()
    change = (
        stopping(page, user=request.user, on=today, keep=keep)
        if page.inherits
        else resuming(page, user=request.user, on=today)
    )
    context: dict[str, Any] = {
        **frame(request, page, tab="berbagi"),
        "change": change,
        "reason": request.POST.get("alasan", ""),
        "fault": fault,
        "problem": problem,
    }
    return render(request, "dumas_docs/sharing_inheritance.html", context, status=422 if fault or problem else 200)
