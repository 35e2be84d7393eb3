"""What people do with a docx in Word, done to the file itself."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def edited(content: bytes, change: Callable[[Any], None]) -> bytes:
    """The file after `change(document)`."""
    document = Document(BytesIO(content))
    change(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def replaced(old: str, new: str) -> Callable[[Any], None]:
    """Change the words of a paragraph or of a cell of a table."""

    def change(document: Any) -> None:
        cells = [p for table in document.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
        found = [p for p in (*document.paragraphs, *cells) if old in p.text]
        assert found, old
        for paragraph in found:
            paragraph.text = paragraph.text.replace(old, new)

    return change


def before_signature(xml: str) -> Callable[[Any], None]:
    """Insert paragraphs of raw XML at the end of the text."""

    def change(document: Any) -> None:
        place = next(p for p in document.paragraphs if p.style.name == "Dumas Tanda Tangan")
        place._p.addprevious(parse_xml(xml.replace("<w:p", f"<w:p {nsdecls('w', 'r')}", 1)))

    return change


def with_relation(content: bytes, kind: str, target: str, *, part: str = "word/_rels/document.xml.rels") -> bytes:
    """The file with one relation to something outside of it."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(out, "w", ZIP_DEFLATED) as into:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == part:
                relation = f'<Relationship Id="rId99" Type="{REL}/{kind}" Target="{target}" TargetMode="External"/>'
                data = data.replace(b"</Relationships>", relation.encode() + b"</Relationships>")
            into.writestr(entry.filename, data)
    return out.getvalue()
