"""A form as a browser would send it back."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag


class NoForm(LookupError):
    """The page has no form that is sent by POST to the address."""


def filled_form(html: str, *, action: str = "", **changes: str) -> dict[str, list[str]]:
    """Fields of the POST form whose action ends with `action` (else the longest one), with `changes` typed in."""
    forms = [form for form in BeautifulSoup(html, "html.parser").find_all("form") if _is_post(form)]
    if action:
        forms = [form for form in forms if str(form.get("action", "")).endswith(action)]
    if not forms:
        raise NoForm(action)
    form = max(forms, key=lambda found: len(found.find_all(["input", "textarea", "select"])))
    fields: dict[str, list[str]] = {}
    for control in form.find_all(["input", "textarea", "select"]):
        name = str(control.get("name", ""))
        if name and not control.has_attr("disabled"):
            fields.setdefault(name, []).extend(_values(control))
    return {name: values for name, values in {**fields, **{n: [v] for n, v in changes.items()}}.items() if values}


def _is_post(form: Tag) -> bool:
    return str(form.get("method", "")).lower() == "post" and "keluar" not in str(form.get("action", ""))


def _values(control: Tag) -> list[str]:
    if control.name == "textarea":
        return [control.get_text()]
    if control.name == "select":
        chosen = [option for option in control.find_all("option") if option.has_attr("selected")]
        return [str(option.get("value", "")) for option in chosen]
    kind = control.get("type", "text")
    if kind in ("submit", "file", "button", "image") or (
        kind in ("checkbox", "radio") and not control.has_attr("checked")
    ):
        return []
    return [str(control.get("value", "on" if kind in ("checkbox", "radio") else ""))]
