"""A text field that offers the titles of the organisation's positions while one types."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from workflows.models import Position


class PositionTitleInput(forms.TextInput):
    """Any text is taken; the titles are a help against other spellings, without a script."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        titles_id = f"{name}_titles"
        box = super().render(name, value, {**(attrs or {}), "list": titles_id}, renderer)
        titles = Position.objects.order_by("title").values_list("title").distinct()
        return format_html(
            '{}<datalist id="{}">{}</datalist>', box, titles_id,
            format_html_join("", '<option value="{}"></option>', titles),
        )  # fmt: skip
