"""Workbooks: each sheet is a page, each row a line, values as last calculated."""

import datetime
from typing import BinaryIO
from zipfile import BadZipFile

from openpyxl import load_workbook

from dumas_docs.imports.readers.reading import Reading

ROWS_BETWEEN_CHECKS = 500


def read(*, stream: BinaryIO, reading: Reading) -> None:
    workbook = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    reading.page_count = len(workbook.sheetnames)
    if not workbook.sheetnames:
        raise BadZipFile("no sheets")
    for sheet in workbook.worksheets:
        # The stated size of a sheet may be a million rows; only rows that exist are read.
        sheet.reset_dimensions()
        lines, length = [sheet.title], 0
        for number, row in enumerate(sheet.iter_rows(values_only=True)):
            line = "\t".join(_value(cell) for cell in row).rstrip()
            if line:
                lines.append(line)
                length += len(line) + 1
            if length > reading.max_characters:
                break
            if number % ROWS_BETWEEN_CHECKS == 0:
                reading.check_time()
        reading.add_page("\n".join(lines) if len(lines) > 1 else "")


def _value(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return str(cell)
