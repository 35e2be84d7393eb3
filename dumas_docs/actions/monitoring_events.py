"""What the end of a chain does to a monitoring: W5 makes it ready, W6 and W7 bring it to its end (domain.md §15)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from dumas_docs.access.scope import bookkeeping
from dumas_docs.enums import OutgoingState
from dumas_docs.models import (
    AssignmentOrder,
    BasePage,
    FinancialAccountability,
    MonitoringActivity,
    MonitoringReport,
)
from dumas_docs.models.activities import activity_around
from workflows.chains import Verb
from workflows.engine import events
from workflows.lifecycles.engine import open_guards
from workflows.lifecycles.events import transition_made
from workflows.models import StepState

from .advance_case import advance_case
from .lifecycle_subject import OrderSubject, subject_of


def connect() -> None:
    """Listen to the chains; calling it twice changes nothing more."""
    events.step_started.connect(_started, dispatch_uid="dumas_account_step_started")
    events.chain_finished.connect(_finished, dispatch_uid="dumas_monitoring_chain_finished")
    transition_made.connect(_order_gone, sender=OrderSubject, dispatch_uid="dumas_monitoring_order_gone")


def _started(step: StepState, now: datetime, **_rest: Any) -> None:
    """The account lies with the treasurer."""
    if step.office_task.verb == Verb.VERIFY:
        with bookkeeping():
            FinancialAccountability.objects.filter(pk=step.subject_id).update(submitted_at=now)


def _finished(subject: BasePage, now: datetime, **_rest: Any) -> None:
    if isinstance(subject, FinancialAccountability):
        with bookkeeping():
            FinancialAccountability.objects.filter(pk=subject.pk).update(accepted_at=now)
        _go_on(activity_around(subject), "SELESAIKAN", now=now, reason=_("The financial account was accepted."))
    elif isinstance(subject, MonitoringReport):
        activity = activity_around(subject)
        _go_on(activity, "SAMPAIKAN_LAPORAN", now=now, reason=_("The report was received."))
        _go_on(activity_around(subject), "SELESAIKAN", now=now, reason=_("The report was received."))
    elif isinstance(subject, AssignmentOrder):
        _go_on(activity_around(subject), "NYATAKAN_SIAP", now=now, reason=_("The assignment order is final."))
    elif isinstance(subject, MonitoringActivity):
        _go_on(subject, "NYATAKAN_SIAP", now=now, reason=_("The indirect monitoring was approved."))


def _order_gone(subject_id: int, target: str, at: datetime, **_rest: Any) -> None:
    """Without a signed order nobody travels: a monitoring that was ready is prepared anew."""
    if target in (OutgoingState.REVISI, OutgoingState.BATAL):
        with bookkeeping():
            activity = activity_around(AssignmentOrder.objects.get(pk=subject_id))
        _go_on(activity, "SIAPKAN_ULANG", now=at, reason=_("The assignment order was taken back."))


def _go_on(activity: MonitoringActivity | None, name: str, *, now: datetime, reason: str) -> None:
    """Take the step as the system, where the monitoring waits for it and nothing else is missing."""
    if activity is None:
        return
    subject = subject_of(activity, now=now)
    step = subject.lifecycle.transition(name, state=activity.state)
    if step is not None and not open_guards(step, facts=subject.facts_for(None)):
        advance_case(page=activity, name=name, by=None, now=now, given={"reason": reason})
