"""Formulir Informasi Perkembangan Penanganan Pengaduan Masyarakat: the answer to a question about progress (S1 A.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .blocks import Grid, lines
from .dates import day_text
from .frame import Frame, Signature
from .paper import Paper


@dataclass(frozen=True)
class SentLetter:
    """A letter the office sent in the case."""

    number: str
    day: date | None
    institution: str


@dataclass(frozen=True, kw_only=True)
class ProgressSheet:
    """Where a case stands; applicant and subject as the reader may know them."""

    frame: Frame
    register_no: str
    day: date | None
    applicants: tuple[str, ...]
    subject: str
    state: str
    state_day: date | None
    letters: tuple[SentLetter, ...]
    replies: str
    next_step: str
    signature: Signature


def progress_docx(sheet: ProgressSheet) -> bytes:
    """The form as a docx file."""
    paper = Paper(sheet.frame)
    paper.letterhead()
    paper.line("FORMULIR INFORMASI PERKEMBANGAN", "DumasJudul")
    paper.line("PENANGANAN PENGADUAN MASYARAKAT", "DumasJudul")
    paper.line("", "DumasNomor")
    paper.labels((
        ("Nomor register", sheet.register_no), ("Tanggal", day_text(sheet.day)),
        ("Pemohon", "\n".join(sheet.applicants) or "-"), ("Hal", sheet.subject),
        ("Keadaan", f"{sheet.state} ({day_text(sheet.state_day)})" if sheet.state_day else sheet.state),
    ), label_width=3.6)  # fmt: skip
    paper.line("Surat yang telah dikirim", "DumasTabelKepala")
    rows = tuple((str(at), each.number, day_text(each.day), each.institution)
                 for at, each in enumerate(sheet.letters, start=1)) or (("-", "Belum ada", "", ""),)  # fmt: skip
    paper.grid(Grid(("No", "Nomor surat", "Tanggal", "Instansi"), rows, (1, 6, 4, 5.5)))
    for heading, text in (("Ringkasan tanggapan", sheet.replies or "Belum ada tanggapan."),
                          ("Langkah berikutnya", sheet.next_step or "-")):  # fmt: skip
        paper.line(heading, "DumasBagian")
        paper.blocks(lines(text), plain="DumasIsiRata")
    paper.signature(sheet.signature)
    return paper.finish()
