"""What writing costs: sharing and blocking a wide folder, moving a case, creating documents one by one and in bulk."""

from __future__ import annotations

from datetime import datetime
from itertools import cycle
from typing import Any

from dumas_docs.access import grants, pointers
from dumas_docs.actions.add_document import add_document
from dumas_docs.actions.add_documents import add_documents
from dumas_docs.models import BasePage, Cause, Folder, IncomingLetter

from .figures import Figure, rate, timed
from .world import World

ONE_BY_ONE = 300
IN_BULK = 3000


def measure_writes(world: World, *, now: datetime) -> list[Figure]:
    """Time inside SQL for changes of access; documents a second for creation."""
    below = BasePage.objects.filter(path__startswith=world.wide.path).count()
    causes: list[Any] = []

    def share() -> None:
        causes.append(
            grants.give(
                page=world.wide, role="reader", to=world.few, cause=Cause.BERBAGI, now=now, cause_ref=str(len(causes))
            )
        )

    def block() -> None:
        _inherit(world.wide, inherits=False)
        _inherit(world.wide, inherits=True)

    case = BasePage.objects.filter(path__startswith=world.wide.path, depth=world.wide.depth + 2).first()
    targets = cycle(Folder.objects.filter(path__startswith=world.offices[0].path, depth=world.offices[0].depth + 1))

    def move() -> None:
        if case is not None:
            BasePage.objects.get(pk=case.pk).specific.move(next(targets), pos="last-child")

    return [
        timed(f"share a folder of {below}", share, times=20, goal="≤ 5 ms in SQL", sql_only=True),
        timed(f"block and unblock a folder of {below}", block, times=20, sql_only=True),
        timed("move a case", move, times=20),
        rate("documents through the action", lambda: _one_by_one(world, now=now), goal="≥ 60/s"),
        rate("documents in bulk", lambda: _in_bulk(world, now=now), goal="≥ 250/s"),
    ]


def _inherit(folder: BasePage, *, inherits: bool) -> None:
    BasePage.objects.filter(pk=folder.pk).update(inherits=inherits)
    pointers.rebuild(folder)


def _letter(serial: int, now: datetime) -> IncomingLetter:
    return IncomingLetter(
        subject=f"Surat {serial}", received_at=now, sender="Instansi", addressee="Unit", body="Isi surat. " * 40
    )


def _one_by_one(world: World, *, now: datetime) -> int:
    year = Folder.objects.get(path__startswith=world.offices[1].path, slug="2026")
    for serial in range(ONE_BY_ONE):
        add_document(parent=year, document=_letter(serial, now), by=None, now=now)
    return ONE_BY_ONE


def _in_bulk(world: World, *, now: datetime) -> int:
    year = Folder.objects.get(path__startswith=world.offices[2].path, slug="2026")
    add_documents(parent=year, documents=[_letter(n, now) for n in range(IN_BULK)], by=None, now=now)
    return IN_BULK
