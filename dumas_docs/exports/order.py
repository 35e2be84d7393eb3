"""Surat perintah: menimbang, dasar, MEMBERI PERINTAH, kepada, untuk, where and when it was given (domain.md §13)."""

from __future__ import annotations

from dataclasses import dataclass

from .blocks import Blocks
from .frame import Frame, Signature
from .paper import Paper
from .people import Ordered, grid_of_people


@dataclass(frozen=True, kw_only=True)
class OrderSheet:
    """An order; `signature` carries where and on which day it was given."""

    frame: Frame
    number: str
    considering: Blocks
    basis: Blocks
    people: tuple[Ordered, ...]
    task: Blocks
    place: str
    period: str
    reporting: str
    charged_to: str
    signature: Signature
    copies: tuple[str, ...] = ()


def order_docx(sheet: OrderSheet) -> bytes:
    """The order as a docx file."""
    paper = Paper(sheet.frame)
    paper.letterhead()
    paper.titled("Surat perintah", number=sheet.number)
    for label, blocks in (("Menimbang", sheet.considering), ("Dasar", sheet.basis)):
        paper.labelled(label, blocks)
    paper.line("MEMBERI PERINTAH", "DumasTengah")
    paper.line("Kepada:", "DumasIsiRata")
    paper.grid(grid_of_people(sheet.people))
    paper.labelled("Untuk", sheet.task)
    facts = (
        ("Tempat", sheet.place), ("Waktu", sheet.period), ("Pelaporan", sheet.reporting),
        ("Beban anggaran", sheet.charged_to),
    )  # fmt: skip
    paper.labels(tuple(fact for fact in facts if fact[1]), label_width=3.6)
    paper.signature(sheet.signature)
    paper.copies(sheet.copies)
    return paper.finish()
