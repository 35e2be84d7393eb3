"""What a chain does to the archive: rights of its actors, states of the document, the final version at its end."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.signals import task_cancelled, workflow_cancelled, workflow_rejected

from dumas_docs.access import audit
from dumas_docs.access.pointers import hold_places
from dumas_docs.access.scope import bookkeeping, system_scope
from dumas_docs.models import (
    AssignmentOrder,
    BasePage,
    Complaint,
    FieldGroup,
    MonitoringReport,
    OrderAssignee,
    OutgoingLetter,
    Review,
)
from workflows.chains import Verb
from workflows.clocks.step_notices import StepNotice
from workflows.engine import events
from workflows.engine.archive import find_orders_with, hold_with, keep_words_with, read_with
from workflows.engine.refill import note_vacancies, refill_vacant_steps
from workflows.engine.submit import is_chain
from workflows.lifecycles.table import ChainEvent
from workflows.models import Appointment, StepState, Substitute

from .chain_moves import just_decided, last_mover, move_on, must_move_on, withdraw
from .chain_rights import close_to_actors, close_to_drafter, open_to_actors, open_to_drafter
from .decide_case import fix_review, forward_case, give_direction
from .hide_in_words import words_without_persons
from .outgoing_numbers import number_memo, void_memo
from .tell_of_steps import tell_actors, tell_owner


def connect() -> None:
    """Listen to the chains; calling it twice changes nothing more."""
    read_with(_at_work)
    hold_with(hold_places)
    keep_words_with(words_without_persons)
    find_orders_with(lambda person: OrderAssignee.objects.filter(person=person).values("order"))
    events.step_started.connect(_started, dispatch_uid="dumas_step_started")
    events.step_vacant.connect(_vacant, dispatch_uid="dumas_step_vacant")
    events.step_ended.connect(_ended, dispatch_uid="dumas_step_ended")
    events.step_left.connect(_left, dispatch_uid="dumas_step_left")
    events.chain_finished.connect(_finished, dispatch_uid="dumas_chain_finished")
    workflow_rejected.connect(_returned, dispatch_uid="dumas_chain_returned")
    workflow_cancelled.connect(_stopped, dispatch_uid="dumas_chain_stopped")
    task_cancelled.connect(_cancelled, sender=StepState, dispatch_uid="dumas_step_cancelled")
    for signal in (post_save, post_delete):
        signal.connect(_appointed, sender=Appointment, dispatch_uid="dumas_chain_appointed")


@contextmanager
def _at_work() -> Iterator[None]:
    """The engine sees every row, and what one of its acts does stands together on the audit trail."""
    with bookkeeping(), audit.together():
        yield


def _appointed(**_rest: Any) -> None:
    """Steps that nobody could act at may go on with the new holder; those whose holder left say so."""
    transaction.on_commit(_refill, robust=True)


def _refill() -> None:
    with system_scope("an appointment fills a position"):
        now = timezone.now()
        note_vacancies(now=now)
        refill_vacant_steps(now=now)


def _started(
    step: StepState, people: Collection[int], substitutes: Collection[Substitute], now: datetime, **_rest: Any
) -> None:
    open_to_actors(step=step, substitutes=substitutes, now=now)
    if just_decided(step) is None:
        close_to_drafter(page=_subject(step), now=now)
    by, acted_as = last_mover(step)
    tell_actors(step=step, people=people, by=by, now=now)
    verb = Verb(step.office_task.verb)
    if verb != Verb.NUMBER:
        event = ChainEvent.TO_SIGN if verb == Verb.SIGN else ChainEvent.HANDED_IN
        move_on(_subject(step), event, by=by, acted_as=acted_as, now=now)


def _vacant(step: StepState, now: datetime, **_rest: Any) -> None:
    close_to_actors(step=step, now=now)


def _left(step: StepState, by: Any, now: datetime, **_rest: Any) -> None:
    close_to_actors(step=step, now=now, by=by)


def _ended(step: StepState, by: Any, now: datetime, **_rest: Any) -> None:
    page = _subject(step)
    is_of_ppk = isinstance(page, AssignmentOrder) and step.office_task.role_code == "ppk"
    if isinstance(page, AssignmentOrder) and step.decision == StepState.RETURNED:
        void_memo(page=page, by=by, now=now, reason=step.comment)
    elif is_of_ppk:
        # With his decision the PPK signs the memorandum on the facilities of the journey (S0 B.2.a.3).
        number_memo(page=page, unit=step.position.unit if step.position else page.unit, by=by, now=now)
    audit.record(
        verb="langkah.diputus", by=by, page=page, group=FieldGroup.METADATA, at=now,
        data={
            "step": step.office_task.step_code, "decision": step.decision, "as": step.acted_as, "sha256": step.digest,
        },
    )  # fmt: skip
    if step.decision == StepState.RETURNED:
        must_move_on(
            page, ChainEvent.RETURNED, by=by, acted_as=step.acted_as, now=now, given={"reason": step.comment}
        )  # fmt: skip
        open_to_drafter(step=step, page=page, by=by, now=now)
        tell_owner(step=step, page=page, kind=StepNotice.KEMBALI, by=by, now=now)


def _cancelled(instance: StepState, user: Any = None, **_rest: Any) -> None:
    close_to_actors(step=instance, now=instance.finished_at, by=user)


def _finished(workflow_state: Any, subject: BasePage, by: Any, now: datetime, **_rest: Any) -> None:
    if not isinstance(subject, Complaint):
        # Where every step is skipped, none begins that would close it.
        close_to_drafter(page=subject, now=now)
        _make_final(subject, by=by)
    if isinstance(subject, MonitoringReport):
        with bookkeeping():
            MonitoringReport.objects.filter(pk=subject.pk).update(submitted_at=now)
    last = StepState.objects.filter(
        workflow_state=workflow_state, status=StepState.STATUS_APPROVED, outdated_at=None
    ).latest("finished_at", "pk")
    move_on(subject, ChainEvent.FINISHED, by=by, acted_as=last.acted_as, now=now)
    tell_owner(step=last, page=subject, kind=StepNotice.SELESAI, by=by, now=now)
    if isinstance(subject, Review):
        fix_review(review=subject, last=last, by=by, now=now)
    elif isinstance(subject, Complaint):
        give_direction(case=subject, last=last, by=by, now=now)
    elif isinstance(subject, OutgoingLetter):
        forward_case(letter=subject, last=last, by=by, now=now)


def _returned(instance: Any, user: Any = None, **_rest: Any) -> None:
    """A case that was given back is studied again; its direction begins anew after that."""
    if not is_chain(instance):
        return
    page = _page(int(instance.object_id))
    if isinstance(page, Complaint):
        with bookkeeping():
            instance.cancel(user=user)


def _stopped(instance: Any, user: Any = None, **_rest: Any) -> None:
    """A document whose chain was stopped does not go on waiting for it. A case waits for its direction as before."""
    if is_chain(instance) and not isinstance(page := _page(int(instance.object_id)), Complaint):
        close_to_drafter(page=page, now=timezone.now())
        withdraw(page, by=user, now=timezone.now())


def _make_final(page: BasePage, *, by: Any) -> None:
    with bookkeeping():
        page.get_latest_revision().publish(user=by, skip_permission_checks=True)


def _subject(step: StepState) -> Any:
    with bookkeeping():
        return step.subject.specific


def _page(page_id: int) -> Any:
    with bookkeeping():
        return BasePage.objects.get(pk=page_id).specific
