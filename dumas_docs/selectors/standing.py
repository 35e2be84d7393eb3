"""Where a document stands: what may come next, who must act, and why something is not possible yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dumas_docs.access.holders import Rights, rights_on
from dumas_docs.access.roles import DISPOSE, READ, SEE
from dumas_docs.access.scope import office_day
from dumas_docs.actions.lifecycle_subject import subject_of
from dumas_docs.models import BasePage
from dumas_docs.models.in_chain import InChain
from workflows.engine.acting import may_act, step_of
from workflows.lifecycles.acting import Awaited, awaited
from workflows.lifecycles.advance import available
from workflows.lifecycles.engine import Option
from workflows.lifecycles.table import ChainEvent
from workflows.models import StepProblem, StepState, TransitionRecord

from .tasks import waits_for


@dataclass(frozen=True)
class NextStep:
    """A step with the positions it waits for: those that can take it, vacant ones included and said to be so."""

    option: Option
    target_label: str
    awaited: tuple[Awaited, ...]

    @property
    def name(self) -> str:
        return self.option.transition.name

    @property
    def label(self) -> str:
        return str(self.option.transition.label)

    @property
    def by_chain(self) -> bool:
        """Whether the approval chain alone takes it."""
        return self.option.transition.on_chain is not None

    @property
    def enters_chain(self) -> bool:
        return self.option.transition.on_chain in (ChainEvent.HANDED_IN, ChainEvent.TO_SIGN)

    @property
    def goes_on(self) -> bool:
        """Whether the step brings the document further, rather than giving it up."""
        return self.name not in ("BATALKAN", "CABUT")

    @property
    def is_told(self) -> bool:
        """Whether the step is shown; that a message might be a reply is told only where it was linked as one."""
        return self.option.allowed or self.name != "JADIKAN_TANGGAPAN"


@dataclass(frozen=True)
class ChainPlace:
    """For whom the approval chain of a document waits; without a step none runs."""

    step: StepState | None
    is_mine: bool = False

    @property
    def verb_label(self) -> str:
        return self.step.office_task.act if self.step else ""

    @property
    def waits_for(self) -> str:
        return waits_for(self.step) if self.step else ""

    @property
    def problem(self) -> str:
        return str(StepProblem(self.step.problem).label) if self.step and self.step.problem else ""


@dataclass(frozen=True)
class Standing:
    """The state with everything that leads away from it; what the person can do stands first."""

    state: str
    state_label: str
    since: TransitionRecord | None
    steps: tuple[NextStep, ...]
    chain: ChainPlace | None = None

    @property
    def mine(self) -> list[NextStep]:
        return [step for step in self.steps if step.option.allowed]

    @property
    def others(self) -> list[NextStep]:
        return [step for step in self.steps if not step.option.allowed and step.is_told]

    @property
    def into_chain(self) -> NextStep | None:
        """The step by which a draft is handed in, where there is one."""
        return next((step for step in self.steps if step.enters_chain), None)


def standing_of(page: BasePage, *, user: Any, now: datetime) -> Standing:
    """The standing of a document for `user`; the number of queries does not grow with what lies in it."""
    subject, on = subject_of(page, now=now), office_day(now)
    found = available(subject=subject, user=user, on=on)
    roles = {role for option in found for role in option.transition.who}
    positions = awaited(roles, unit=subject.unit, on=on) if roles else {}
    rights = rights_on(page, on=on) if roles else None
    steps = [
        NextStep(
            option, subject.label_of(option.transition.target),
            _able(_of(option.transition.who, positions), verb=option.transition.verb, rights=rights),
        )
        for option in found
    ]  # fmt: skip
    return Standing(
        subject.state, subject.label_of(subject.state), _last(page), tuple(_on_the_way(steps)),
        _chain_of(page, user=user),
    )  # fmt: skip


def _on_the_way(steps: Iterable[NextStep]) -> Iterator[NextStep]:
    """Of the ways by which a draft may enter its chain one is told; the chain finds out which it is."""
    entered = False
    for step in steps:
        if not (step.enters_chain and entered):
            yield step
        entered = entered or step.enters_chain


def _chain_of(page: BasePage, *, user: Any) -> ChainPlace | None:
    if not isinstance(page, InChain):
        return None
    step = step_of(page)
    return ChainPlace(step, is_mine=step is not None and may_act(step, user))


def next_step(page: BasePage, *, name: str, user: Any, now: datetime) -> NextStep | None:
    """One step of `standing_of`; None when none of that name leads away from the state."""
    return next((step for step in standing_of(page, user=user, now=now).steps if step.name == name), None)


def _of(roles: Iterable[str], positions: dict[str, list[Awaited]]) -> tuple[Awaited, ...]:
    return tuple(dict.fromkeys(position for role in roles for position in positions.get(role, ())))


def _able(named: tuple[Awaited, ...], *, verb: str, rights: Rights | None) -> tuple[Awaited, ...]:
    """Of the positions a step waits for those that can take it: by the rights the step itself asks for.

    Where none can, all are named, and said to lack the right: somebody must give it."""
    if rights is None:
        return named
    able = tuple(
        each
        for each in named
        if rights.has({verb} if verb in (SEE, DISPOSE) else {READ, verb}, people=each.holders, group_id=each.group_id)
    )
    return able or tuple(replace(each, lacks_right=not each.is_vacant) for each in named)


def _last(page: BasePage) -> TransitionRecord | None:
    return TransitionRecord.objects.filter(subject_id=page.pk).last()
