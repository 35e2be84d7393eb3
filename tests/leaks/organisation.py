"""A draft that would move the position the confidential order waits for: its preview may say how much, not what."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from workflows.models import Appointment, Position, Reorganisation, ReorganisationLine, Substitute, Unit

if TYPE_CHECKING:
    from tests.leaks.world import World


def build_organisation(world: World) -> None:
    """One row of each table, so that its pages open to whoever looks after the organisation."""
    day = timezone.localdate() + timedelta(days=9)
    waited_for = Position.objects.get(code="asdep-uji")
    substitute = Substitute.objects.create(
        position=waited_for, person=world.people["position_only"].user, chains="W4a", starts_on=day, ends_on=day,
        decree_no="Uji 1",
    )  # fmt: skip
    change = Reorganisation.objects.create(
        name="Uji", takes_effect_on=day, prepared_by=world.people["superuser"].user, prepared_at=world.now
    )
    for position in (waited_for, Position.objects.get(code="kepala-uji")):
        ReorganisationLine.objects.create(change=change, kind="GANTI_PEJABAT", position=position)
    for kind, row in (
        ("substitute", substitute), ("change", change), ("position", waited_for),
        ("unit", Unit.objects.get(code="unit-uji")), ("appointment", Appointment.objects.get(position=waited_for)),
    ):  # fmt: skip
        world.row(kind, row.pk, "open_letter")
