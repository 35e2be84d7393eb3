"""Numbers for signed letters from several processes at once: the time it takes, what is missing, what is double."""

from __future__ import annotations

import multiprocessing
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, connections

from dumas_docs.access.scope import local_today, person_scope, system_scope
from dumas_docs.actions.number_document import number_document
from dumas_docs.models import OutgoingLetter, RegisterEntry
from workflows.engine.acting import waiting_for
from workflows.models import StepState

from .figures import Figure, seconds
from .office_world import OfficeWorld

PROCESSES = 8
# Children must know the database that was made for this run; a fresh interpreter would open the one of the settings.
FORK = multiprocessing.get_context("fork")


def measure_numbers(world: OfficeWorld) -> list[Figure]:
    """Number every letter that waits at the registry, all of one department and so of one register."""
    person = world.people["agendaris"]
    step_ids = list(waiting_for(person, on=local_today()).order_by("pk").values_list("pk", flat=True))
    name = f"{len(step_ids)} numbers from {PROCESSES} processes"
    if connection.vendor != "postgresql":
        # SQLite lets one write at a time: eight processes would measure its waiting for locks.
        return _figures(name, None, None, None)
    spent = seconds(name, lambda: _number(step_ids, person.pk, world.now))
    letters = StepState.objects.filter(pk__in=step_ids).values("subject_id")
    entries = RegisterEntry.objects.filter(document__in=letters, register__code__startswith="keluar-")
    numbers = list(entries.values_list("number", flat=True))
    texts = set(OutgoingLetter.objects.filter(pk__in=letters).exclude(number="").values_list("number", flat=True))
    gaps = set(range(1, len(step_ids) + 1)) - set(numbers)
    return _figures(name, spent.p50, len(gaps), len(step_ids) - len(texts))


def _figures(name: str, spent: float | None, gaps: int | None, doubles: int | None) -> list[Figure]:
    return [
        Figure(name, spent, spent, 0, unit="s"),
        Figure("gaps in the register", gaps, gaps, 0, unit="", goal="0"),
        Figure("letters without a number of their own", doubles, doubles, 0, unit="", goal="0"),
    ]


def _number(step_ids: list[int], person_id: int, now: datetime) -> None:
    connections.close_all()
    shares = [step_ids[place::PROCESSES] for place in range(PROCESSES)]
    processes = [FORK.Process(target=_work, args=(share, person_id, now)) for share in shares]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise RuntimeError("A process that gave numbers failed.")


def _work(step_ids: list[int], person_id: int, now: datetime) -> None:
    with system_scope("benchmark"):
        person: Any = get_user_model().objects.get(pk=person_id)
        for step in StepState.objects.filter(pk__in=step_ids).order_by("pk"):
            with person_scope(person):
                number_document(step=step, by=person, now=now)
    connections.close_all()
