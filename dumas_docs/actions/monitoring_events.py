"""What the end of a chain does to a monitoring: W5 makes it ready, W6 and W7 bring it to its end (domain.md §15)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from wagtail.signals import workflow_rejected

from dumas_docs import events as archive_events
from dumas_docs.access.scope import bookkeeping
from dumas_docs.enums import AccountState
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
from workflows.models import StepState

from .advance_case import advance_case
from .lifecycle_subject import subject_of

WAITING = {Verb.VERIFY: AccountState.DIAJUKAN, Verb.APPROVE: AccountState.DIVERIFIKASI}


def connect() -> None:
    """Listen to the chains; calling it twice changes nothing more."""
    events.step_started.connect(_started, dispatch_uid="dumas_account_step_started")
    events.chain_finished.connect(_finished, dispatch_uid="dumas_monitoring_chain_finished")
    workflow_rejected.connect(_returned, dispatch_uid="dumas_account_returned")


def _started(step: StepState, now: datetime, **_rest: Any) -> None:
    account = _account(step.subject_id)
    if account is None:
        return
    values: dict[str, Any] = {"state": WAITING[Verb(step.office_task.verb)]}
    if values["state"] == AccountState.DIAJUKAN:
        values["submitted_at"] = now
    _write(account, **values)


def _returned(instance: Any, **_rest: Any) -> None:
    account = _account(int(instance.object_id)) if str(instance.object_id).isdecimal() else None
    if account is not None:
        _write(account, state=AccountState.DIKEMBALIKAN)


def _finished(subject: BasePage, now: datetime, **_rest: Any) -> None:
    if isinstance(subject, FinancialAccountability):
        _write(subject, state=AccountState.DITERIMA, accepted_at=now)
        _go_on(activity_around(subject), "SELESAIKAN", now=now, reason=_("The financial account was accepted."))
    elif isinstance(subject, MonitoringReport):
        activity = activity_around(subject)
        _go_on(activity, "SAMPAIKAN_LAPORAN", now=now, reason=_("The report was received."))
        _go_on(activity_around(subject), "SELESAIKAN", now=now, reason=_("The report was received."))
    elif isinstance(subject, AssignmentOrder):
        _go_on(activity_around(subject), "NYATAKAN_SIAP", now=now, reason=_("The assignment order is final."))
    elif isinstance(subject, MonitoringActivity):
        _go_on(subject, "NYATAKAN_SIAP", now=now, reason=_("The indirect monitoring was approved."))


def _go_on(activity: MonitoringActivity | None, name: str, *, now: datetime, reason: str) -> None:
    """Take the step as the system, where the monitoring waits for it and nothing else is missing."""
    if activity is None:
        return
    subject = subject_of(activity, now=now)
    step = subject.lifecycle.transition(name, state=activity.state)
    if step is not None and not open_guards(step, facts=subject.facts_for(None)):
        advance_case(page=activity, name=name, by=None, now=now, given={"reason": reason})


def _account(page_id: int) -> FinancialAccountability | None:
    with bookkeeping():
        return FinancialAccountability.objects.filter(pk=page_id).first()


def _write(account: FinancialAccountability, **values: Any) -> None:
    with bookkeeping():
        FinancialAccountability.objects.filter(pk=account.pk).update(**values)
    archive_events.content_changed.send(sender=FinancialAccountability, page_id=account.pk)
