"""The receipt of a complaint, as a letter (docx) and as plain text for a mail."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

WIDTH = 72
FONT = "Arial"
# Number and tracking code are what the reader looks for.
BOLD_ROWS = 2


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the office confirms. `subject` is empty where it may not be written down; `salutation` is masked."""

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
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    document.core_properties.author = receipt.office
    document.core_properties.title = f"{receipt.title} {receipt.number}"
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
    target = BytesIO()
    document.save(target)
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
