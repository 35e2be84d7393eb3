"""What every document out has around its text: letterhead, marks of secrecy, signature, and whose copy it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .dates import day_text

# Where a number, a day or initials are written in later.
BLANK = "." * 20


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The sheet a document is written on. An empty text means that the sheet does not carry it."""

    letterhead: tuple[str, ...]
    title: str
    author: str = ""
    # In red on top and bottom of every page; urgency below it (F14).
    secrecy: str = ""
    urgency: str = ""
    # On page 1 of secret letters, also for a single copy (F13).
    copy_line: str = ""
    is_draft: bool = False
    is_void: bool = False
    verification: str = ""
    # Who took this copy of a secret document, when, and which copy it is (domain.md §10).
    taken_by: str = ""
    # What tells the version when the file comes back (imports/round_trip).
    version: str = ""


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who signs: `capacity` is "a.n.", "u.b.", "Plt." or "Plh."; `principal` is in whose name, for a.n."""

    position: str
    capacity: str = ""
    principal: str = ""
    name: str = ""
    employee_no: str = ""
    grade: str = ""
    place: str = ""
    day: date | None = None
    # Stands before the day on a line of its own, as in "Ditetapkan di Jakarta / pada tanggal 3 Maret 2026".
    day_lead: str = ""
    # Stands where ink would be, for a letter signed electronically.
    note: str = ""

    @property
    def place_lines(self) -> tuple[str, ...]:
        """Nothing where place and day stand in the head of the document."""
        if self.day_lead:
            return self.place, f"{self.day_lead} {day_text(self.day) or BLANK}"
        place_and_day = ", ".join(text for text in (self.place, day_text(self.day)) if text)
        return (place_and_day,) if place_and_day else ()

    @property
    def position_lines(self) -> tuple[str, ...]:
        """Nothing where no position is known."""
        own = f"{self.position}," if self.position else ""
        if self.principal:
            return tuple(line for line in (f"{self.capacity} {self.principal}".strip(), own) if line)
        return (f"{self.capacity} {own}".strip(),) if own else ()
