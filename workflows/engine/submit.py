"""Handing a draft in: everybody who is to act is looked for before, so that a gap is known at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.calendar.hours import office_day
from workflows.chains import Facts, chain_for
from workflows.lifecycles.roles import in_words
from workflows.models import ChainVersion, OfficeTask, Position, StepProblem

from .acting import actors_of, drafted_by_holder, matter_of
from .archive import whole_archive
from .begin import condition_of
from .line import not_asked_below


class NoChainHere(LookupError):
    """The document needs no chain in its present state."""


class AlreadyHandedIn(RuntimeError):
    """The document is on its way; it is not handed in twice."""


@dataclass(frozen=True)
class Foreseen:
    """A step as it would go today."""

    task: OfficeTask
    position: Position | None
    names: tuple[str, ...]
    problem: str
    skipped: str


def foresee(subject: Any, *, drafter: Any, now: datetime) -> list[Foreseen]:
    """The steps the document would take today, who would act, and where nobody could. Raises NoChainHere."""
    of_chain = OfficeTask.objects.filter(version=version_for(subject)).select_related("version")
    tasks = of_chain.order_by("workflow_tasks__sort_order")
    return foresee_tasks(subject, list(tasks), drafter=drafter, now=now)


def foresee_tasks(subject: Any, tasks: Iterable[OfficeTask], *, drafter: Any, now: datetime) -> list[Foreseen]:
    """These steps as they would go today."""
    matter = matter_of(subject, drafter=drafter, on=timezone.localtime(now).date())
    steps = []
    for task in tasks:
        condition = condition_of(task)
        if not condition.holds(matter.facts):
            steps.append(Foreseen(task, None, (), "", str(condition.otherwise)))
            continue
        actors = actors_of(task, matter)
        if above := not_asked_below(task, actors, matter):
            steps.append(Foreseen(task, None, (), "", above))
            continue
        if drafted := drafted_by_holder(task, actors, matter):
            steps.append(Foreseen(task, actors.position, (), "", drafted))
            continue
        steps.append(Foreseen(task, actors.position, tuple(actors.people.values()), actors.problem, ""))
    return steps


def version_for(subject: Any) -> ChainVersion:
    """The chain that the document would begin now. Raises NoChainHere."""
    begins = subject.chain_kind and subject.may_be_handed_in
    chain = chain_for(kind=subject.chain_kind, facts=subject.current_facts()) if begins else None
    version = ChainVersion.objects.filter(code=chain.code, is_current=True).first() if chain else None
    if version is None:
        raise NoChainHere
    return version


def is_chain(state: Any) -> bool:
    """Whether a workflow state of Wagtail is the run of a chain."""
    return ChainVersion.objects.filter(workflow_id=state.workflow_id).exists()


@transaction.atomic
def hand_in(*, subject: Any, by: Any) -> Any:
    """Begin the chain, or go on with the one that was returned.

    Raises NoChainHere, AlreadyHandedIn, and ValidationError for a document that lacks something, or that somebody hands
    in above whom the chain has nobody."""
    subject.check_complete()
    ask_line(subject=subject, facts=subject.current_facts(), by=by, on=office_day(timezone.now()))
    return begin_chain(subject=subject, by=by)


def ask_line(*, subject: Any, facts: Facts, by: Any, on: date) -> None:
    """Ask whether the chain of a document with these `facts` could ever end, would `by` hand it in.

    Raises ValidationError where the line above the drafter has no position for a step; no appointment would fill it."""
    chain = chain_for(kind=subject.chain_kind, facts=facts) if subject.may_be_handed_in else None
    matter = replace(matter_of(subject, drafter=subject.who_drafted(by), on=on), facts=facts)
    for task in OfficeTask.objects.filter(version__code=chain.code, version__is_current=True) if chain else ():
        if not condition_of(task).holds(facts):
            continue
        actors = actors_of(task, matter)
        if actors.problem == StepProblem.LUAR_GARIS and not not_asked_below(task, actors, matter):
            words = _(
                "Its way passes %(who)s, and no such position stands above “%(unit)s”, from where you would hand it "
                "in. Let somebody who works under that position hand the draft in."
            )
            raise ValidationError(words % {"who": in_words([task.role_code]), "unit": matter.unit})


@transaction.atomic
def begin_chain(*, subject: Any, by: Any) -> Any:
    """Begin or resume the chain without asking whether the document is complete; for chains of the office's own.

    It runs in the name of who drafted the document (`who_drafted`): he does not decide, whoever handed it in.
    What came back resumes the version of the table it was in, unless it asks for another chain by now, or somebody else
    hands it in. Raises NoChainHere, AlreadyHandedIn."""
    with whole_archive():
        type(subject).objects.select_for_update(of=("self",)).get(pk=subject.pk)
        drafter = subject.who_drafted(by)
    state = subject.current_workflow_state
    if state is not None and not is_chain(state):
        # Left from before documents went along chains alone: nobody of the office decides there.
        state.cancel(user=by)
        state = None
    if state is not None and state.status == state.STATUS_NEEDS_CHANGES:
        fitting = version_for(subject)
        if state.workflow.chain_version.code == fitting.code and state.requested_by == drafter:
            state.resume(by)
            return state
        state.cancel(user=by)
        return fitting.workflow.start(subject, drafter)
    if state is not None:
        raise AlreadyHandedIn
    return version_for(subject).workflow.start(subject, drafter)


@transaction.atomic
def take_right_chain(*, subject: Any, by: Any) -> None:
    """Put a document that was just handed in on the chain it asks for, where that is another one by now, and in the
    name of who drafted it, where that is not the one who pressed the button."""
    state = subject.current_workflow_state
    kind = getattr(subject, "chain_kind", "")
    if state is None or not kind or not is_chain(state):
        return
    chain = chain_for(kind=kind, facts=subject.current_facts())
    with whole_archive():
        drafter = subject.who_drafted(state.requested_by)
    if chain is None or chain.code != state.workflow.chain_version.code or drafter != state.requested_by:
        state.cancel(user=by)
        with whole_archive():
            again = type(subject).objects.get(pk=subject.pk)
        if chain is not None:
            version_for(again).workflow.start(again, drafter)
