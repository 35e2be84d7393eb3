"""Workload of a unit and standard times, for those who lead it."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dumas_docs.access.scope import local_today
from dumas_docs.selectors.leading import led_units
from dumas_docs.selectors.standard_times import chain_steps, leadership_steps
from dumas_docs.selectors.workload import workload

DAYS = 90


@login_required
@require_safe
def of_unit(request: HttpRequest) -> HttpResponse:
    """Who has how much, and how long steps take; somebody who leads no unit reads that this is for leaders."""
    on = local_today()
    units = led_units(user=request.user, on=on)
    if not units:
        return render(request, "dumas_docs/workload.html", {"units": []})
    since = timezone.now() - timedelta(days=DAYS)
    context = {
        "units": units,
        "load": workload(units=units, user=request.user, on=on),
        "steps": [
            *leadership_steps(units=units, user=request.user, since=since),
            *chain_steps(units=units, user=request.user, since=since),
        ],
        "days": DAYS,
    }
    return render(request, "dumas_docs/workload.html", context)
