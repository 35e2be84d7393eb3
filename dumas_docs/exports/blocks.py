"""What a document says, apart from how it looks: lines of text, items of lists, and tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Mark = Literal["", "number", "bullet"]
DEEPEST = 3


@dataclass(frozen=True)
class Run:
    """Letters of one kind; "\\n" begins a new line."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Line:
    """A paragraph, or an item of a list; `begins` starts the numbers of its list anew."""

    runs: tuple[Run, ...]
    mark: Mark = ""
    level: int = 0
    begins: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Grid:
    """A table: `head` once, repeated on every page, then `rows`; `widths` in centimetres, empty for equal columns.

    `amounts` names the columns that hold sums of money."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    amounts: tuple[int, ...] = ()


Block = Line | Grid
Blocks = tuple[Block, ...]


def lines(text: str) -> Blocks:
    """Plain text as paragraphs, one for each line that says something."""
    return tuple(Line((Run(line.strip()),)) for line in text.splitlines() if line.strip())


def numbered(items: Iterable[str]) -> Blocks:
    """Plain texts as one numbered list."""
    return tuple(Line((Run(item),), mark="number", begins=at == 0) for at, item in enumerate(items))
