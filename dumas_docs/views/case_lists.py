"""The lists behind the start page: each whole, a page at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dumas_docs.access.scope import local_today
from dumas_docs.models import Complaint
from dumas_docs.selectors.cases import (
    cases_awaiting_direction,
    cases_handled_by,
    cases_needing_completion,
    cases_of_month,
    cases_to_close,
    cases_to_resolve,
    cases_without_handler,
    latest_cases,
    open_cases,
)

from .rows import rows_of

PER_PAGE = 25
LATEST = "terbaru"


@dataclass(frozen=True)
class CaseList:
    """One list. `says` tells in a sentence what stands in it, and in which order."""

    title: str | Promise
    says: str | Promise
    cases: Callable[..., QuerySet[Complaint]]
    with_handlers: bool = True


LISTS: dict[str, CaseList] = {
    "ditangani": CaseList(
        _("I handle"), _("Your own open cases, the oldest first."), cases_handled_by, with_handlers=False
    ),
    "menunggu-arahan": CaseList(
        _("Waiting for direction"), _("Cases that wait for a decision, the longest waiting first."),
        cases_awaiting_direction,
    ),
    "ditanggapi": CaseList(
        _("Answered, to be resolved"), _("Cases an institution has answered, the oldest first."), cases_to_resolve
    ),
    "menunggu-ditutup": CaseList(
        _("Ended, to be closed"), _("Cases that ended and whose file is not closed yet, the longest ended first."),
        cases_to_close,
    ),
    "belum-ditangani": CaseList(
        _("Nobody handles yet"), _("Open cases without a handler that you may assign, the oldest first."),
        cases_without_handler, with_handlers=False,
    ),
    "perlu-dilengkapi": CaseList(
        _("Need completing"), _("Cases in which something is still missing, the oldest first."),
        cases_needing_completion,
    ),
    "terbuka": CaseList(
        _("Open cases"), _("Cases you may read that are not finished yet, the last registered first."), open_cases
    ),
    "bulan-ini": CaseList(
        _("Registered this month"), _("Cases you may read, by the day they were entered into the register."),
        cases_of_month,
    ),
    LATEST: CaseList(
        _("Came in lately"), _("All cases you may know of, the last registered first."), latest_cases
    ),
}  # fmt: skip


def list_address(code: str) -> str:
    """The address of one of LISTS."""
    return f"{reverse('dumas_cases')}?daftar={code}"


@login_required
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """One list of cases, 25 at a time: `?daftar=` names it, `?page=` the page."""
    code = request.GET.get("daftar", LATEST)
    if code not in LISTS:
        raise Http404
    chosen = LISTS[code]
    found = chosen.cases(user=request.user, **({"on": local_today()} if chosen.cases is cases_of_month else {}))
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "title": chosen.title,
        "says": chosen.says,
        "rows": rows_of(request, shown, with_handlers=chosen.with_handlers),
        "with_handler": chosen.with_handlers,
        "page_obj": shown,
        "breadcrumb": [{"label": _("Home"), "url": reverse("dumas_home")}],
        "lists": [
            {"label": each.title, "url": list_address(name), "active": name == code} for name, each in LISTS.items()
        ],
    }
    return render(request, "dumas_docs/case_list.html", context)
