"""Surat perintah: menimbang, dasar, MEMBERI PERINTAH, kepada, untuk, where and when it was given (domain.md §13)."""

from __future__ import annotations

from dataclasses import dataclass

from .blocks import Blocks, Grid, Line, Run
from .frame import Frame, Signature
from .paper import Paper

HEAD = ("No", "Nama", "NIP", "Pangkat/Golongan", "Jabatan")
WIDTHS = (1, 4.5, 3.8, 3.4, 4.4)


@dataclass(frozen=True)
class Ordered:
    """One person ordered."""

    name: str
    employee_no: str
    grade: str
    position: str
    is_leader: bool = False


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
    paper.line("SURAT PERINTAH", "DumasJudul")
    paper.line(f"NOMOR {sheet.number}" if sheet.number else "NOMOR", "DumasNomor")
    for label, blocks in (("Menimbang", sheet.considering), ("Dasar", sheet.basis)):
        paper.line((Run(f"{label}:", bold=True),), "DumasIsiRata")
        paper.blocks(blocks, plain="DumasIsiRata")
    paper.line("MEMBERI PERINTAH", "DumasTengah")
    paper.line((Run("Kepada:", bold=True),), "DumasIsiRata")
    rows = tuple(
        (str(at), f"{each.name}\n(ketua tim)" if each.is_leader else each.name, each.employee_no or "-",
         each.grade or "-", each.position)
        for at, each in enumerate(sheet.people, start=1)
    )  # fmt: skip
    paper.blocks((Grid(HEAD, rows, WIDTHS),))
    paper.line((Run("Untuk:", bold=True),), "DumasIsiRata")
    paper.blocks(_task(sheet), plain="DumasIsiRata")
    paper.signature(sheet.signature)
    paper.copies(sheet.copies)
    return paper.finish()


def _task(sheet: OrderSheet) -> Blocks:
    """What is to be done, and below it in the same form: where, when, to whom to report, who pays."""
    more = (
        ("Tempat", sheet.place), ("Waktu", sheet.period), ("Melapor", sheet.reporting),
        ("Beban anggaran", sheet.charged_to),
    )  # fmt: skip
    facts = [Line((Run(f"{label}: ", bold=True), Run(text))) for label, text in more if text]
    return (*sheet.task, *facts)
