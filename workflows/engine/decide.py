"""Acting at a step: initial, approve, verify, return. Signing and numbering call `approve_step` after their part."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from workflows.chains import Asks, Facts, chain_for
from workflows.chains.table import decision_in_words
from workflows.models import StepState
from workflows.models.chains import task_after

from . import events
from .acting import Matter, acting_at
from .archive import hold_archive, subject_in, whole_archive, words_about
from .digest import content_digest
from .office_time import office_minutes


class MayNotAct(PermissionError):
    """The person is not the one who acts at this step, or lacks the right on the document."""


class StepIsOver(RuntimeError):
    """The step no longer waits; `step` as it ended, where somebody acted before."""

    def __init__(self, step: StepState | None = None) -> None:
        super().__init__()
        self.step = step


class CommentMissing(ValueError):
    """A return without a reason helps nobody."""


class DirectionMissing(ValueError):
    """Who directs says what is to be done; his consent alone is no direction."""


class ProposalMissing(ValueError):
    """Who proposes a direction says which; the one who directs would read an empty field."""


class DraftChanged(RuntimeError):
    """The text is not the one that was initialled; the chain begins again."""


class TextMoved(RuntimeError):
    """The text is another one by now than the person read before deciding."""


class ChainMismatch(RuntimeError):
    """What the document says by now asks for other signatories than the chain it is in."""


WORDS_MISSING: dict[str, type[ValueError]] = {Asks.DIRECTION: DirectionMissing, Asks.PROPOSAL: ProposalMissing}
REFUSALS = (
    MayNotAct,
    StepIsOver,
    CommentMissing,
    DirectionMissing,
    ProposalMissing,
    DraftChanged,
    TextMoved,
    ChainMismatch,
)


@transaction.atomic
def approve_step(*, step: StepState, by: Any, now: datetime, comment: str = "", seen: int | None = None) -> StepState:
    """Initial, approve, verify, sign or number: the chain goes on to its next step.

    When the actor changed the text in between, what others decided on the older text counts no more; they are asked
    again. Raises MayNotAct, StepIsOver, DirectionMissing and ProposalMissing (who directs or proposes says what),
    DraftChanged (nobody signs or numbers a text that was not initialled), TextMoved (`seen`, the id of the version he
    read, differs from the newest), ChainMismatch (the addressee or traveller is of another rank by now)."""
    held, matter = _hold(step, by)
    if held.office_task.asks in WORDS_MISSING and not comment.strip():
        raise WORDS_MISSING[held.office_task.asks]
    if held.office_task.verb != "NOMOR":
        _ask_chain(held, matter.facts)
    chain_state: Any = held.workflow_state
    chain_state.matter = matter  # the next step begins with the same text
    with whole_archive():
        return _approve(held, by=by, now=now, comment=comment, seen=seen)


def _approve(held: StepState, *, by: Any, now: datetime, comment: str, seen: int | None) -> StepState:
    revision = held.subject.get_latest_revision()
    digest = content_digest(revision)
    if seen is not None and seen != revision.pk and _digest_of(held.subject, seen) != digest:
        raise TextMoved
    outdated = _outdate(held, digest, now)
    if outdated and held.office_task.verb in ("TANDA_TANGAN", "NOMOR"):
        raise DraftChanged
    held.revision = revision
    _note(held, by, digest, decision=held.office_task.verb, now=now)
    held.approve(user=by, update=False, comment=words_about(held.subject, comment))
    events.step_ended.send(sender=StepState, step=held, by=by, now=now)
    chain_state: Any = held.workflow_state
    chain_state.decided = held
    _go_on(chain_state, by=by)
    events.step_left.send(sender=StepState, step=held, by=by, now=now)
    return held


def _digest_of(subject: Any, revision_id: int) -> str:
    read = subject.revisions.filter(pk=revision_id).first()
    return content_digest(read) if read is not None else ""


def _go_on(chain_state: Any, *, by: Any) -> None:
    """As Wagtail's `WorkflowState.update` after an approval; of a row held by this transaction only the pointer is
    written, instead of looking up again everything it points to."""
    task = chain_state.following
    while task is not None:
        chain_state.current_task_state = task.officetask.start(chain_state, user=by)
        if chain_state.current_task_state.status == TaskState.STATUS_IN_PROGRESS:
            WorkflowState.objects.filter(pk=chain_state.pk).update(current_task_state=chain_state.current_task_state)
            return
        task = chain_state.following = task_after(chain_state)
    chain_state.finish(user=by)


@transaction.atomic
def return_step(*, step: StepState, by: Any, now: datetime, comment: str) -> StepState:
    """Give the document back to its drafter with a reason; every step begins anew when it comes again.

    Raises MayNotAct, StepIsOver, CommentMissing."""
    if not comment.strip():
        raise CommentMissing
    held = hold_step(step, by)
    with whole_archive():
        _note(held, by, content_digest(held.revision), decision=StepState.RETURNED, now=now)
        _outdate(held, "", now)
        held.reject(user=by, update=False, comment=words_about(held.subject, comment.strip()))
        events.step_ended.send(sender=StepState, step=held, by=by, now=now)
        held.workflow_state.update(user=by)
        events.step_left.send(sender=StepState, step=held, by=by, now=now)
    return held


def hold_chain(subject_id: int) -> None:
    """Lock a chain that runs on a document until the transaction ends, before anything else of the document."""
    running = WorkflowState.objects.filter(
        object_id=str(subject_id), status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES]
    )
    list(running.select_for_update().values_list("pk"))


def hold_step(step: StepState, by: Any) -> StepState:
    """Lock the chain until the transaction ends, so that of two people only one acts.

    The chain is locked before anything else of its document. The step is returned with how `by` writes under it
    (`acted_as`). Raises StepIsOver, MayNotAct."""
    return _hold(step, by)[0]


def _hold(step: StepState, by: Any) -> tuple[StepState, Matter]:
    chains = WorkflowState.objects.select_related("workflow", "requested_by")
    state = chains.select_for_update(of=("self",)).get(pk=step.workflow_state_id)
    hold_archive()
    held = StepState.objects.select_related("task__officetask__version", "position").get(pk=step.pk)
    if held.status != TaskState.STATUS_IN_PROGRESS or state.status != WorkflowState.STATUS_IN_PROGRESS:
        raise StepIsOver(held)
    held.workflow_state, held.subject = state, subject_in(state)
    if state.current_task_state_id == held.pk:
        state.current_task_state = held
    acting = acting_at(held, by)
    if not acting.label or acting.matter is None:
        raise MayNotAct
    held.acted_as = acting.label
    return held, acting.matter


def _ask_chain(step: StepState, facts: Facts) -> None:
    """Who decides follows from the document, never from the way it was once put on. Raises ChainMismatch."""
    subject: Any = step.subject
    chain = chain_for(kind=subject.chain_kind, facts=facts)
    if chain is None or chain.code != step.office_task.version.code:
        raise ChainMismatch


def _note(step: StepState, by: Any, digest: str, *, decision: str, now: datetime) -> None:
    step.actor_name = by.get_full_name() or by.get_username()
    step.digest, step.decision = digest, decision
    step.office_minutes = office_minutes(step.started_at, now)


def _outdate(step: StepState, digest: str, now: datetime) -> int:
    """What was decided in this run on another text than `digest` counts no more; returns how many decisions."""
    counted = StepState.objects.filter(
        workflow_state_id=step.workflow_state_id, status__in=[TaskState.STATUS_APPROVED, TaskState.STATUS_SKIPPED]
    ).exclude(pk=step.pk)
    older = counted.exclude(status=TaskState.STATUS_APPROVED, digest=digest) if digest else counted
    decided = older.filter(status=TaskState.STATUS_APPROVED).exclude(digest=digest).count()
    if decided or not digest:
        ids = list(older.values_list("pk", flat=True))
        StepState.objects.filter(pk__in=ids).update(outdated_at=now)
        TaskState.objects.filter(pk__in=ids).update(status=TaskState.STATUS_CANCELLED)
    return decided


def refusal_in_words(fault: Exception) -> str:
    """What the person reads: what stands against it, and what to do."""
    if isinstance(fault, StepIsOver) and fault.step is not None and fault.step.actor_name:
        return _("%(who)s has acted at this step already: %(what)s, %(when)s. Nothing more is to be done here.") % {
            "who": f"{fault.step.actor_name} ({fault.step.acted_as})",
            "what": decision_in_words(fault.step.decision, fault.step.office_task.asks),
            "when": date_format(timezone.localtime(fault.step.finished_at), "j F Y H:i"),
        }
    words = {
        MayNotAct: _("You are not the one who acts at this step."),
        StepIsOver: _("The document no longer waits at this step. The list of steps shows where it stands."),
        CommentMissing: _("Say what has to be changed."),
        DirectionMissing: _("Write what is to be done. A direction without words cannot be recorded."),
        ProposalMissing: _("Write which direction you propose. A proposal without words cannot be passed on."),
        DraftChanged: _(
            "The text was changed after it had been initialled. Return it, so that the initials are given again."
        ),
        TextMoved: _("The text was changed after you opened it. Read it as it stands now, then decide."),
        ChainMismatch: _(
            "Addressee, traveller or result were changed, so that others have to sign or decide. Return the document; "
            "handed in again it takes the right way."
        ),
    }
    return words[type(fault)]
