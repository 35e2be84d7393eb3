"""A letter of the office that was edited in Word: its parts by the styles of the sheet, as JSON.

Tracked changes are read as accepted. What a letter cannot hold is left out and named; what could reach out of the file
is a reason to refuse it.
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import docx
from docx.oxml.ns import qn
from lxml import etree

from dumas_docs.imports.readers.reading import Reading
from dumas_docs.imports.readers.xml import local_name, parse_xml

ADDRESS, ITEM, TO = "Dumas Alamat", "Dumas Alamat Butir", "Yth."
# Paragraphs before the text and those after it, by the names of the sheet's styles.
BEFORE = {
    "Dumas Kop", "Dumas Kop Unit", "Dumas Kop Garis", "Dumas Garis", "Dumas Judul", "Dumas Nomor", "Dumas Kepala Kanan",
    ADDRESS, ITEM,
}  # fmt: skip
AFTER = {"Dumas Tanda Tangan", "Dumas Nama"}
COPY = "Dumas Tembusan Butir"
LABELS = {"Nomor", "Sifat", "Lampiran", "Hal", "Yth.", "Dari", "Tanggal"}
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
GONE = {"del", "moveFrom"}
TRACKED = {*GONE, "ins", "moveTo", "rPrChange", "pPrChange", "numberingChange", "sectPrChange", "tblPrChange"}
PICTURES = {"drawing", "pict", "object", "AlternateContent"}
LEFT_OUT = {
    "commentReference": "comments", "footnoteReference": "footnotes", "endnoteReference": "footnotes",
}  # fmt: skip


class _Letter:
    """Reads one document; `notes` collects what the person must be told."""

    def __init__(self, document: Any) -> None:
        self.body = document.element.body
        self.names = {style.style_id: style.name for style in document.styles}
        self.bullets = _bullets(document)
        self.notes: set[str] = set()

    def parts(self) -> dict[str, Any]:
        elements = list(_top(self.body))
        names = [self.style(element) for element in elements]
        end = next((at for at, name in enumerate(names) if name in AFTER), None)
        head = next((at for at, element in enumerate(elements[: end or 0]) if self.is_head(element)), None)
        last = max((at for at, name in enumerate(names[: end or 0]) if name in BEFORE), default=None)
        if end is None or (last is None and head is None):
            return {"problem": "frame"}
        begin = max(at for at in (last, head) if at is not None) + 1
        return {
            "head": dict(self.labels(elements[head])) if head is not None else {},
            "to": self.addressees(elements[:begin]),
            "blocks": list(self.blocks(elements[begin:end])),
            "copies": [text for each in elements[end:] if self.style(each) == COPY and (text := self.text(each))],
        }

    def addressees(self, elements: list[etree._Element]) -> list[str]:
        """The items of the list under "Yth.", and whoever stands behind a "Yth." of his own, over several lines."""
        items = [text for each in elements if self.style(each) == ITEM and (text := self.text(each))]
        lines = [line for each in elements if self.style(each) == ADDRESS for line in self.text(each).split("\n")]
        single: list[str] = []
        for line in (line.strip() for line in lines):
            if line.startswith(TO) or not single:
                single.append(line.removeprefix(TO).strip())
            elif line and not items:
                single[-1] = f"{single[-1]}\n{line}".strip()
        return [*items, *filter(None, single)] or [""]

    def style(self, element: etree._Element) -> str:
        if local_name(element) != "p":
            return ""
        found = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self.names.get(found.get(qn("w:val")), "") if found is not None else ""

    def is_head(self, element: etree._Element) -> bool:
        return local_name(element) == "tbl" and any(label in LABELS for label, _value in self.labels(element))

    def labels(self, table: etree._Element) -> Iterator[tuple[str, str]]:
        for row in table.iter(qn("w:tr")):
            cells = [self.cell(cell) for cell in row.iter(qn("w:tc"))]
            if len(cells) > 2 and cells[1].strip() == ":":
                yield cells[0].strip(), cells[2].strip()

    def blocks(self, elements: list[etree._Element]) -> Iterator[dict[str, Any]]:
        carried: list[list[Any]] = []
        for element in elements:
            if local_name(element) == "tbl":
                yield self.table(element)
                continue
            runs = [*carried, *self.runs(element)]
            carried = []
            if element.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None:
                # The end of this paragraph was deleted: it goes on in the next one.
                self.notes.add("tracked")
                carried = runs
            elif "".join(run[0] for run in runs).strip():
                yield {"runs": runs, **self.mark(element)}
        if "".join(run[0] for run in carried).strip():
            yield {"runs": carried, "mark": "", "level": 0, "list": ""}

    def mark(self, paragraph: etree._Element) -> dict[str, Any]:
        form = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        number = form.find(qn("w:numId")) if form is not None else None
        list_id = number.get(qn("w:val")) if number is not None else "0"
        if form is None or list_id == "0":
            return {"mark": "", "level": 0, "list": ""}
        level = form.find(qn("w:ilvl"))
        depth = int(level.get(qn("w:val"))) if level is not None else 0
        return {"mark": "bullet" if (list_id, depth) in self.bullets else "number", "level": depth, "list": list_id}

    def table(self, table: etree._Element) -> dict[str, Any]:
        rows = [row for row in table.iter(qn("w:tr")) if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None]
        texts = [[self.cell(cell) for cell in row.iter(qn("w:tc"))] for row in rows]
        has_head = bool(rows) and rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        return {"rows": texts, "head": has_head}

    def cell(self, cell: etree._Element) -> str:
        return "\n".join(self.text(paragraph) for paragraph in cell.iter(qn("w:p")))

    def text(self, paragraph: etree._Element) -> str:
        return "".join(run[0] for run in self.runs(paragraph)).strip()

    def runs(self, element: etree._Element) -> list[list[Any]]:
        found: list[list[Any]] = []
        for child in element:
            name = local_name(child)
            if name in TRACKED:
                self.notes.add("tracked")
            if name in GONE:
                continue
            if name == "r":
                found += self.run(child)
            elif name == "hyperlink":
                self.notes.add("links")
                found += self.runs(child)
            elif name in PICTURES:
                self.notes.add("pictures")
            elif name not in ("pPr", "rPr"):
                found += self.runs(child)
        return found

    def run(self, run: etree._Element) -> list[list[Any]]:
        form = run.find(qn("w:rPr"))
        if form is not None and any(local_name(child) in TRACKED for child in form):
            self.notes.add("tracked")
        pieces = []
        for child in run:
            name = local_name(child)
            if name == "t":
                pieces.append(child.text or "")
            elif name == "tab":
                pieces.append(" ")
            elif name in ("br", "cr"):
                pieces.append("" if child.get(qn("w:type")) in ("page", "column") else "\n")
            elif name in ("noBreakHyphen", "softHyphen"):
                pieces.append("-" if name == "noBreakHyphen" else "")
            elif name in PICTURES:
                self.notes.add("pictures")
            elif name in LEFT_OUT:
                self.notes.add(LEFT_OUT[name])
        return [["".join(pieces), _is_on(form, "b"), _is_on(form, "i")]] if pieces else []


def read(*, stream: BinaryIO, reading: Reading) -> None:
    document = docx.Document(stream)
    reading.check_time()
    problem = _reach(document)
    letter = _Letter(document)
    found = {"problem": problem} if problem else letter.parts()
    found |= {"version": _keywords(document), "notes": sorted(letter.notes)}
    reading.add_page(json.dumps(found, ensure_ascii=False))


def _reach(document: Any) -> str:
    """Whether the file reaches out of itself or carries another file; a plain link is only text."""
    holders = [document.part.package, *document.part.package.iter_parts()]
    for holder in holders:
        for relation in holder.rels.values():
            kind = relation.reltype.rpartition("/")[2]
            if relation.is_external and kind != "hyperlink":
                return "external"
            if kind in ("oleObject", "package", "control", "aFChunk", "vbaProject", "attachedTemplate"):
                return "embedded"
    return ""


def _keywords(document: Any) -> str:
    """Word and LibreOffice relate the properties under different names; their kind of content is the same."""
    for part in document.part.package.iter_parts():
        if part.content_type.endswith("core-properties+xml"):
            return "".join(parse_xml(part.blob).itertext(f"{{{CORE}}}keywords"))
    return ""


def _top(body: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables of the text, also those inside of content controls."""
    for child in body:
        name = local_name(child)
        if name in ("p", "tbl"):
            yield child
        elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _top(child)


def _bullets(document: Any) -> set[tuple[str, int]]:
    """Lists and levels whose mark is not a number."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return set()
    marks = {
        (kind.get(qn("w:abstractNumId")), int(level.get(qn("w:ilvl"))))
        for kind in root.iter(qn("w:abstractNum"))
        for level in kind.iter(qn("w:lvl"))
        if (form := level.find(qn("w:numFmt"))) is not None and form.get(qn("w:val")) in ("bullet", "none")
    }
    return {
        (number.get(qn("w:numId")), level)
        for number in root.iter(qn("w:num"))
        for kind, level in marks
        if (of := number.find(qn("w:abstractNumId"))) is not None and of.get(qn("w:val")) == kind
    }


def _is_on(form: etree._Element | None, name: str) -> bool:
    found = form.find(qn(f"w:{name}")) if form is not None else None
    return found is not None and found.get(qn("w:val"), "1") not in ("0", "false", "off", "none")
