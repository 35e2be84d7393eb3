"""Small pieces for `components/facts.html`."""

from __future__ import annotations

from typing import Any


def fact(label: str, value: Any, *, wide: bool = False) -> dict[str, Any]:
    """One labelled value."""
    return {"label": label, "value": value, "wide": wide}


def optional(*facts: dict[str, Any]) -> list[dict[str, Any]]:
    """Those that have a value; for fields that most documents leave empty."""
    return [found for found in facts if found["value"]]


def person_name(user: Any) -> str:
    """The full name, or the account's name; empty for nobody."""
    return (user.get_full_name() or user.get_username()) if user else ""
