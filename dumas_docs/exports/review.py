"""Telaahan staf: the six parts of a staff study, in their order (domain.md §13)."""

from __future__ import annotations

from dataclasses import dataclass

from .blocks import Blocks
from .frame import Frame, Signature
from .paper import Paper

PARTS = ("Persoalan", "Praanggapan", "Fakta yang memengaruhi", "Analisis", "Simpulan", "Saran")


@dataclass(frozen=True, kw_only=True)
class ReviewSheet:
    """A study of one matter for a superior."""

    frame: Frame
    subject: str
    number: str
    problem: Blocks
    assumptions: Blocks
    facts: Blocks
    analysis: Blocks
    conclusion: Blocks
    advice: Blocks
    signature: Signature
    # By whom and when the study was approved.
    approved: str = ""


def review_docx(sheet: ReviewSheet) -> bytes:
    """The study as a docx file; a part without text still has its heading, for the form has six."""
    paper = Paper(sheet.frame)
    paper.letterhead()
    paper.titled("Telaahan staf", number=sheet.number)
    paper.line("TENTANG", "DumasTengah")
    paper.line(sheet.subject.upper(), "DumasTengah")
    headings = paper.new_headings()
    texts = (sheet.problem, sheet.assumptions, sheet.facts, sheet.analysis, sheet.conclusion, sheet.advice)
    for heading, blocks in zip(PARTS, texts, strict=True):
        paper.heading(heading, headings)
        paper.blocks(blocks, plain="DumasIsiRata")
    paper.signature(sheet.signature)
    if sheet.approved:
        paper.line(sheet.approved, "DumasTembusan")
    return paper.finish()
