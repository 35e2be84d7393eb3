"""People on paper: who is ordered to do something, and who travels."""

from __future__ import annotations

from dataclasses import dataclass

from .blocks import Grid

HEAD = ("No", "Nama", "NIP", "Pangkat/Golongan", "Jabatan")
WIDTHS = (1, 4.2, 4.3, 3.2, 4.4)
MAY_LACK = (2, 3)


@dataclass(frozen=True)
class Ordered:
    """One person ordered."""

    name: str
    employee_no: str
    grade: str
    position: str
    is_leader: bool = False


def grid_of_people(people: tuple[Ordered, ...]) -> Grid:
    """Name, NIP, rank and position; without NIP or rank where those of nobody are known."""
    rows = [
        (str(at), f"{each.name}\n(ketua tim)" if each.is_leader else each.name, _unbroken(each.employee_no), each.grade,
         each.position)
        for at, each in enumerate(people, start=1)
    ]  # fmt: skip
    kept = [at for at in range(len(HEAD)) if at not in MAY_LACK or any(row[at] for row in rows)]
    return Grid(
        tuple(HEAD[at] for at in kept),
        tuple(tuple(row[at] or "-" for at in kept) for row in rows),
        tuple(WIDTHS[at] for at in kept),
    )


def _unbroken(number: str) -> str:
    """A number that stays on one line."""
    return number.replace(" ", "\N{NO-BREAK SPACE}")
