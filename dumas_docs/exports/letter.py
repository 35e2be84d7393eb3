"""Surat dinas: letterhead, head with place and day level with the number, Yth., text, signature, tembusan (F12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .blocks import Blocks
from .dates import day_text
from .frame import BLANK, Frame, Signature
from .paper import Paper

NO_ATTACHMENT = "-"


@dataclass(frozen=True)
class Addressee:
    """One line of "Yth." """

    name: str
    place: str = ""

    @property
    def text(self) -> str:
        return f"{self.name}\n{self.place}" if self.place else self.name


@dataclass(frozen=True, kw_only=True)
class LetterSheet:
    """A letter to somebody outside."""

    frame: Frame
    number: str
    nature: str
    attachments: str
    subject: str
    place: str
    day: date | None
    to: tuple[Addressee, ...]
    body: Blocks
    signature: Signature
    copies: tuple[str, ...] = ()


def letter_docx(sheet: LetterSheet) -> bytes:
    """The letter as a docx file."""
    paper = Paper(sheet.frame)
    paper.letterhead()
    rows = (
        ("Nomor", sheet.number or BLANK), ("Sifat", sheet.nature), ("Lampiran", sheet.attachments or NO_ATTACHMENT),
        ("Hal", sheet.subject),
    )  # fmt: skip
    paper.labels(rows, right=f"{sheet.place}, {day_text(sheet.day) or BLANK}")
    address(paper, sheet.to)
    paper.blocks(sheet.body)
    paper.signature(sheet.signature)
    paper.copies(sheet.copies)
    return paper.finish()


def address(paper: Paper, to: tuple[Addressee, ...]) -> None:
    """ "Yth." and one addressee, or a numbered list of several."""
    if len(to) == 1:
        paper.line(f"Yth. {to[0].text}", "DumasAlamat")
    elif to:
        paper.line("Yth.", "DumasAlamat")
        list_id = paper.new_list()
        for each in to:
            paper.number(paper.line(each.text, "DumasAlamatButir"), list_id)
    paper.line("", "DumasAlamat")
