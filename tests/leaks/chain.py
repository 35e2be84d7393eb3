"""A confidential order in the middle of its approval chain: returned once with a comment, handed in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflows.engine.decide import return_step
from workflows.engine.submit import hand_in
from workflows.engine.sync import sync_chains
from workflows.models import Appointment, Position, StepState

if TYPE_CHECKING:
    from tests.leaks.world import World


def build_chain(world: World) -> None:
    """The entitled person acts at the step; who handed in has lost every right since."""
    sync_chains()
    asdep = Position.objects.create(
        code="asdep-uji", title="Asdep Uji", unit=world.units["unit-uji"], role_code="asdep", rank_group="ESELON_II"
    )
    entitled, requester = world.people["entitled"].user, world.people["ex_holder"].user
    Appointment.objects.create(person=entitled, position=asdep, starts_on=world.now.date().replace(year=2020))
    page = world.pages["order"].specific
    page.save_revision()
    hand_in(subject=page, by=requester)
    first = StepState.objects.get(subject_id=page.pk)
    return_step(step=first, by=entitled, now=world.now, comment=world.plant("chain comment", "order"))
    state = hand_in(subject=type(page).objects.get(pk=page.pk), by=requester)
    world.row("workflow_state", state.pk, "order", "read")
    for step in StepState.objects.filter(subject_id=page.pk):
        world.row("task_state", step.pk, "order", "read")
