"""OpenDocument text and spreadsheets."""

import zipfile
from typing import BinaryIO

from lxml import etree

from dumas_docs.imports.readers.reading import Encrypted, Reading
from dumas_docs.imports.readers.xml import local_name, parse_xml

# Deleted text of tracked changes is kept by OpenDocument beside the letter, not in it.
SKIPPED = frozenset({"tracked-changes", "forms", "sequence-decls"})


def read(*, stream: BinaryIO, reading: Reading) -> None:
    with zipfile.ZipFile(stream) as archive:
        names = archive.namelist()
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise Encrypted
        body = parse_xml(archive.read("content.xml"))
        lines = _lines(next(node for node in body if local_name(node) == "body"))
        if "styles.xml" in names:
            for part in parse_xml(archive.read("styles.xml")).iter():
                if local_name(part) in ("header", "footer"):
                    lines += _lines(part)
    reading.add_page("\n".join(lines))


def _lines(element: etree._Element) -> list[str]:
    lines: list[str] = []
    for child in element:
        name = local_name(child)
        if name in ("p", "h"):
            lines += _inline(child).split("\n")
        elif name == "table-row":
            cells = [" ".join(_lines(cell)) for cell in child if local_name(cell) == "table-cell"]
            lines.append("\t".join(cells).rstrip())
        elif name and name not in SKIPPED:
            lines += _lines(child)
    return lines


def _inline(element: etree._Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        match local_name(child):
            case "tab":
                pieces.append("\t")
            case "s":
                pieces.append(" ")
            case "line-break":
                pieces.append("\n")
            case "p" | "h":
                pieces.append("\n" + _inline(child))
            case name if name:
                pieces.append(_inline(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
