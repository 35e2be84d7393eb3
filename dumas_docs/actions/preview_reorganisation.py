"""What a change of the organisation moves: running steps, dispositions, time limits, cases; said before it counts.

The change is written and taken back in the same transaction, so that the preview asks exactly what will be asked then.
Who prepares it need not know the documents: he sees counts, and numbers only of what he may know of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dumas_docs.access.roles import SEE
from dumas_docs.access.scope import bookkeeping
from dumas_docs.access.selectors import visible_to
from dumas_docs.actions.case_clocks import OPEN
from dumas_docs.actions.follow_positions import running_steps
from dumas_docs.actions.reorganise import enact, rights_of_unit
from dumas_docs.models import BasePage, Complaint, DispositionRecipient
from dumas_docs.models.dispositions import OPEN_STATES
from workflows.clocks.recipients import recipients_of
from workflows.engine.acting import actors_at
from workflows.models import Appointment, ChangeKind, Clock, Position, Reorganisation
from workflows.selectors import people_without_position

NOBODY = ""


@dataclass(frozen=True)
class Passed:
    """One thing that would change hands: the document it lies on, from whom, to whom; `to` is empty for nobody."""

    page_id: int
    before: str
    after: str


@dataclass(frozen=True)
class Row:
    """How many go from one to another; `known` are the documents that the administrator may know of."""

    before: str
    after: str
    count: int
    known: list[BasePage]

    @property
    def is_vacant(self) -> bool:
        return self.after == NOBODY


@dataclass(frozen=True)
class Section:
    """Everything of one kind."""

    code: str
    label: str | Promise
    rows: list[Row] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(row.count for row in self.rows)

    @property
    def vacant(self) -> int:
        return sum(row.count for row in self.rows if row.is_vacant)


@dataclass(frozen=True)
class Handover:
    """The preview; `token` tells whether two looks saw the same, `rights` how many roles of a unit would end."""

    sections: list[Section]
    rights: int
    token: str

    @property
    def count(self) -> int:
        return sum(section.count for section in self.sections)

    @property
    def vacant(self) -> int:
        return sum(section.vacant for section in self.sections)

    def in_numbers(self) -> dict[str, Any]:
        """What is kept with the change."""
        figures = {section.code: {"count": section.count, "vacant": section.vacant} for section in self.sections}
        return {**figures, "rights": self.rights}


LABELS: dict[str, str | Promise] = {
    "steps": _("running steps of approval chains"),
    "dispositions": _("open dispositions"),
    "clocks": _("running time limits"),
    "cases": _("open cases of a handler who leaves"),
}


def preview_handover(change: Reorganisation, *, user: Any) -> Handover:
    """What would change hands on its day. Raises what `reorganise.enact` raises."""
    on = change.takes_effect_on
    with bookkeeping():
        rights = {
            cause.pk
            for line in change.lines.filter(kind=ChangeKind.PINDAH_UNIT).select_related(
                "position__unit", "to_unit", "change"
            )
            for cause in rights_of_unit(line)
        }
        steps = list(_steps_touched(change).select_related("workflow_state__requested_by", "task"))
        questions: dict[str, Callable[[], dict[int, tuple[int, str]]]] = {
            "steps": lambda: _steps(steps, on=on),
            "dispositions": lambda: _dispositions(change, on=on),
            "clocks": lambda: _clocks(on=on),
            "cases": lambda: _cases(on=on),
        }
        before = {code: ask() for code, ask in questions.items()}
        with transaction.atomic():
            enact(change, by=user)
            Position.objects.filter(next_unit_from__lte=on).update(unit=F("next_unit"))
            after = {code: ask() for code, ask in questions.items()}
            transaction.set_rollback(True)
    passed = {code: _differences(before[code], after[code]) for code in questions}
    numbers = _known({each.page_id for found in passed.values() for each in found}, user=user)
    sections = [Section(code, LABELS[code], _rows(found, numbers)) for code, found in passed.items()]
    seen = repr([(code, sorted(map(repr, found))) for code, found in passed.items()]) + repr(sorted(rights))
    return Handover(sections, len(rights), hashlib.sha256(seen.encode()).hexdigest()[:20])


def _differences(before: Mapping[int, tuple[int, str]], after: Mapping[int, tuple[int, str]]) -> list[Passed]:
    """What has other hands afterwards; the keys are rows, the values the document and who has it."""
    return [
        Passed(page_id, was, after.get(pk, (page_id, NOBODY))[1])
        for pk, (page_id, was) in before.items()
        if after.get(pk, (page_id, NOBODY))[1] != was
    ]


def _rows(passed: Iterable[Passed], numbers: Mapping[int, BasePage]) -> list[Row]:
    grouped: dict[tuple[str, str], list[int]] = {}
    for each in passed:
        grouped.setdefault((each.before, each.after), []).append(each.page_id)
    return [
        Row(before, after, len(ids), [numbers[pk] for pk in sorted(set(ids)) if pk in numbers])
        for (before, after), ids in sorted(grouped.items())
    ]


def _known(page_ids: Collection[int], *, user: Any) -> dict[int, BasePage]:
    """The documents among these that the person may know of."""
    return {page.pk: page for page in visible_to(user, SEE).filter(pk__in=page_ids)} if page_ids else {}


def _steps_touched(change: Reorganisation) -> Any:
    lines = list(change.lines.select_related("position"))
    if any(line.kind == ChangeKind.UNIT_DILANJUTKAN for line in lines):
        return running_steps()
    positions = [line.position for line in lines if line.position is not None]
    moved = [line.position_id for line in lines if line.kind == ChangeKind.PINDAH_UNIT]
    drafters = Appointment.objects.filter(position__in=moved).values("person")
    roles = {position.role_code for position in positions}
    return running_steps().filter(
        Q(task__officetask__role_code__in=roles) | Q(workflow_state__requested_by__in=drafters)
    )


def _steps(steps: Iterable[Any], *, on: date) -> dict[int, tuple[int, str]]:
    found = {}
    for step in steps:
        actors = actors_at(step.office_task, step, on=on)
        found[step.pk] = (step.subject_id, _names(actors.people))
    return found


def _dispositions(change: Reorganisation, *, on: date) -> dict[int, tuple[int, str]]:
    positions = change.lines.filter(kind=ChangeKind.GANTI_PEJABAT).values("position")
    rows = DispositionRecipient.objects.filter(position__in=positions, state__in=OPEN_STATES)
    held: dict[int, set[int]] = {}
    for position_id, person_id in (
        Appointment.objects.on(on).filter(position__in=positions).values_list("position_id", "person_id")
    ):
        held.setdefault(position_id, set()).add(person_id)
    names = {position_id: _names(people) for position_id, people in held.items()}
    return {
        pk: (page_id, names.get(position_id, NOBODY))
        for pk, page_id, position_id in rows.order_by("pk").values_list("pk", "page_id", "position_id")
    }


def _clocks(*, on: date) -> dict[int, tuple[int, str]]:
    running = dict(Clock.objects.running().values_list("pk", "subject_id"))
    told = recipients_of(subject_ids=set(running.values()), on=on)
    names: dict[tuple[int, ...], str] = {}
    found = {}
    for pk, subject_id in running.items():
        people = tuple(sorted(person.pk for person in told[subject_id].actors)) if subject_id in told else ()
        if people not in names:
            names[people] = _names(people)
        found[pk] = (subject_id, names[people])
    return found


def _cases(*, on: date) -> dict[int, tuple[int, str]]:
    cases = Complaint.objects.filter(state__in=OPEN, handler__isnull=False).values_list("pk", "handler_id")
    handled = dict(cases)
    gone = people_without_position(person_ids=set(handled.values()), on=on)
    names = {person: NOBODY if person in gone else _names([person]) for person in set(handled.values())}
    return {pk: (pk, names[person]) for pk, person in handled.items()}


def _names(person_ids: Iterable[int]) -> str:
    """Names of officials, in order; they are no secret of the archive."""
    people = get_user_model().objects.filter(pk__in=list(person_ids))
    return ", ".join(sorted(person.get_full_name() or person.get_username() for person in people))
