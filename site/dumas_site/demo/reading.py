"""Reads the demo's data files; content/__init__.py documents their keys."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MAIL = HERE / "mail"
NUMBERED = re.compile(r"(\d+|[a-z])[.)]\s+")


def content(name: str) -> Any:
    """The parsed content of one data file."""
    return json.loads((HERE / "content" / f"{name}.json").read_text(encoding="utf-8"))


def as_list(lines: list[str]) -> str:
    """Lines as rich text: lines with "1." or "a." in front become numbered lists, others paragraphs."""
    parts: list[str] = []
    items: list[str] = []
    for line in [*lines, ""]:
        numbered = NUMBERED.match(line)
        if numbered:
            items.append(f"<li>{escape(line[numbered.end() :])}</li>")
            continue
        if items:
            parts.append(f"<ol>{''.join(items)}</ol>")
            items = []
        if line:
            parts.append(f"<p>{escape(line)}</p>")
    return "".join(parts)
