"""What a day at the desk costs: the tasks of a person, a step of a chain, the board of time limits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from wagtail.models import TaskState

from dumas_docs.access.scope import local_today, person_scope
from dumas_docs.selectors.tasks import tasks_of
from workflows.calendar.change import change_days
from workflows.calendar.office import DayChange
from workflows.clocks.recompute import recompute_open_clocks
from workflows.clocks.selectors import deadline_board
from workflows.engine.acting import waiting_for
from workflows.engine.decide import approve_step
from workflows.models import Clock, DayKind, StepState

from .figures import Figure, rate, seconds, timed
from .office_world import CLOCK_DAYS, OfficeWorld

TASKS = "Tugas saya"
STEPS = 200


def measure_tasks(world: OfficeWorld, *, waiting: int) -> Figure:
    """The page /tugas/ of the head of division before whom `waiting` letters wait, through the whole of Django."""
    person = world.people["kabid-0"]
    with person_scope(person):
        found = sum(len(rows) for rows in tasks_of(user=person, on=local_today()).values())
    if found != waiting:
        raise RuntimeError(f"{found} tasks instead of {waiting}")
    return timed(
        f"{TASKS}, {waiting} waiting", _opening(person, "/tugas/"), times=10, goal="≤ 25 queries, ≤ stock panel"
    )


def measure_steps(world: OfficeWorld, *, waiting: int) -> Figure:
    """Initialling through the action, as its own person, one letter after the other."""
    person = world.people["kabid-0"]
    steps = list(waiting_for(person, on=local_today()).order_by("pk")[: min(STEPS, waiting)])

    def initial() -> int:
        for step in steps:
            with person_scope(person):
                approve_step(step=step, by=person, now=world.now)
        return len(steps)

    figure = rate("a chain step through the action", initial, goal="≥ 20/s")
    passed = StepState.objects.filter(pk__in=[s.pk for s in steps], status=TaskState.STATUS_APPROVED).count()
    if passed != len(steps):
        raise RuntimeError(f"{passed} steps passed instead of {len(steps)}")
    return figure


def measure_board(world: OfficeWorld) -> Figure:
    """The page /tenggat/ of the deputy, who reads every case."""
    person = world.people["deputi"]
    clocks = Clock.objects.running()
    shown = deadline_board(subject_ids=clocks.values("subject_id"), on=local_today()).total
    return timed(
        f"deadline board, {shown} running limits", _opening(person, "/tenggat/"), times=15, goal="≤ 15 queries"
    )


def measure_recompute(world: OfficeWorld) -> Figure:
    """Every running limit moved by days off that are entered in the calendar, and by one taken out again."""
    by = world.people["deputi"]
    today = local_today()
    week = [today + timedelta(days=days) for days in range(-CLOCK_DAYS, CLOCK_DAYS)]
    free = [DayChange(day, DayKind.CUTI_BERSAMA, "Cuti ukur") for day in week if day.weekday() == 2]
    change_days(changes=free, by=by, now=world.now, reason="Pengukuran")
    moved: list[Any] = []

    def recompute() -> None:
        moved.extend(recompute_open_clocks(by=by, reason="Pengukuran", now=world.now))

    figure = seconds("recomputing open time limits", recompute, goal="≤ 10 s")
    figure.name = f"recomputing {Clock.objects.running().count()} open time limits, {len(moved)} move"
    return figure


def _opening(person: Any, address: str) -> Any:
    client = Client()
    client.force_login(person)

    def open_page() -> None:
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}")

    return open_page
