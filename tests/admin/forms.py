"""Filling in an admin form as a browser would: every value the screen holds, with changes on top."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup


def values_on(html: bytes, form_id: str = "page-edit-form") -> dict[str, Any]:
    """All names and values of the form, unchecked boxes and templates of new rows left out."""
    soup = BeautifulSoup(html, "html.parser")
    for template in soup.find_all("template"):
        template.decompose()
    form = soup.find("form", id=form_id)
    assert form is not None, soup.title
    # Stream fields are filled in by a script; an empty one has no blocks.
    values: dict[str, Any] = {f"{found['id']}-count": ["0"] for found in form.select("[data-block]")}
    for field in form.find_all(["input", "select", "textarea"]):
        name = field.get("name")
        if not name or field.get("type") in ("submit", "button") or field.has_attr("disabled"):
            continue
        for value in _values(field):
            values.setdefault(name, []).append(value)
    return {name: found[0] if len(found) == 1 else found for name, found in values.items()}


def _values(field: Any) -> list[str]:
    if field.name == "textarea":
        return [field.text.lstrip("\n")]
    if field.name == "select":
        chosen = [option.get("value", "") for option in field.find_all("option") if option.has_attr("selected")]
        return chosen or [field.find("option").get("value", "") if field.find("option") else ""]
    if field.get("type") in ("checkbox", "radio"):
        return [field.get("value", "on")] if field.has_attr("checked") else []
    return [field.get("value", "")]
