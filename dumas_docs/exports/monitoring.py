"""Laporan hasil pemantauan with its matrix, and the matriks klarifikasi by itself (S0 B.4-6; domain.md §13)."""

from __future__ import annotations

from dataclasses import dataclass

from .blocks import Blocks, Grid, lines, numbered
from .frame import Frame, Signature
from .paper import Paper

MATRIX_HEAD = (
    "No", "Nomor/tanggal surat tindak lanjut", "Pengadu dan terlapor", "Substansi", "Instansi", "Tanggapan",
    "Yang diklarifikasi", "Hasil",
)  # fmt: skip
MATRIX_WIDTHS = (1, 3.4, 3.2, 4, 3.2, 3.6, 3.4, 3.4)
TITLE = "Laporan hasil pemantauan"
REPORT_HEAD = ("No", "Surat tindak lanjut", "Instansi", "Tanggapan", "Yang diklarifikasi", "Hasil")
REPORT_WIDTHS = (0.9, 3.4, 2.8, 3.1, 3.1, 3.2)


@dataclass(frozen=True)
class ClarifiedRow:
    """A follow-up letter and what became of it."""

    letter_ref: str = ""
    parties: str = ""
    matter: str = ""
    institution: str = ""
    response: str = ""
    clarified: str = ""
    result: str = ""


@dataclass(frozen=True, kw_only=True)
class MatrixSheet:
    """The matrix on sheets of its own, lying."""

    frame: Frame
    about: str
    rows: tuple[ClarifiedRow, ...]


@dataclass(frozen=True, kw_only=True)
class MonitoringSheet:
    """The substance report; `further` are sections the office added, as heading and text."""

    frame: Frame
    number: str
    subject: str
    basis: Blocks
    aim: str
    team: tuple[str, ...]
    institutions: tuple[str, ...]
    when_and_where: str
    implementation: Blocks
    rows: tuple[ClarifiedRow, ...]
    agreements: Blocks
    analysis: Blocks
    conclusion: Blocks
    recommendation: Blocks
    further: tuple[tuple[str, Blocks], ...] = ()
    attachments: tuple[str, ...] = ()
    signature: Signature


def matrix_docx(sheet: MatrixSheet) -> bytes:
    """The matrix as a docx file."""
    paper = Paper(sheet.frame, landscape=True)
    paper.line("MATRIKS KLARIFIKASI", "DumasJudul")
    paper.line(sheet.about, "DumasNomor")
    paper.grid(matrix_grid(sheet.rows))
    return paper.finish()


def matrix_grid(rows: tuple[ClarifiedRow, ...]) -> Grid:
    """All columns of domain.md §13."""
    return Grid(MATRIX_HEAD, tuple(
        (
            str(at), row.letter_ref, row.parties, row.matter, row.institution, row.response or "-",
            row.clarified or "-", row.result or "-",
        )
        for at, row in enumerate(rows, start=1)
    ), MATRIX_WIDTHS)  # fmt: skip


def monitoring_docx(sheet: MonitoringSheet) -> bytes:
    """The report as a docx file."""
    paper = Paper(sheet.frame)
    paper.letterhead()
    is_said = sheet.subject.casefold().startswith(TITLE.casefold())
    paper.titled(*(() if is_said else (TITLE,)), sheet.subject, number=sheet.number)
    headings = paper.new_headings()
    for heading, blocks in _sections(sheet):
        if blocks:
            paper.heading(heading, headings)
            paper.blocks(blocks, plain="DumasIsiRata")
    paper.signature(sheet.signature)
    return paper.finish()


def _sections(sheet: MonitoringSheet) -> list[tuple[str, Blocks]]:
    """Their order is the form's: what was added stands before the attachments."""
    matrix = Grid(REPORT_HEAD, tuple(
        (str(at), row.letter_ref, row.institution, row.response or "-", row.clarified or "-", row.result or "-")
        for at, row in enumerate(sheet.rows, start=1)
    ), REPORT_WIDTHS)  # fmt: skip
    where = (*lines(sheet.when_and_where), *lines("\n".join(sheet.institutions)))
    return [
        ("Dasar", sheet.basis),
        ("Maksud dan tujuan", lines(sheet.aim)),
        ("Tim", numbered(sheet.team)),
        ("Waktu dan tempat", where),
        ("Pelaksanaan", sheet.implementation),
        ("Hasil per pengaduan", (matrix,) if sheet.rows else ()),
        ("Kesepakatan", sheet.agreements),
        ("Analisis", sheet.analysis),
        ("Simpulan", sheet.conclusion),
        ("Rekomendasi", sheet.recommendation),
        *sheet.further,
        ("Lampiran", numbered(sheet.attachments)),
    ]
