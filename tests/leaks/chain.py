"""A confidential order in the middle of its approval chain, signed once before; running time limits of two cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflows.calendar.hours import office_day
from workflows.clocks.running import pause_clock, start_clock
from workflows.clocks.table import FOLLOWUP_LETTER
from workflows.engine.decide import return_step
from workflows.engine.submit import hand_in
from workflows.engine.sync import sync_chains
from workflows.models import Appointment, Position, Signature, StepState

if TYPE_CHECKING:
    from tests.leaks.world import World

WITH_LIMITS = ("case", "case_secret")


def build_chain(world: World) -> None:
    """The entitled person acts at the step; who handed in has lost every right since."""
    sync_chains()
    asdep = Position.objects.create(
        code="asdep-uji", title="Asdep Uji", unit=world.units["unit-uji"], role_code="asdep", rank_group="ESELON_II"
    )
    # Vacant: the order goes that way once the Asdep has approved it.
    Position.objects.create(
        code="ppk-uji", title="PPK Uji", unit=world.units["unit-uji"], role_code="ppk", rank_group="ESELON_III"
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
    Signature.objects.create(
        step=first, subject=page, revision=page.get_latest_revision(), signer=entitled, at=world.now, digest="0" * 64,
        signer_name=world.plant("signer", "order"), signed_as="Asdep Uji", code="AAAA-BBBB-CCCC-DDDD",
    )  # fmt: skip


def build_limits(world: World) -> None:
    """A limit runs on each of these cases; it is paused for a reason that is content."""
    for name in WITH_LIMITS:
        subject_id = world.pages[name].pk
        start_clock(subject_id=subject_id, code=FOLLOWUP_LETTER, started_on=office_day(world.now), now=world.now)
        pause_clock(
            subject_id=subject_id, code=FOLLOWUP_LETTER, reason=world.plant("pause reason", name), now=world.now
        )
