"""What the addressee of an opened envelope chooses: to lift its seal, and at which level the letter lies then."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dumas_docs.access.scope import local_today
from dumas_docs.actions.set_level import BelowItsCase, LoweringNeedsReason
from dumas_docs.actions.unseal_letter import MayNotUnseal, unseal_letter
from dumas_docs.enums import Level
from dumas_docs.models import IncomingLetter
from dumas_docs.selectors.envelopes import may_unseal

from .document import frame, page_with, refuse, sent
from .level import LevelForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unseal(request: HttpRequest, page_id: int) -> HttpResponse:
    """Form and act in one: fields `level` (0 to 3) and `reason`; for the addressee of an opened envelope alone."""
    page: Any = page_with(request, page_id)
    if not may_unseal(page, user=request.user, verbs=page.reader_verbs, on=local_today()):
        refuse(request, page)
    form = LevelForm(sent(request), initial={"level": page.level})
    if request.method == "POST" and form.is_valid() and _done(request, page, form):
        return redirect(page.get_url(request) or "dumas_home")
    context = {**frame(request, page, tab=""), "form": form, "levels": list(Level)}
    return render(request, "dumas_docs/unseal.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, page: IncomingLetter, form: LevelForm) -> bool:
    try:
        unseal_letter(letter=page, by=request.user, now=timezone.now(), **form.cleaned_data)
    except LoweringNeedsReason:
        form.add_error("reason", _("Lowering the level needs a reason."))
    except BelowItsCase:
        form.add_error("level", _("A part of a case cannot be below its case. Lower the case instead."))
    except MayNotUnseal:
        form.add_error(None, _("The letter has moved on meanwhile. Nothing was changed; look again."))
    else:
        words = _("The seal is lifted; the security level is now %(level)s.")
        messages.success(request, words % {"level": Level(page.level).label})
        return True
    return False
