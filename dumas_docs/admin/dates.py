"""Days typed in Wagtail's editor: what the calendar does not understand stays as typed, for the form to judge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput


def install() -> None:
    """Wagtail's calendar would put today in the place of a day that is typed in another form."""
    for widget in (AdminDateInput, AdminDateTimeInput):
        widget.get_config = _keeping(widget.get_config)


def _keeping(config: Callable[[Any], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
    return lambda widget: {**config(widget), "validateOnBlur": False}
