"""Lembar disposisi: what came in, to whom it goes on, what is asked, and the paraf of who gave it (F15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .blocks import Run
from .dates import day_text
from .frame import BLANK, Frame
from .paper import Paper

URGENCIES = ("Sangat segera", "Segera", "Rahasia")
TICKED, EMPTY = "☒", "☐"
NOTE_LINES = 4
WIDTHS = (3.3, 5.35, 2.9, 4.95)


@dataclass(frozen=True)
class Choice:
    """A line to tick."""

    text: str
    ticked: bool = False


@dataclass(frozen=True, kw_only=True)
class DispositionSheet:
    """One disposition of one letter."""

    frame: Frame
    sender: str
    sender_no: str
    sender_day: date | None
    received: date | None
    agenda_no: str
    urgency: tuple[str, ...]
    subject: str
    forwarded_to: tuple[Choice, ...]
    instructions: tuple[Choice, ...]
    note: str = ""
    position: str = ""
    given_by: str = ""
    initialled_by: str = ""
    day: date | None = None


def disposition_docx(sheet: DispositionSheet) -> bytes:
    """The sheet as a docx file."""
    paper = Paper(sheet.frame)
    paper.letterhead()
    paper.line("LEMBAR DISPOSISI", "DumasJudul")
    paper.line("", "DumasNomor")
    urgency = _ticks(tuple(Choice(name, name in sheet.urgency) for name in URGENCIES), between=" " * 6)
    rows = (
        ("Surat dari", sheet.sender),
        ("Nomor surat", sheet.sender_no, "Tanggal surat", day_text(sheet.sender_day)),
        ("Diterima tanggal", day_text(sheet.received), "Nomor agenda", sheet.agenda_no),
        ("Sifat", urgency),
        ("Hal", sheet.subject),
        (_headed("Diteruskan kepada:", _ticks(sheet.forwarded_to)),
         _headed("Dengan hormat harap:", _ticks(sheet.instructions))),
        (_headed("Catatan:", sheet.note + "\n" * max(0, NOTE_LINES - sheet.note.count("\n"))),),
    )  # fmt: skip
    paper.boxes(rows, WIDTHS)
    for line in (
        f"{sheet.position}," if sheet.position else "", f"Paraf: {sheet.initialled_by or BLANK}", sheet.given_by,
        f"Tanggal: {day_text(sheet.day) or BLANK}",
    ):  # fmt: skip
        if line:
            paper.line(line, "DumasTandaTangan")
    return paper.finish()


def _headed(heading: str, text: str) -> tuple[Run, ...]:
    return Run(heading, bold=True), Run(f"\n{text}")


def _ticks(choices: tuple[Choice, ...], *, between: str = "\n") -> str:
    ticks = ((TICKED if each.ticked else EMPTY, each.text) for each in choices)
    return between.join("\N{NO-BREAK SPACE}".join(each) for each in ticks)
