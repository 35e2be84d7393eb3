"""What stands in a docx file, read with python-docx as a word processor would read it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn


def opened(content: bytes) -> Any:
    return Document(BytesIO(content))


def body_texts(content: bytes) -> list[str]:
    """Paragraphs and rows of tables in their order, cells parted by " | "; empty ones left out."""
    found = []
    for child in opened(content).element.body:
        if child.tag == qn("w:p"):
            found.append(text_of(child))
        elif child.tag == qn("w:tbl"):
            found += [
                " | ".join(" ".join(text_of(p) for p in cell.iter(qn("w:p"))) for cell in row.iter(qn("w:tc")))
                for row in child.iter(qn("w:tr"))
            ]
    return [text for text in found if text.strip()]


def text_of(element: Any) -> str:
    return "".join("\n" if node.tag == qn("w:br") else node.text or "" for node in element.iter(qn("w:t"), qn("w:br")))


def header_of(content: bytes) -> Any:
    return opened(content).sections[0].header._element


def footer_of(content: bytes) -> Any:
    return opened(content).sections[0].footer._element
