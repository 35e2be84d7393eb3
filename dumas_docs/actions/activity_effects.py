"""What follows from the steps of a monitoring (workflows/lifecycles/effects.py); called by `advance_case` alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext

from dumas_docs.access import grants
from dumas_docs.access.scope import bookkeeping
from dumas_docs.models import Cause, GrantCause, MonitoringActivity
from dumas_docs.selectors.activity_facts import plan_of

from .outgoing_numbers import number_memo, void_memo


def open_to_team(activity: MonitoringActivity, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    """Who is in the team works on the monitoring and what lies in it; who is in it no longer, no longer does."""
    wanted = set(plan_of(activity).team_ids)
    standing = GrantCause.objects.filter(
        page_id=activity.pk, cause=Cause.PENUGASAN, role="editor", revoked_at__isnull=True
    )
    held = set()
    for cause in standing:
        if cause.user_id in wanted:
            held.add(cause.user_id)
        else:
            grants.revoke(cause=cause, by=by, now=now, reason=gettext("No longer in the team."))
    for person in get_user_model().objects.filter(pk__in=wanted - held).order_by("pk"):
        grants.give(
            page=activity, role="editor", to=person, cause=Cause.PENUGASAN, by=by, now=now,
            reason=gettext("Member of the monitoring team."),
        )  # fmt: skip


def make_plan_final(activity: MonitoringActivity, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    """The newest version is what was directed and approved."""
    with bookkeeping():
        if not activity.live or activity.has_unpublished_changes:
            activity.get_latest_revision().publish(user=by, skip_permission_checks=True)


def number_proposal(activity: MonitoringActivity, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    """The proposal of the plan, which is approved by now, goes out as a memorandum with its number (S0 B.2.a.1)."""
    number_memo(page=activity, unit=activity.unit, by=by, now=now)


def void_proposal(activity: MonitoringActivity, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    """The number of the memorandum that proposed what is called off stays in the register, void."""
    void_memo(page=activity, by=by, now=now, reason=str(given.get("reason", "")))


def close_to_team(activity: MonitoringActivity, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    """What is called off is worked on by nobody of the team."""
    standing = GrantCause.objects.filter(
        page_id=activity.pk, cause=Cause.PENUGASAN, role="editor", revoked_at__isnull=True
    )
    for cause in standing:
        grants.revoke(cause=cause, by=by, now=now, reason=str(given.get("reason", ""))[:300])


def stop_chain(activity: MonitoringActivity, *, given: Mapping[str, Any], by: Any, now: datetime) -> None:
    """End the approval that still runs. Orders and reports inside are voided one by one; costs are accounted for."""
    with bookkeeping():
        state = activity.current_workflow_state
        if state is not None:
            state.cancel(user=by)


EFFECTS_ON_ACTIVITIES: dict[str, Callable[..., None]] = {
    effect.__name__: effect
    for effect in (number_proposal, void_proposal, open_to_team, make_plan_final, close_to_team, stop_chain)
}
