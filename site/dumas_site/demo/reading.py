"""Reads the demo's data files; content/__init__.py documents their keys."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MAIL = HERE / "mail"


def content(name: str) -> Any:
    """The parsed content of one data file."""
    return json.loads((HERE / "content" / f"{name}.json").read_text(encoding="utf-8"))


def as_list(lines: list[str]) -> str:
    """Lines as rich text: a paragraph for one line, a numbered list for more, nothing for none."""
    if len(lines) <= 1:
        return "".join(f"<p>{escape(line)}</p>" for line in lines)
    return "<ol>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ol>"
