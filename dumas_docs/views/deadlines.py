"""Time limits: the board of what a person may see, and why a limit falls on its day."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dumas_docs.access.roles import READ
from dumas_docs.access.scope import local_today
from dumas_docs.access.selectors import visible_to
from dumas_docs.models import Complaint
from dumas_docs.selectors.leading import leads
from workflows.clocks.explain import explain_clock
from workflows.clocks.selectors import Group, board_rows, clocks_of, deadline_board
from workflows.clocks.table import rule

from .document import frame, page_with, refuse

SHOWN = 50


@login_required
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Running limits of the cases this person reads; `?kelompok=` = AMAN, TITIK_PANTAU or TERLAMBAT."""
    on = local_today()
    readable = visible_to(request.user, READ, model=Complaint)
    asked = request.GET.get("kelompok", "")
    group = Group(asked) if asked in Group.__members__ else None
    counts = deadline_board(subject_ids=readable.values("pk"), on=on)
    rows = board_rows(subject_ids=readable.values("pk"), on=on, group=group, limit=SHOWN)
    cases = {case.pk: case for case in readable.filter(pk__in=[row.clock.subject_id for row in rows])}
    figures = [
        {"label": each.label, "code": each.value, "count": count, "active": each == group}
        for each, count in zip(Group, (counts.safe, counts.at_monitoring_point, counts.overdue), strict=True)
    ]
    lines = [
        {"row": row, "case": cases[row.clock.subject_id], "label": rule(row.clock.code).label}
        for row in rows
        if row.clock.subject_id in cases
    ]
    context = {
        "figures": figures, "lines": lines, "counts": counts, "shown": SHOWN, "group": group,
        "leads": leads(user=request.user, on=on),
    }  # fmt: skip
    return render(request, "dumas_docs/deadlines.html", context)


@login_required
@require_safe
def case_limits(request: HttpRequest, page_id: int) -> HttpResponse:
    """The limits of one case, each with its calculation day by day ("Mengapa tanggal ini?")."""
    page = page_with(request, page_id)
    if not isinstance(page, Complaint):
        refuse(request, page)
    explained = [explain_clock(clock) for clock in clocks_of(subject_id=page.pk)]
    context = {**frame(request, page, tab="tenggat"), "explained": explained, "heading": _("Time limits")}
    return render(request, "dumas_docs/case_limits.html", context)
