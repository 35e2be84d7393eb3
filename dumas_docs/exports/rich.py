"""Texts of the editor (HTML with b, i, ol, ul) as lines and items, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from .blocks import Blocks, Line, Mark, Run

BOLD, ITALIC = {"b", "strong"}, {"i", "em"}
TAG_OF: dict[Mark, str] = {"number": "ol", "bullet": "ul"}


def blocks_of_html(html: str) -> Blocks:
    """Every paragraph and item of `html`, in order. Tags that the editor does not write are read through."""
    return tuple(_lines(BeautifulSoup(html or "", "html.parser"), -1))


def html_of_lines(lines: Iterable[Line]) -> str:
    """Lines as the editor stores them; lists are nested by their level."""
    out: list[str] = []
    opened: list[str] = []
    for line in lines:
        depth = line.level + 1 if line.mark else 0
        while len(opened) > depth or (opened and len(opened) == depth and opened[-1] != TAG_OF.get(line.mark)):
            out.append(f"</li></{opened.pop()}>")
        if not line.mark:
            out.append(f"<p>{_html(line.runs)}</p>")
            continue
        if len(opened) == depth:
            out.append("</li>")
        while len(opened) < depth:
            opened.append(TAG_OF[line.mark])
            out.append(f"<{opened[-1]}>")
            if len(opened) < depth:
                out.append("<li>")
        out.append(f"<li>{_html(line.runs)}")
    while opened:
        out.append(f"</li></{opened.pop()}>")
    return "".join(out)


def _html(runs: tuple[Run, ...]) -> str:
    out = []
    for run in runs:
        text = escape(run.text, quote=False).replace("\n", "<br/>")
        text = f"<i>{text}</i>" if run.italic else text
        out.append(f"<b>{text}</b>" if run.bold else text)
    return "".join(out)


def _lines(element: Tag, depth: int) -> Iterator[Line]:
    """`depth` is that of the list around, -1 outside of lists."""
    loose: list[Run] = []
    for child in element.children:
        if isinstance(child, Tag) and child.name in ("ol", "ul"):
            yield from _flush(loose)
            yield from _items(child, depth + 1)
        elif isinstance(child, Tag) and child.name in ("p", "div", "h2", "h3", "h4", "blockquote"):
            yield from _flush(loose)
            yield from _lines(child, depth)
        else:
            loose += _runs(child, bold=False, italic=False)
    yield from _flush(loose)


def _flush(runs: list[Run]) -> Iterator[Line]:
    found = _tidy(runs)
    runs.clear()
    if found:
        yield Line(found)


def _items(element: Tag, depth: int) -> Iterator[Line]:
    mark: Mark = "number" if element.name == "ol" else "bullet"
    begins = True
    for item in element.find_all("li", recursive=False):
        lines = list(_lines(item, depth)) or [Line(())]
        first = lines[0]
        if first.mark:
            lines.insert(0, Line(()))
        yield Line(lines[0].runs, mark, depth, begins)
        begins = False
        yield from lines[1:]


def _runs(node: object, *, bold: bool, italic: bool) -> Iterator[Run]:
    if isinstance(node, NavigableString):
        text = " ".join(str(node).split())
        lead, trail = str(node)[:1].isspace(), str(node)[-1:].isspace()
        text = (" " if lead and text else "") + text + (" " if trail else "")
        if text:
            yield Run(text, bold, italic)
    elif isinstance(node, Tag) and node.name == "br":
        yield Run("\n", bold, italic)
    elif isinstance(node, Tag):
        for child in node.children:
            yield from _runs(child, bold=bold or node.name in BOLD, italic=italic or node.name in ITALIC)


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours of one kind as one, without blanks at the ends of the paragraph."""
    return _tidy(list(runs))


def _tidy(runs: list[Run]) -> tuple[Run, ...]:
    merged: list[Run] = []
    for run in runs:
        if merged and (merged[-1].bold, merged[-1].italic) == (run.bold, run.italic):
            merged[-1] = Run(merged[-1].text + run.text, run.bold, run.italic)
        else:
            merged.append(run)
    while merged and not merged[0].text.strip():
        merged.pop(0)
    while merged and not merged[-1].text.strip():
        merged.pop()
    if merged:
        merged[0] = Run(merged[0].text.lstrip(), merged[0].bold, merged[0].italic)
        merged[-1] = Run(merged[-1].text.rstrip(), merged[-1].bold, merged[-1].italic)
    return tuple(run for run in merged if run.text)
