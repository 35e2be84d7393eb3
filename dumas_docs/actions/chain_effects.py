"""What a chain does to the archive: rights of its actors, states of the document, the final version at its end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.signals import task_cancelled, workflow_rejected

from dumas_docs.access import audit
from dumas_docs.access.scope import bookkeeping, system_scope
from dumas_docs.enums import OutgoingState
from dumas_docs.models import AssignmentOrder, BasePage, FieldGroup, MonitoringReport, OutgoingLetter
from workflows.chains import Verb
from workflows.engine import events
from workflows.engine.archive import read_with
from workflows.engine.refill import note_vacancies, refill_vacant_steps
from workflows.models import Appointment, StepState

from .chain_rights import close_to_actors, open_to_actors

OUTGOING = (OutgoingLetter, AssignmentOrder, MonitoringReport)
WAITING = {Verb.INITIAL: OutgoingState.PARAF, Verb.APPROVE: OutgoingState.PARAF, Verb.SIGN: OutgoingState.MENUNGGU_TTD}


def connect() -> None:
    """Listen to the chains; calling it twice changes nothing more."""
    read_with(bookkeeping)
    events.step_started.connect(_started, dispatch_uid="dumas_step_started")
    events.step_vacant.connect(_vacant, dispatch_uid="dumas_step_vacant")
    events.step_ended.connect(_ended, dispatch_uid="dumas_step_ended")
    events.chain_finished.connect(_finished, dispatch_uid="dumas_chain_finished")
    task_cancelled.connect(_cancelled, sender=StepState, dispatch_uid="dumas_step_cancelled")
    for signal in (post_save, post_delete):
        signal.connect(_appointed, sender=Appointment, dispatch_uid="dumas_chain_appointed")
    workflow_rejected.connect(_returned, dispatch_uid="dumas_chain_returned")


def _appointed(**_rest: Any) -> None:
    """Steps that nobody could act at may go on with the new holder; those whose holder left say so."""
    transaction.on_commit(_refill, robust=True)


def _refill() -> None:
    with system_scope("an appointment fills a position"):
        now = timezone.now()
        note_vacancies(now=now)
        refill_vacant_steps(now=now)


def _started(step: StepState, now: datetime, **_rest: Any) -> None:
    open_to_actors(step=step, now=now)
    page = _page(step.subject_id)
    waiting = WAITING.get(Verb(step.office_task.verb))
    if waiting and isinstance(page, OUTGOING) and not getattr(page, "signed_at", None):
        _state(page, waiting)


def _vacant(step: StepState, now: datetime, **_rest: Any) -> None:
    close_to_actors(step=step, now=now)


def _ended(step: StepState, by: Any, now: datetime, **_rest: Any) -> None:
    close_to_actors(step=step, now=now, by=by)
    audit.record(
        verb="langkah.diputus", by=by, page=_page(step.subject_id), group=FieldGroup.METADATA, at=now,
        data={
            "step": step.office_task.step_code, "decision": step.decision, "as": step.acted_as, "sha256": step.digest,
        },
    )  # fmt: skip


def _cancelled(instance: StepState, user: Any = None, **_rest: Any) -> None:
    close_to_actors(step=instance, now=instance.finished_at, by=user)


def _returned(instance: Any, **_rest: Any) -> None:
    page = _page(int(instance.object_id))
    if isinstance(page, OUTGOING):
        _state(page, OutgoingState.REVISI)
    if isinstance(page, (OutgoingLetter, AssignmentOrder)):
        with bookkeeping():
            type(page).objects.filter(pk=page.pk).update(signed_at=None)


def _finished(subject: BasePage, by: Any, now: datetime, **_rest: Any) -> None:
    with bookkeeping():
        subject.get_latest_revision().publish(user=by, skip_permission_checks=True)
        if isinstance(subject, MonitoringReport):
            MonitoringReport.objects.filter(pk=subject.pk).update(submitted_at=now, state=OutgoingState.DIKIRIM)


def _state(page: Any, state: OutgoingState) -> None:
    with bookkeeping():
        type(page).objects.filter(pk=page.pk).update(state=state)


def _page(page_id: int) -> Any:
    with bookkeeping():
        return BasePage.objects.get(pk=page_id).specific
