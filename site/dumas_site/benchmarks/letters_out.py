"""A letter as docx through the product's export, beside bare python-docx writing the same text in the same styles."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from django.template import engines
from docx import Document
from docx.table import Table

from dumas_docs.access.scope import person_scope
from dumas_docs.actions.export_document import export_document
from dumas_docs.exports.sheet import SHEET

from .figures import Figure, timed
from .office_world import OfficeWorld
from .running_chains import new_letter

PARAGRAPHS = 12
TIMES = 40


def measure_export(world: OfficeWorld) -> Figure:
    """A letter of two pages, with the rights asked, the identities masked and the taking on record."""
    letter, person = new_letter(world, department=1, paragraphs=PARAGRAPHS), world.people["analis-1"]

    def export() -> bytes:
        with person_scope(person):
            return export_document(page=letter, version=letter, revision_id=None, by=person, now=world.now).content

    sheet = next(path for folder in engines["django"].template_dirs if (path := Path(folder) / SHEET).is_file())
    said = Document(BytesIO(export()))
    blocks = [_said(block) for block in said.iter_inner_content()]
    around = [_lines(part) for part in (said.sections[0].header, said.sections[0].footer)]
    if [_said(block) for block in Document(BytesIO(_bare(sheet, blocks, around))).iter_inner_content()] != blocks:
        raise RuntimeError("The bare file does not say what the exported one says.")
    bare = timed("bare python-docx", lambda: _bare(sheet, blocks, around), times=TIMES)
    figure = timed("a letter to docx through the export", export, times=TIMES, goal="≤ 1.3 × bare")
    if figure.p50 and bare.p50:
        figure.beside, figure.ratio = f"{bare.name} {bare.p50:.1f} ms", figure.p50 / bare.p50
    return figure


def _bare(sheet: Path, blocks: list[Any], around: list[Any]) -> bytes:
    """What a script would do: open the sheet, write block after block, save."""
    document = Document(str(sheet))
    for block in blocks:
        if isinstance(block[0], list):
            table = document.add_table(len(block), len(block[0]))
            for cells, row in zip(block, table.rows, strict=True):
                for lines, cell in zip(cells, row.cells, strict=True):
                    style, text = lines[0]
                    cell.paragraphs[0].style, cell.paragraphs[0].text = style, text
        else:
            document.add_paragraph(block[1], block[0])
    section = document.sections[0]
    for part, lines in zip((section.header, section.footer), around, strict=True):
        for style, text in lines:
            part.add_paragraph(text, style)
    document.core_properties.title = "Surat"
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _said(block: Any) -> Any:
    """A paragraph as (style, text); a table as rows of cells of paragraphs."""
    if isinstance(block, Table):
        return [[_lines(cell) for cell in row.cells] for row in block.rows]
    return (block.style.name, block.text)


def _lines(part: Any) -> list[tuple[str, str]]:
    return [(paragraph.style.name, paragraph.text) for paragraph in part.paragraphs]
