"""Take a step: under a lock, with its effects, its record and its audit entry, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from workflows.models import Unit
from workflows.models.lifecycles import TransitionRecord

from .acting import ActingAs, acting_as
from .engine import Option, completed, judge, missing_needs, open_guards, options
from .events import transition_made
from .guards import Facts
from .table import Lifecycle, Transition


class Subject(Protocol):
    """A document as life cycles see it."""

    lifecycle: Lifecycle

    @property
    def subject_id(self) -> int: ...

    @property
    def unit(self) -> Unit | None: ...

    @property
    def state(self) -> str: ...

    def lock(self) -> None:
        """Lock the row until the transaction ends and read its state again."""

    def verbs_of(self, user: Any) -> frozenset[str]: ...

    def facts_for(self, user: Any) -> Facts: ...

    def move_to(self, state: str) -> None:
        """Write the new state."""

    def carry_out(self, effect: str, *, given: Mapping[str, Any], by: Any, now: datetime) -> None: ...

    def label_of(self, state: str) -> str: ...

    def announce(self, record: TransitionRecord) -> None:
        """Write the audit entry and tell who listens."""


class StepRefused(PermissionError):
    """The step is not possible now; `reasons` say why, in words for the person."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


class StateMoved(StepRefused):
    """Somebody else was faster: the document is no longer in the state the step starts from."""


class NeedsMissing(ValueError):
    """What the person must tell is missing; `needs` maps its name to words."""

    def __init__(self, needs: dict[str, str]) -> None:
        super().__init__("; ".join(needs.values()))
        self.needs = needs


def available(*, subject: Subject, user: Any, on: date) -> list[Option]:
    """Every transition from the present state with what stands against it for `user`, in words."""
    held = acting_as(user=user, unit=subject.unit, on=on)
    return options(
        lifecycle=subject.lifecycle, state=subject.state, roles=held, verbs=subject.verbs_of(user),
        facts=subject.facts_for(user),
    )  # fmt: skip


# Always part of an act: no savepoint of its own, what it raises ends the act.
@transaction.atomic(savepoint=False)
def advance(
    *,
    subject: Subject,
    name: str,
    by: Any,
    now: datetime,
    on: date,
    given: Mapping[str, Any] | None = None,
    seen: str = "",
    acted_as: str | None = None,
) -> TransitionRecord:
    """Take the step `name` for `by` (None: the system, which only guards and needs bind); returns its record.

    `seen` is the state the person saw when deciding. Of two people at once the second is refused. `acted_as` is given
    by the approval chain, which has asked itself who acts: how `by` writes there.
    Raises StepRefused, StateMoved, NeedsMissing; then nothing has changed."""
    before = subject.state
    subject.lock()
    step = subject.lifecycle.transition(name, state=subject.state)
    if step is None or (seen and seen != subject.state):
        raise StateMoved(_why_gone(subject, name=name, before=seen or before))
    held = acting_as(user=by, unit=subject.unit, on=on) if by is not None and acted_as is None else {}
    reasons = _against(step, subject=subject, by=by, held=held, by_chain=acted_as is not None)
    if reasons:
        raise StepRefused(reasons)
    told = completed(step, given or {})
    if missing := missing_needs(step, told):
        raise NeedsMissing(missing)
    source = subject.state
    subject.move_to(step.target)
    record = TransitionRecord(
        subject_id=subject.subject_id, lifecycle=subject.lifecycle.name, name=name, source=source,
        target=step.target, by=by, by_name=_name(by), at=now,
        position_label=_label(step, held) if acted_as is None else acted_as[:220],
        reason=str(told.get("reason", "")),
        facts={key: _plain(value) for key, value in told.items() if key != "reason"},
    )  # fmt: skip
    record.save()
    for effect in step.effects:
        subject.carry_out(effect, given=told, by=by, now=now)
    subject.announce(record)
    transition_made.send(
        sender=type(subject), lifecycle=subject.lifecycle.name, subject_id=subject.subject_id, name=name,
        source=source, target=step.target, at=now, record=record,
    )  # fmt: skip
    return record


def _against(
    step: Transition, *, subject: Subject, by: Any, held: Mapping[str, ActingAs], by_chain: bool
) -> tuple[str, ...]:
    facts = subject.facts_for(by)
    if by_chain or (by is None and not step.on_chain):
        return open_guards(step, facts=facts)
    return judge(step, roles=held, verbs=subject.verbs_of(by), facts=facts).refusals


def _why_gone(subject: Subject, *, name: str, before: str) -> tuple[str, ...]:
    last = TransitionRecord.objects.filter(subject_id=subject.subject_id, lifecycle=subject.lifecycle.name).last()
    if before == subject.state or last is None:
        words = _("From “%(state)s” there is no step of that name.")
        return (words % {"state": subject.label_of(subject.state)},)
    words = _("%(who)s was faster: it is “%(state)s” by now. Look again before you decide.")
    return (words % {"who": last.by_name or _("The system"), "state": subject.label_of(subject.state)},)


def _label(step: Transition, held: Mapping[str, ActingAs]) -> str:
    return next((held[role].label for role in step.who if role in held), "")


def _name(by: Any) -> str:
    return (by.get_full_name() or by.get_username())[:150] if by is not None else ""


def _plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(inner) for inner in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value if isinstance(value, (str, int, float, bool)) or value is None else str(value)
