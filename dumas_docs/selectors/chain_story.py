"""What life cycles and approval chains tell in the story of a case: each act once, in the words of who acted."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import TaskState

from dumas_docs.actions.hide_in_document import persons_around
from dumas_docs.actions.lifecycle_subject import SUBJECTS
from workflows.chains import Asks, Verb, name_of
from workflows.chains.table import decision_in_words
from workflows.lifecycles.registry import LIFECYCLES
from workflows.lifecycles.table import ChainEvent
from workflows.models import StepProblem, StepState, TransitionRecord

from .story_events import Event, Told, person_words
from .tasks import waits_for

# What the decision at a step of the chain tells already, with who decided in which position.
TOLD_BY_CHAIN = {ChainEvent.TO_SIGN, ChainEvent.SIGNED, ChainEvent.RETURNED, ChainEvent.FINISHED}


def transitions(told: Told) -> Iterator[Event]:
    """Steps of life cycles; number and dispatch with what was written. One query, and those for persons of the case.

    Records are never changed; persons the case came to know later are hidden here."""
    pages, without = told.pages, persons_around(told.case).without
    for record in TransitionRecord.objects.filter(subject_id__in=pages):
        page = pages[record.subject_id]
        step = LIFECYCLES[record.lifecycle].transition(record.name, state=record.source)
        if page.pk != told.case.pk and step is not None and step.on_chain in TOLD_BY_CHAIN:
            continue
        label = str(step.label) if step else record.name
        states = dict(SUBJECTS[type(page)].model._meta.get_field("state").flatchoices)
        number = getattr(page, "number", "") if step is not None and step.on_chain == ChainEvent.NUMBERED else ""
        note = without(record.reason) or number or str(record.facts.get("reference", ""))
        yield Event(
            record.at, f"{told.prefix(page)}{label} → {states.get(record.target, record.target)}",
            person_words(record.by_name, record.position_label), note, "check-circle", told.address(page),
        )  # fmt: skip


def decisions(told: Told) -> Iterator[Event]:
    """Steps of chains: decided, returned with words, skipped with a reason, and what waits now. One query.

    The number is told by the life cycle, a direction by its own record, and what the case was given back for too."""
    pages = told.pages
    steps = StepState.objects.filter(subject_id__in=pages).select_related("position", "task__officetask__version")
    for step in steps:
        page, task = pages[step.subject_id], step.task.officetask
        if page.pk == told.case.pk and (step.decision == StepState.RETURNED or task.asks == Asks.DIRECTION):
            continue
        # What is decided about the case itself says in which matter; a document is named.
        prefix = told.prefix(page) or f"{name_of(task.version.code)}: "
        if step.decision and step.decision != Verb.NUMBER:
            voided = f" ({_('no longer counts')})" if step.outdated_at and step.decision != StepState.RETURNED else ""
            title = f"{prefix}{decision_in_words(step.decision, task.asks)}{voided}"
            who = person_words(step.actor_name, step.acted_as)
            yield Event(step.finished_at, title, who, step.comment, "stamp", told.address(page))
        elif step.skip_reason:
            title = f"{prefix}{_('step of %(who)s skipped') % {'who': waits_for(step, task)}}"
            yield Event(step.finished_at, title, note=step.skip_reason, icon="check", url=told.address(page))
        elif step.status == TaskState.STATUS_IN_PROGRESS:
            title = f"{prefix}{_('waits for %(who)s') % {'who': waits_for(step, task)}}"
            note = str(StepProblem(step.problem).label) if step.problem else ""
            yield Event(step.started_at, title, note=note, icon="clock", url=told.address(page))


def in_chains(told: Told) -> set[int]:
    """Ids of the documents whose signature and dispatch their chain tells. One query."""
    return set(StepState.objects.filter(subject_id__in=told.pages).values_list("subject_id", flat=True).distinct())
