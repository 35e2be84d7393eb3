"""People on paper: who is ordered to do something, and who travels."""

from __future__ import annotations

from dataclasses import dataclass

from .blocks import Grid

HEAD = ("No", "Nama", "NIP", "Pangkat/Golongan", "Jabatan")
WIDTHS = (1, 4.2, 4.3, 3.2, 4.4)


@dataclass(frozen=True)
class Ordered:
    """One person ordered."""

    name: str
    employee_no: str
    grade: str
    position: str
    is_leader: bool = False


def grid_of_people(people: tuple[Ordered, ...]) -> Grid:
    """Name, NIP, rank and position (domain.md §13); what is not known is seen to be lacking."""
    rows = [
        (str(at), f"{each.name}\n(ketua tim)" if each.is_leader else each.name, _unbroken(each.employee_no), each.grade,
         each.position)
        for at, each in enumerate(people, start=1)
    ]  # fmt: skip
    return Grid(HEAD, tuple(tuple(text or "-" for text in row) for row in rows), WIDTHS)


def _unbroken(number: str) -> str:
    """A number that stays on one line."""
    return number.replace(" ", "\N{NO-BREAK SPACE}")
