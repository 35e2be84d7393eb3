"""The sharing tab of every page: who has access, in which role, why and until when; and giving and withdrawing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dumas_docs.access.giving import has_room_below
from dumas_docs.access.roles import ROLES, SHARE
from dumas_docs.access.scope import local_today
from dumas_docs.actions.change_sharing import SharingChanged, change_sharing
from dumas_docs.actions.revoke_share import LastSharer, NotASharedRole
from dumas_docs.actions.share import (
    LastDayNeeded,
    MayNotShare,
    NoLongerInOffice,
    NotToOneself,
    ReasonTooLong,
    RoleBeyondOwn,
    UnknownPrincipal,
)
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, GrantCause
from dumas_docs.selectors.principals import SHORTEST_SEARCH, find_principals, key_of, principals_by_key
from dumas_docs.selectors.sharing import documents_reached, sharing_table

from .document import frame, page_with
from .sharing_form import SharingForm

REFUSALS: dict[type[Exception], Any] = {
    RoleBeyondOwn: lambda: _("You can only give or withdraw roles that allow no more than you may do here yourself."),
    NotToOneself: lambda: _("You cannot give a role to yourself or to a position you hold."),
    UnknownPrincipal: lambda: _("One of the accounts has been closed. Nothing was changed."),
    LastDayNeeded: lambda: _("Whoever holds no position is given a role up to a last day only. Please fill it in."),
    NoLongerInOffice: lambda: _("One of the people holds no position any more. Roles given by name count for nothing."),
    ReasonTooLong: lambda: _("One of the reasons is too long. Nothing was changed."),
    NotASharedRole: lambda: _("One of the roles was withdrawn in the meantime. Please look at the table again."),
    LastSharer: lambda: _("At least one person must remain who can give access to this page."),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request: HttpRequest, page_id: int) -> HttpResponse:
    """The table; a POST saves it, or searches (`cari`) or adds a row (`tambah`) and shows it again, nothing lost."""
    page = page_with(request, page_id, SHARE)
    form = SharingForm(page, request.POST, local_today())
    if request.method != "POST" or "aksi" not in request.POST:
        return _show(request, page, form)
    gifts, last_days, withdraw = form.gifts(), form.last_days(), form.withdrawn()
    if form.errors:
        return _show(request, page, form)
    if not (gifts or last_days or withdraw):
        messages.info(request, _("Nothing was changed."))
        return redirect("dumas_sharing", page_id=page.pk)
    try:
        changed = change_sharing(
            page=page, by=request.user, now=timezone.now(), gifts=gifts, withdraw=withdraw, last_days=last_days
        )
    except MayNotShare as error:
        raise Http404 from error
    except tuple(REFUSALS) as error:
        form.errors.append(("", REFUSALS[type(error)]()))
        return _show(request, page, form)
    for line in _summary(changed):
        messages.success(request, line)
    if SHARE not in page.reader_verbs:
        return redirect("dumas_home")
    return redirect("dumas_sharing", page_id=page.pk)


@login_required
@require_POST
def people(request: HttpRequest, page_id: int) -> HttpResponse:
    """The people and positions found for `cari`, as a fragment; for those who may share the page."""
    page_with(request, page_id, SHARE)
    return render(request, "dumas_docs/sharing_found.html", _found(request.POST.get("cari", "")))


def _show(request: HttpRequest, page: BasePage, form: SharingForm) -> HttpResponse:
    table = sharing_table(page, user=request.user, on=form.today, added=form.keys)
    if request.method == "POST":
        form.show_in(table)
    context = {
        **frame(request, page, tab="berbagi"),
        **_found("" if "tambah" in form.data else form.data.get("cari", "")),
        "table": table,
        "errors": form.errors,
        "has_changes": any(cell.ticked != cell.stored for row in table.rows for cell in row.cells),
        "today": form.today.isoformat(),
        "documents": documents_reached(page),
        "reaches_below": has_room_below(page),
        "is_secret": page.level >= Level.RAHASIA,
        "is_top_secret": page.level == Level.SANGAT_RAHASIA,
        "can_inherit": page.depth > 2,
    }
    return render(request, "dumas_docs/sharing.html", context, status=422 if form.errors else 200)


def _found(text: str) -> dict[str, Any]:
    text = text.strip()[:80]
    return {
        "search": text,
        "too_short": bool(text) and len(text.replace(" ", "")) < SHORTEST_SEARCH,
        "found": find_principals(text, on=local_today()),
    }


def _summary(changed: SharingChanged) -> list[str]:
    """What was done, one line for each kind; without a full stop, as a name may end in one (M.Ak.)."""
    lines = []
    for causes, one, many in (
        (changed.given, _("Given: %(what)s"), _("Given %(count)d roles: %(what)s")),
        (changed.withdrawn, _("Withdrawn: %(what)s"), _("Withdrawn %(count)d roles: %(what)s")),
        (changed.retimed, _("New last day: %(what)s"), _("New last day of %(count)d roles: %(what)s")),
    ):
        if causes:
            words = _what(causes)
            lines.append((one if len(causes) == 1 else many) % {"count": len(causes), "what": words})
    return lines


def _what(causes: list[GrantCause]) -> str:
    keys = [key_of(user_id=cause.user_id, group_id=cause.group_id) for cause in causes]
    principals = principals_by_key(keys, on=local_today())
    return "; ".join(
        _("%(role)s for %(name)s") % {"role": ROLES[cause.role].label, "name": principals[key].name}
        for cause, key in zip(causes, keys, strict=True)
    )
