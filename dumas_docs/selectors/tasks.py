"""What waits for whom: the tasks of one person, and where a document stands in its chain."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from wagtail.models import TaskState, WorkflowState

from dumas_docs.access.roles import APPROVE, READ
from dumas_docs.access.scope import office_day
from dumas_docs.access.selectors import verbs_on_many
from dumas_docs.models import BasePage
from workflows.chains import Asks, Verb, name_of
from workflows.engine.acting import waiting_for
from workflows.engine.submit import Foreseen, NoChainHere, foresee, foresee_tasks
from workflows.lifecycles.roles import in_words
from workflows.models import OfficeTask, Signature, StepState

from .step_actors import StepActors, actors_now, problem_in_words

GROUPS: tuple[Verb | Asks, ...] = (
    Verb.SIGN, Asks.DIRECTION, Verb.APPROVE, Asks.PROPOSAL, Verb.VERIFY, Verb.INITIAL, Verb.NUMBER,
)  # fmt: skip


@dataclass(frozen=True)
class TaskRow:
    """A document that waits for this person."""

    step: StepState
    page: BasePage
    verb: Verb
    verb_label: str
    chain: str
    since: datetime
    drafter: str
    may_bulk: bool
    seen_revision_id: int | None  # the version this person decided on last
    revision_id: int


@dataclass(frozen=True)
class StepRow:
    """A step as the page of a document shows it."""

    verb_label: str
    waits_for: str
    state: str  # done, current, skipped, returned, coming, outdated
    who: str = ""
    at: datetime | None = None
    comment: str = ""
    problem: str = ""
    standard_minutes: int = 0
    office_minutes: int | None = None
    people: tuple[str, ...] = ()  # one of them decides
    advice: str = ""


@dataclass(frozen=True)
class Progress:
    """Where a document stands: the chain, its steps, and what this person may do there."""

    chain: str = ""
    status: str = ""
    rows: list[StepRow] = field(default_factory=list)
    step: StepState | None = None
    signatures: list[Signature] = field(default_factory=list)
    may_hand_in: bool = False


def tasks_of(*, user: Any, on: date) -> dict[Verb | Asks, list[TaskRow]]:
    """The person's tasks by what is to be done (GROUPS), longest waiting first; without those he may not read and
    decide on."""
    waiting = waiting_for(user, on=on).order_by("started_at", "pk")
    joined = waiting.select_related("subject", "workflow_state__requested_by", "task__officetask__version")
    steps = list(joined)
    verbs = verbs_on_many(user, [step.subject for step in steps])
    seen = dict(
        StepState.objects.filter(subject_id__in=verbs, finished_by=user).exclude(decision="")
        .order_by("pk").values_list("subject_id", "revision_id")
    )  # fmt: skip
    found: dict[Verb | Asks, list[TaskRow]] = {act: [] for act in GROUPS}
    for step in steps:
        page, task = step.subject, step.task.officetask
        if not {READ, APPROVE} <= verbs[page.pk]:
            continue
        drafter = step.workflow_state.requested_by
        found[task.asks or Verb(task.verb)].append(
            TaskRow(
                step=step, page=page, verb=Verb(task.verb), verb_label=task.act,
                chain=name_of(task.version.code), since=step.started_at,
                drafter=(drafter.get_full_name() or drafter.get_username()) if drafter else "",
                may_bulk=task.bulk and page.level < 2, seen_revision_id=seen.get(page.pk), revision_id=step.revision_id,
            )
        )  # fmt: skip
    return {act: rows for act, rows in found.items() if rows}


def progress_of(page: Any, *, user: Any, may_change: bool, now: datetime) -> Progress:
    """The chain of a document: passed steps, the one it waits at, and those to come."""
    state = page.workflow_states.order_by("-pk").first()
    signatures = list(Signature.objects.standing().filter(subject_id=page.pk).order_by("-at"))
    running = state is not None and state.status in (
        WorkflowState.STATUS_IN_PROGRESS,
        WorkflowState.STATUS_NEEDS_CHANGES,
    )
    coming = [] if running else _coming(page, user=user, now=now)
    if state is None or not state.task_states.exists():
        return Progress(rows=[_foreseen(row) for row in coming], may_hand_in=bool(coming) and may_change)
    steps = list(StepState.objects.filter(workflow_state=state).select_related("position").order_by("pk"))
    of_chain = OfficeTask.objects.filter(workflow_tasks__workflow=state.workflow_id).select_related("version")
    tasks = {task.pk: task for task in of_chain}
    rows = [_passed(step, tasks[step.task_id], on=office_day(now)) for step in steps]
    current = next((step for step in steps if step.status == TaskState.STATUS_IN_PROGRESS), None)
    if state.status == WorkflowState.STATUS_IN_PROGRESS:
        passed = {step.task_id for step in steps if step.status in ("approved", "skipped", "in_progress")}
        tasks_to_come = (
            OfficeTask.objects.filter(workflow_tasks__workflow=state.workflow_id)
            .exclude(pk__in=passed).select_related("version").order_by("workflow_tasks__sort_order")
        )  # fmt: skip
        rows += [_foreseen(row) for row in foresee_tasks(page, tasks_to_come, drafter=state.requested_by, now=now)]
    returned = state.status == WorkflowState.STATUS_NEEDS_CHANGES
    return Progress(
        chain=state.workflow.name, status=state.status, rows=rows, step=current, signatures=signatures,
        may_hand_in=may_change and (returned or (not running and bool(coming))),
    )  # fmt: skip


def waits_for(step: StepState, task: OfficeTask | None = None) -> str:
    """The position a step waits for; the office in words while nobody holds it."""
    return step.position.title if step.position else in_words([(task or step.office_task).role_code])


def _coming(page: Any, *, user: Any, now: datetime) -> list[Foreseen]:
    if page.live and not page.has_unpublished_changes:
        return []
    try:
        return foresee(page, drafter=user, now=now)
    except NoChainHere:
        return []


def _foreseen(row: Foreseen) -> StepRow:
    return StepRow(
        verb_label=row.task.act,
        waits_for=row.position.title if row.position else in_words([row.task.role_code]),
        state="skipped" if row.skipped else "coming", comment=row.skipped,
        problem=problem_in_words(row.problem), standard_minutes=row.task.standard_minutes,
    )  # fmt: skip


def _passed(step: StepState, task: OfficeTask, *, on: date) -> StepRow:
    states = {"approved": "done", "skipped": "skipped", "rejected": "returned", "in_progress": "current"}
    actors = actors_now(step, on=on) if step.status == TaskState.STATUS_IN_PROGRESS else StepActors()
    return StepRow(
        verb_label=task.act,
        waits_for=waits_for(step),
        state="outdated" if step.outdated_at and step.status != "rejected" else states.get(step.status, "outdated"),
        who=f"{step.actor_name}, {step.acted_as}" if step.actor_name else "",
        at=step.finished_at, comment=step.get_comment(),
        problem=actors.problem, people=actors.people, advice=actors.advice,
        standard_minutes=step.standard_minutes, office_minutes=step.office_minutes,
    )  # fmt: skip
