"""Lists of documents found, for taking out: as CSV, as a sheet for reckoning, as a docx."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from .blocks import Grid
from .dates import day_text
from .frame import Frame
from .paper import UNWRITABLE, Paper

COLUMNS = ("Nomor", "Tanggal", "Jenis", "Perihal", "Keadaan", "Unit", "Tingkat keamanan")
WIDTHS = (3.4, 2.8, 2.8, 7.2, 3.2, 3.6, 2.4)
SHEET_WIDTHS = (22, 14, 20, 60, 24, 36, 18)
DAY_AT = COLUMNS.index("Tanggal")
# Days with Indonesian names of months: 12 Maret 2026.
# Sheets know no day before it.
FIRST_YEAR = 1900
DAY_FORMAT = "[$-421]d mmmm yyyy"
# A spreadsheet would take a text that begins so for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class FoundLine:
    """One document of the list, as its reader may know it."""

    number: str
    day: date | None
    kind: str
    subject: str
    state: str
    unit: str
    level: str

    @property
    def cells(self) -> tuple[str, ...]:
        texts = (self.number, day_text(self.day), self.kind, self.subject, self.state, self.unit, self.level)
        return tuple(UNWRITABLE.sub("", text) for text in texts)


@dataclass(frozen=True, kw_only=True)
class FoundList:
    """The list with its heading, and whose copy it is (empty below RAHASIA)."""

    frame: Frame
    question: str
    taken: str
    # What answers as well and does not stand in the list, and why.
    left_out: tuple[str, ...] = ()
    lines: Sequence[FoundLine]


def found_csv(found: FoundList) -> Iterator[str]:
    """Line by line, parted by semicolons as Indonesian spreadsheets read them, with the mark that says UTF-8."""
    written: list[str] = []
    writer = csv.writer(_Collector(written.append), delimiter=";")
    yield "\ufeff"
    for row in (*_heading(found), COLUMNS, *(line.cells for line in found.lines)):
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell for cell in row])
        yield written.pop()


def found_xlsx(found: FoundList) -> bytes:
    """A workbook of one sheet, with a filter on its columns; every cell is text but the days."""
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.title = found.frame.author, found.frame.title
    sheet = book.create_sheet("Hasil pencarian")
    for place, width in enumerate(SHEET_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    mark = " · ".join(text for text in (found.frame.secrecy, found.frame.taken_by) if text)
    sheet.oddHeader.center.text = mark.replace("&", "&&")
    heading = _heading(found)
    top = len(heading) + 1
    sheet.freeze_panes = f"A{top + 1}"
    for row in heading:
        sheet.append([_text(sheet, cell) for cell in row])
    sheet.append([_text(sheet, cell, bold=True) for cell in COLUMNS])
    for line in found.lines:
        cells = [_text(sheet, cell) for cell in line.cells]
        cells[DAY_AT] = _day(sheet, line.day)
        sheet.append(cells)
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(COLUMNS))}{top + len(found.lines)}"
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def found_docx(found: FoundList) -> bytes:
    """The list across the page, with the marks of secrecy of any document out."""
    paper = Paper(found.frame, landscape=True)
    paper.letterhead()
    paper.line("DAFTAR HASIL PENCARIAN", "DumasJudul")
    paper.line("", "DumasNomor")
    for row in _heading(found):
        paper.line(" ".join(row), "DumasIsiRata")
    paper.grid(Grid(COLUMNS, tuple(line.cells for line in found.lines), WIDTHS))
    return paper.finish()


def _heading(found: FoundList) -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = [("Pertanyaan:", found.question), ("Diambil:", found.taken)]
    lines += [("Tidak disertakan:", text) for text in found.left_out]
    if found.frame.secrecy:
        lines.append(("Tingkat keamanan:", found.frame.secrecy))
    if found.frame.taken_by:
        lines.append((found.frame.taken_by,))
    return [tuple(UNWRITABLE.sub("", text) for text in line) for line in lines]


def _text(sheet: Any, text: str, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _day(sheet: Any, day: date | None) -> WriteOnlyCell:
    if day and day.year < FIRST_YEAR:
        return _text(sheet, day_text(day))
    cell = WriteOnlyCell(sheet, value=day)
    cell.number_format = DAY_FORMAT
    return cell


@dataclass(frozen=True)
class _Collector:
    """What the csv module writes to."""

    write: Callable[[str], Any]
