"""Word documents: body, tables, text boxes, headers, footers, notes and comments in reading order."""

import re
from typing import BinaryIO

import docx
from lxml import etree

from dumas_docs.imports.readers.reading import Reading
from dumas_docs.imports.readers.xml import local_name, parse_xml

EXTRA_PARTS = (
    re.compile(r"/word/header\d*\.xml$"),
    re.compile(r"/word/footer\d*\.xml$"),
    re.compile(r"/word/(footnotes|endnotes|comments)\.xml$"),
)
# Fallback repeats what Choice says; deleted text of tracked changes is no longer part of the letter.
SKIPPED = frozenset({"Fallback", "del", "moveFrom", "instrText", "pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr"})


def read(*, stream: BinaryIO, reading: Reading) -> None:
    document = docx.Document(stream)
    lines = block_lines(document.element.body)
    parts = sorted(document.part.package.iter_parts(), key=lambda part: str(part.partname))
    for pattern in EXTRA_PARTS:
        for part in parts:
            if pattern.search(str(part.partname)):
                reading.check_time()
                extra = block_lines(parse_xml(part.blob))
                lines += [line for line in extra if line.strip() and line not in lines]
    reading.add_page("\n".join(lines))


def block_lines(element: etree._Element) -> list[str]:
    """Lines of a block: one for each paragraph and one for each table row with tabs between its cells."""
    lines: list[str] = []
    for child in element:
        name = local_name(child)
        if name == "p":
            lines += _paragraph(child).split("\n")
        elif name == "tr":
            lines.append("\t".join(" ".join(filter(None, block_lines(cell))) for cell in _cells(child)))
        elif name and name not in SKIPPED:
            lines += block_lines(child)
    return lines


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row.iter() if local_name(cell) == "tc" and _nearest_row(cell) is row]


def _nearest_row(cell: etree._Element) -> etree._Element | None:
    return next((parent for parent in cell.iterancestors() if local_name(parent) == "tr"), None)


def _paragraph(paragraph: etree._Element) -> str:
    pieces: list[str] = []
    boxes: list[str] = []
    _collect(paragraph, pieces, boxes)
    return "\n".join(["".join(pieces), *boxes])


def _collect(element: etree._Element, pieces: list[str], boxes: list[str]) -> None:
    for child in element:
        match local_name(child):
            case "t":
                pieces.append(child.text or "")
            case "tab":
                pieces.append("\t")
            case "br" | "cr":
                pieces.append("\n")
            case "noBreakHyphen":
                pieces.append("-")
            case "txbxContent":
                boxes += block_lines(child)
            case name if name and name not in SKIPPED:
                _collect(child, pieces, boxes)
