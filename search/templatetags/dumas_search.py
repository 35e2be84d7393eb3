"""`{{ pieces|marked }}`: a text with what was found in it marked."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def marked(pieces: Iterable[tuple[str, bool]]) -> SafeString:
    """The pieces of a search.backends.Snippet as HTML, each escaped."""
    shown = (
        format_html("<mark>{}</mark>", text) if is_match else conditional_escape(text) for text, is_match in pieces
    )
    return mark_safe("".join(shown))  # noqa: S308  every piece was escaped above
