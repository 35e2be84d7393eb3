"""Who may decide at the step a document waits at, and what is to be done where nobody can."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dumas_docs.access.scope import office_day
from dumas_docs.actions.appoint import HELD_BY_SEVERAL
from dumas_docs.models import Cause, GrantCause
from workflows.engine.acting import actors_at
from workflows.engine.archive import subject_of
from workflows.models import Appointment, AppointmentKind, StepProblem, StepState
from workflows.selectors import position_group_ids

from .other_way import other_way

ADVICE: dict[str, Promise] = {
    StepProblem.KOSONG: _(
        "Ask the administrator of the organisation to enter a holder, a plt. or a plh.; the step then goes on by "
        "itself."
    ),
    StepProblem.LUAR_GARIS: _(
        "No appointment fills this. Who handed it in cancels its workflow in the editor; then somebody who works under "
        "such a position hands it in."
    ),
    StepProblem.PENYUSUN: _(
        "Who drafted a document does not decide about it last. Have a plh. or a substitute (a.n.) named."
    ),
    StepProblem.DIPERINTAH: _(
        "Nobody approves or signs an order for himself. Have a plh. or a substitute (a.n.) named."
    ),
}
ANOTHER_WAY = _("the way the document is on is not the right one any more")
ANOTHER_WAY_ADVICE = _("Who is addressed, travels or decides was changed. Choose “Take the right way” below.")
HELD_TWICE = _(
    "The position is entered as held definitively by more than one person. One decision counts, the first; have the "
    "administrator of the organisation put the appointments right."
)


@dataclass(frozen=True)
class StepActors:
    """The people of whom one decides, as they would write under it; else why nobody can. `advice` says what to do."""

    people: tuple[str, ...] = ()
    problem: str = ""
    advice: str = ""


def actors_now(step: StepState, *, on: date) -> StepActors:
    """Who decides at a running step on a day, asked anew: a holder may have left since it began."""
    found = actors_at(step.office_task, step, on=on)
    if found.problem and other_way(subject_of(step.subject_id), step) is not None:
        return StepActors(problem=str(ANOTHER_WAY), advice=str(ANOTHER_WAY_ADVICE))
    if found.problem:
        return StepActors(problem=problem_in_words(found.problem), advice=str(ADVICE[found.problem]))
    names = get_user_model().objects.in_bulk(found.people)
    people = tuple(
        f"{names[pk].get_full_name() or names[pk].get_username()}, {label}" for pk, label in found.people.items()
    )
    position = found.position
    definitive = Appointment.objects.on(on).filter(position=position, kind=AppointmentKind.DEFINITIF)
    is_single = position is not None and position.rank_group not in HELD_BY_SEVERAL
    twice = len(people) > 1 and is_single and definitive.count() > 1
    return StepActors(people=people, advice=str(HELD_TWICE) if twice else "")


def problem_in_words(problem: str) -> str:
    """Why nobody can act, or ""."""
    return str(StepProblem(problem).label) if problem else ""


def decided_by_another(*, user: Any, step_id: int) -> StepState | None:
    """A step that was given to this person as well and that has been decided; his right went with it.

    He learns who decided, and nothing of the document."""
    step = StepState.objects.filter(pk=step_id, finished_at__isnull=False).exclude(actor_name="").first()
    if step is None or step.finished_at is None:
        return None
    groups = position_group_ids(person_id=user.pk, on=office_day(step.finished_at))
    given = GrantCause.objects.filter(Q(user_id=user.pk) | Q(group_id__in=groups), cause=Cause.LANGKAH)
    return step if given.filter(cause_ref=f"langkah:{step.pk}").exists() else None
