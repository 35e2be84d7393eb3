"""The receipt of a complaint, as a letter (docx) and as plain text for a mail."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.oxml import serialize_part_xml
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart
from docx.shared import Cm, Pt

WIDTH = 72
FONT = "Arial"
# Number and tracking code are what the reader looks for.
BOLD_ROWS = 2
# The only parts of the file that differ from receipt to receipt.
BODY, CORE = "word/document.xml", "docProps/core.xml"


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the office confirms. `subject` is empty where it may not be written down.

    `salutation` names the complainant or nobody."""

    office: str
    ministry: str
    number: str
    tracking_code: str
    date: str
    channel: str
    subject: str
    salutation: str
    requests: tuple[str, ...]
    contacts: tuple[str, ...]

    @property
    def title(self) -> str:
        return _("Receipt of a complaint")

    @property
    def opening(self) -> str:
        return _("Your submission was received and recorded by our office with the following data.")

    @property
    def rows(self) -> list[tuple[str, str]]:
        rows = [
            (_("Register number"), self.number),
            (_("Tracking code"), self.tracking_code),
            (_("Received on"), self.date),
            (_("Channel"), self.channel),
            (_("Subject"), self.subject or _("Not written here, for your safety.")),
        ]
        return rows

    @property
    def request_heading(self) -> str:
        return _("What is still needed") if self.requests else _("Completeness")

    @property
    def request_lines(self) -> tuple[str, ...]:
        return self.requests or (_("The file is now examined; we write to you if something is still needed."),)

    @property
    def progress(self) -> list[str]:
        """How to ask for progress (S1 A.2.6), the time limit (S1 A.3.2) and the costs (S1 A.4)."""
        return [
            _("To ask for progress, state the tracking code: %(contacts)s, or in person during office hours.")
            % {"contacts": ", ".join(self.contacts)},
            _("A follow-up letter is issued at the latest 14 working days after the complaint is complete."),
            _("This service is free of charge. Keep the tracking code to yourself: it stands for your complaint."),
        ]


def receipt_text(receipt: Receipt) -> str:
    """The receipt for the body of a mail."""
    widest = max(len(label) for label, _value in receipt.rows)
    lines = [receipt.ministry.upper(), receipt.office.upper(), "=" * WIDTH, "", receipt.title.upper(), ""]
    lines += [receipt.salutation, "", receipt.opening, ""]
    lines += [f"{label:<{widest}} : {value}" for label, value in receipt.rows]
    lines += ["", f"{receipt.request_heading}:"]
    lines += [f"{number}. {line}" for number, line in enumerate(receipt.request_lines, start=1)]
    lines += ["", *receipt.progress, "", receipt.office, ""]
    return "\n".join(line for line in lines)


def receipt_docx(receipt: Receipt) -> bytes:
    """The receipt on the office's letterhead, A4."""
    packed, part = _empty_letter()
    # A copy of the empty body; styles and settings are only looked up.
    document = DocumentObject(deepcopy(part.element), part)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    _line(document, receipt.ministry.upper(), size=12, centred=True, after=0)
    rule = _line(document, receipt.office.upper(), size=13, bold=True, centred=True, after=14)
    _underline(rule)
    _line(document, receipt.title.upper(), size=12, bold=True, centred=True, after=14)
    _line(document, receipt.salutation)
    _line(document, receipt.opening)
    table = document.add_table(rows=len(receipt.rows), cols=2)
    # Whole columns at once: python-docx works the grid out anew for every single cell.
    cells = zip(table.column_cells(0), table.column_cells(1), strict=True)
    for at, ((label, value), (left, right)) in enumerate(zip(receipt.rows, cells, strict=True)):
        left.width, right.width = Cm(4.5), Cm(11.5)
        left.text = label
        right.paragraphs[0].add_run(value).bold = at < BOLD_ROWS
    _line(document, f"{receipt.request_heading}:", bold=True, before=10)
    for line in receipt.request_lines:
        document.add_paragraph(line, style="List Number")
    for line in receipt.progress:
        _line(document, line, before=4)
    _line(document, receipt.office, before=18)
    core = CorePropertiesPart.default(part.package)
    core.core_properties.author = receipt.office
    core.core_properties.title = f"{receipt.title} {receipt.number}"
    return _packed(packed, {BODY: serialize_part_xml(document.element), CORE: core.blob})


@cache
def _empty_letter() -> tuple[bytes, DocumentPart]:
    """What every receipt has in common, made once: the packed parts that never change, and the empty document."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    whole, kept = BytesIO(), BytesIO()
    document.save(whole)
    with ZipFile(whole) as source, ZipFile(kept, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if entry.filename not in (BODY, CORE):
                target.writestr(entry.filename, source.read(entry))
    return kept.getvalue(), document.part


def _packed(kept: bytes, changing: dict[str, bytes]) -> bytes:
    target = BytesIO()
    target.write(kept)
    with ZipFile(target, "a", ZIP_DEFLATED) as archive:
        for name, content in changing.items():
            archive.writestr(name, content)
    return target.getvalue()


def _line(document, text, *, size=11, bold=False, centred=False, before=0, after=6):
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _underline(paragraph) -> None:
    """The double rule under a letterhead; python-docx has no call for it."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "thinThickSmallGap"), ("sz", "18"), ("space", "6"), ("color", "auto")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)
