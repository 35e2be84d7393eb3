"""The sheet in the office's typography: what a builder writes on it becomes a docx file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.shared import Cm

from .blocks import DEEPEST, Blocks, Grid, Line, Run
from .frame import BLANK, Frame, Signature
from .marks import UPRIGHT, write_footer, write_header
from .sheet import BODY, CORE, packed, read_sheet

STYLE_OF = {"": "DumasIsi", "number": "DumasButir", "bullet": "DumasButir"}
NUMBERS, BULLETS, HEADINGS = 0, 1, 2
NO_MARGINS = (
    f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
)
Text = str | tuple[Run, ...]
# From level to level a list is set in by 0.75 cm.
STEP = 425
INK_LINES = 3
# What XML cannot hold; old mails and pasted texts bring it.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class Paper:
    """One document being written."""

    def __init__(self, frame: Frame, *, landscape: bool = False) -> None:
        self.frame = frame
        self.sheet = read_sheet()
        self.root = deepcopy(self.sheet.main.element)
        self.body = self.root.body
        self.end = self.body.sectPr
        self.numbering = deepcopy(self.sheet.part(self.sheet.numbering))
        self.lists = 0
        self.width = UPRIGHT
        if landscape:
            self._lay_down()

    def letterhead(self) -> None:
        """The office's names from the highest down, and the rule below them."""
        for at, name in enumerate(self.frame.letterhead):
            self.line(name.upper(), "DumasKop" if at == 0 else "DumasKopUnit")
        self.line("", "DumasKopGaris")
        if self.frame.copy_line:
            self.line(self.frame.copy_line, "DumasKepalaKanan")

    def line(self, text: Text, style: str) -> CT_P:
        """One paragraph in a style of the sheet."""
        paragraph = self._paragraph(style)
        _write(paragraph, text)
        self.end.addprevious(paragraph)
        return paragraph

    def blocks(self, blocks: Blocks, *, plain: str = "DumasIsi") -> None:
        """Paragraphs, lists and tables in their order; `plain` is the style of paragraphs."""
        number = bullet = 0
        outer = ""
        for block in blocks:
            if isinstance(block, Grid):
                self.grid(block)
                continue
            # Deeper numbers count anew below each item by themselves, but not below a bullet.
            if block.mark == "number" and (not number or (block.begins and (not block.level or outer == "bullet"))):
                number = self.new_list()
            if block.mark == "bullet" and not bullet:
                bullet = self.new_list(BULLETS)
            outer = outer if block.level else block.mark
            self.item(block, number if block.mark == "number" else bullet, plain=plain)

    def item(self, line: Line, list_id: int, *, plain: str = "DumasIsi") -> None:
        """One paragraph, or one item of the list `list_id`."""
        paragraph = self.line(line.runs, STYLE_OF[line.mark] if line.mark else plain)
        if line.mark:
            self.number(paragraph, list_id, level=min(line.level, DEEPEST))

    def titled(self, *titles: str, number: str) -> None:
        """What the document is, in capitals, and its number or the place for it."""
        for title in titles:
            self.line(title.upper(), "DumasJudul")
        self.line(f"NOMOR {number or BLANK}", "DumasNomor")

    def new_headings(self) -> int:
        """Begin the headings of sections: A, B, C."""
        return self.new_list(HEADINGS)

    def heading(self, text: str, list_id: int) -> None:
        """A heading of a section; `list_id` is of `new_headings`."""
        self.number(self.line(text, "DumasBagian"), list_id)

    def new_list(self, kind: int = NUMBERS) -> int:
        """Begin a list; its numbers start at one."""
        self.lists += 1
        start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if kind != BULLETS else ""
        self.numbering.append(parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{self.lists}"><w:abstractNumId w:val="{kind}"/>{start}</w:num>'
        ))  # fmt: skip
        return self.lists

    def number(self, paragraph: CT_P, list_id: int, *, level: int = 0) -> None:
        """Make a paragraph an item of a list."""
        form = paragraph.get_or_add_pPr().get_or_add_numPr()
        form.get_or_add_ilvl().val = level
        form.get_or_add_numId().val = list_id
        if level:
            indent = paragraph.get_or_add_pPr().get_or_add_ind()
            indent.set(qn("w:left"), str(STEP * (level + 1)))
            indent.set(qn("w:hanging"), str(STEP))

    def labels(self, rows: tuple[tuple[str, str], ...], *, right: str = "", label_width: float = 2.6) -> None:
        """The head of a letter: label, colon, value; `right` stands level with the first row."""
        widths = [label_width, 0.5, 8.4 if right else self.width - label_width - 0.5]
        widths += [self.width - sum(widths)] if right else []
        cells = [[label, ":", value, *([right if at == 0 else ""] if right else [])] for at, (label, value)
                 in enumerate(rows)]  # fmt: skip
        table = self._table(cells, widths, "DumasKepala", last="DumasKepalaKanan" if right else "")
        table.tblPr.append(parse_xml(NO_MARGINS))
        self.end.addprevious(table)
        self.line("", "DumasKepala")

    def labelled(self, label: str, blocks: Blocks, *, label_width: float = 3.6) -> None:
        """Paragraphs and lists that stand beside their label; they go on over the end of a page."""
        table = self._table([[label, ":", ""]], [label_width, 0.5, self.width - label_width - 0.5], "DumasKepala")
        table.tblPr.append(parse_xml(NO_MARGINS))
        self.end.addprevious(table)
        full, self.width = self.width, self.width - label_width - 0.5
        self.blocks(blocks, plain="DumasIsiRata")
        self.width = full
        cell = table.tr_lst[0].tc_lst[-1]
        written = list(table.itersiblings())
        for element in written[: written.index(self.end)]:
            cell.append(element)
        if len(cell.p_lst) > 1:
            cell.remove(cell.p_lst[0])
        self.line("", "DumasAntara")

    def grid(self, grid: Grid) -> None:
        """A ruled table whose head is repeated on every page."""
        columns = len(grid.head) or max((len(row) for row in grid.rows), default=1)
        widths = grid.widths or (self.width / columns,) * columns
        scale = self.width / sum(widths)
        rows = [*([grid.head] if grid.head else []), *grid.rows]
        table = self._table(rows, tuple(width * scale for width in widths), "DumasTabel")
        table.tblPr.style = "DumasKisi"
        for at, row in enumerate(table.tr_lst):
            form = row.get_or_add_trPr()
            form.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
            if at == 0 and grid.head:
                form.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
                for paragraph in row.iter(qn("w:p")):
                    paragraph.style = "DumasTabelKepala"
                continue
            for column in grid.amounts:
                row.tc_lst[column].p_lst[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.end.addprevious(table)
        self.line("", "DumasKepala")

    def boxes(self, rows: tuple[tuple[Text, ...], ...], widths: tuple[float, ...]) -> None:
        """A ruled form of four columns: two labels with their values, one label with a value across the rest, two
        texts beside each other, or one across."""
        table = self._table(rows, widths, "DumasKepala")
        table.tblPr.style = "DumasKisi"
        for texts, row in zip(rows, table.tr_lst, strict=True):
            row.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
            is_labelled = len(texts) == 2 and isinstance(texts[0], str)
            spans = {1: (4,), 2: (1, 3) if is_labelled else (2, 2)}.get(len(texts), (1, 1, 1, 1))
            cells = list(row.tc_lst)
            for cell in cells[len(spans) :]:
                row.remove(cell)
            begin = 0
            for cell, span in zip(cells, spans, strict=False):
                cell.grid_span, cell.width = span, Cm(sum(widths[begin : begin + span]))
                begin += span
        self.end.addprevious(table)
        self.line("", "DumasKepala")

    def signature(self, signature: Signature) -> None:
        """Place and day where the form has them here, capacity and position, room for ink, name and number."""
        before = self.end.getprevious()
        if isinstance(before, CT_P):
            # A signature never stands alone on a page.
            before.get_or_add_pPr().get_or_add_keepNext()
        for text in ("", *signature.place_lines, *signature.position_lines):
            self.line(text, "DumasTandaTangan")
        for at in range(INK_LINES):
            self.line(signature.note if at == 1 else "", "DumasTandaTangan")
        self.line(signature.name or "(nama penanda tangan)", "DumasNama")
        for text in (signature.grade, f"NIP {signature.employee_no}" if signature.employee_no else ""):
            if text:
                self.line(text, "DumasTandaTangan")

    def copies(self, copies: tuple[str, ...]) -> None:
        """The list of those who get a copy."""
        if not copies:
            return
        self.line("Tembusan:", "DumasTembusan")
        list_id = self.new_list()
        for at, name in enumerate(copies, start=1):
            item = self.line(name, "DumasTembusanButir")
            if at < len(copies):
                # The list is not torn by the end of a page.
                item.get_or_add_pPr().get_or_add_keepNext()
            self.number(item, list_id)

    def finish(self) -> bytes:
        """The file."""
        header = deepcopy(self.sheet.part(self.sheet.header))
        footer = deepcopy(self.sheet.part(self.sheet.footer))
        write_header(header, self.frame)
        write_footer(footer, self.frame, wide=0 if self.width == UPRIGHT else self.width)
        core = CorePropertiesPart.default(self.sheet.main.package)
        properties = core.core_properties
        properties.title, properties.author = self.frame.title[:255], self.frame.author[:255]
        properties.keywords, properties.language = self.frame.version, "id-ID"
        properties.last_modified_by = self.frame.author[:255]
        changing = {BODY: self.root, self.sheet.header: header, self.sheet.footer: footer,
                    self.sheet.numbering: self.numbering, CORE: core.element}  # fmt: skip
        return packed(self.sheet, changing)

    def _paragraph(self, style: str) -> CT_P:
        paragraph: CT_P = parse_xml(f"<w:p {nsdecls('w')}/>")  # type: ignore[assignment]
        paragraph.style = style
        return paragraph

    def _table(self, rows: Sequence[Sequence[Text]], widths: Sequence[float], style: str, *, last: str = "") -> CT_Tbl:
        table = CT_Tbl.new_tbl(len(rows), len(widths), Cm(sum(widths)))
        for column, width in zip(table.tblGrid.gridCol_lst, widths, strict=True):
            column.w = Cm(width)
        for texts, row in zip(rows, table.tr_lst, strict=True):
            for at, (cell, width) in enumerate(zip(row.tc_lst, widths, strict=True)):
                cell.width = Cm(width)
                paragraph = cell.p_lst[0]
                paragraph.style = last if last and at == len(widths) - 1 else style
                _write(paragraph, texts[at] if at < len(texts) else "")
        return table

    def _lay_down(self) -> None:
        size = self.end.find(qn("w:pgSz"))
        high, wide = size.get(qn("w:h")), size.get(qn("w:w"))
        size.set(qn("w:w"), high)
        size.set(qn("w:h"), wide)
        size.set(qn("w:orient"), "landscape")
        self.width = 25.2


def _write(paragraph: CT_P, text: Text) -> None:
    for run in (Run(text),) if isinstance(text, str) else text:
        if run.text:
            written = paragraph.add_r()
            written.text = UNWRITABLE.sub("", run.text)
            if run.bold:
                written.get_or_add_rPr().get_or_add_b()
            if run.italic:
                written.get_or_add_rPr().get_or_add_i()
