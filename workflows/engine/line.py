"""Steps for which the line of superiors above a document has no position."""

from __future__ import annotations

from django.utils.translation import gettext as _

from workflows.models import OfficeTask, StepProblem
from workflows.selectors import stands_below

from .acting import ASKED_ON_THE_WAY, Actors, Matter, decides_last


def not_asked_below(task: OfficeTask, actors: Actors, matter: Matter) -> str:
    """Why a step of the line is left out for a drafter who stands above it; empty when it is not.

    A vacant position of the line waits. Who drafts from elsewhere stands above nobody: nothing is left out for him."""
    if actors.problem != StepProblem.LUAR_GARIS or not matter.is_own_unit or matter.unit is None:
        return ""
    if task.verb not in ASKED_ON_THE_WAY or decides_last(task, matter.facts):
        return ""
    if stands_below(role_code=task.role_code, unit=matter.unit):
        return _("the drafter's unit stands above this position")
    return ""
