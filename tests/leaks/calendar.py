"""The office's calendar: no secret, but its pages tell in numbers what a change would move."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from workflows.models import CalendarDay

if TYPE_CHECKING:
    from tests.leaks.world import World


def build_calendar(world: World) -> None:
    """One day, so that its pages open to whoever may keep the calendar."""
    day = CalendarDay.objects.create(
        date=date(world.now.year, 12, 25), kind="LIBUR_NASIONAL", name="Natal", status="PERKIRAAN",
        entered_at=world.now, reason="uji",
    )  # fmt: skip
    world.row("calendar_day", day.pk, "open_letter")
