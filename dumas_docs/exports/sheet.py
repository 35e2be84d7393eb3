"""The empty sheet, templates/docx/naskah.docx, and the packing of what was written on it.

The sheet is read once in a process. A document copies the parts it changes and is packed together with those that never
change, which is why it costs less than opening and saving the sheet each time. The file is looked for in the folders of
the HTML templates, so an office puts its own sheet in front of this one in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.template import engines
from docx import Document
from docx.opc.oxml import serialize_part_xml
from docx.parts.document import DocumentPart
from lxml import etree

SHEET = "docx/naskah.docx"
BODY, CORE = "word/document.xml", "docProps/core.xml"


class SheetMissing(LookupError):
    """No template folder holds docx/naskah.docx."""


@dataclass(frozen=True)
class Sheet:
    """The sheet as it was read: what never changes, packed, and the names of the parts that each document copies."""

    kept: bytes
    main: DocumentPart
    header: str
    footer: str
    numbering: str

    def part(self, name: str) -> etree._Element:
        """Root of one part; copy it before writing."""
        return next(part.element for part in self.main.package.iter_parts() if _name(part) == name)


@cache
def read_sheet() -> Sheet:
    """The sheet. Raises SheetMissing."""
    folders = engines["django"].template_dirs
    found = next((path for folder in folders if (path := Path(folder) / SHEET).is_file()), None)
    if found is None:
        raise SheetMissing(SHEET)
    document = Document(str(found))
    section = document.sections[0]
    names = [_name(part) for part in (section.header.part, section.footer.part, document.part.numbering_part)]
    whole, kept = BytesIO(), BytesIO()
    document.save(whole)
    with ZipFile(whole) as source, ZipFile(kept, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if entry.filename not in {BODY, CORE, *names}:
                target.writestr(entry.filename, source.read(entry))
    return Sheet(kept.getvalue(), document.part, *names)


def packed(sheet: Sheet, changing: Mapping[str, etree._Element]) -> bytes:
    """The file with its changing parts beside the kept ones."""
    target = BytesIO()
    target.write(sheet.kept)
    with ZipFile(target, "a", ZIP_DEFLATED) as archive:
        for name, element in changing.items():
            archive.writestr(name, serialize_part_xml(element))
    return target.getvalue()


def _name(part: Any) -> str:
    return str(part.partname).lstrip("/")
