"""What somebody writes about a document is kept without the persons of its case, as its own text is (decision 0005)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dumas_docs.access.scope import bookkeeping

from .hide_in_document import persons_around

# What a step is told in codes and keys, never in words.
CODES = frozenset({"outcome", "archive_reason", "medium", "withdrawal"})


def words_without_persons(page: Any, text: str) -> str:
    """Notes, reports, comments and directions about `page`: stripped, and with its persons' names replaced."""
    text = text.strip()
    if not text:
        return text
    with bookkeeping():
        return persons_around(page.specific).without(text)


def told_without_persons(page: Any, given: Mapping[str, Any]) -> dict[str, Any]:
    """What a step of the life cycle was told, likewise."""
    return {name: value if name in CODES else _clean(page, value) for name, value in given.items()}


def _clean(page: Any, value: Any) -> Any:
    if isinstance(value, str):
        return words_without_persons(page, value)
    return told_without_persons(page, value) if isinstance(value, Mapping) else value
