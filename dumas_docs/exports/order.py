"""Surat perintah: menimbang, dasar, MEMBERI PERINTAH, kepada, untuk, where and when it was given (domain.md §13)."""

from __future__ import annotations

from dataclasses import dataclass

from .blocks import Blocks, Grid, Run
from .frame import Frame, Signature
from .paper import Paper

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
        (str(at), f"{each.name}\n(ketua tim)" if each.is_leader else each.name, _unbroken(each.employee_no) or "-",
         each.grade or "-", each.position)
        for at, each in enumerate(sheet.people, start=1)
    )  # fmt: skip
    paper.blocks((Grid(HEAD, rows, WIDTHS),))
    paper.line((Run("Untuk:", bold=True),), "DumasIsiRata")
    paper.blocks(sheet.task, plain="DumasIsiRata")
    facts = (
        ("Tempat", sheet.place), ("Waktu", sheet.period), ("Melapor kepada", sheet.reporting),
        ("Beban anggaran", sheet.charged_to),
    )  # fmt: skip
    paper.labels(tuple(fact for fact in facts if fact[1]), label_width=3.6)
    paper.signature(sheet.signature)
    paper.copies(sheet.copies)
    return paper.finish()


def _unbroken(number: str) -> str:
    """A number that stays on one line."""
    return number.replace(" ", "\N{NO-BREAK SPACE}")
