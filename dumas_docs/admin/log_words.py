"""Wagtail's log of a page, in words that tell of no other page: places it came from may be hidden from its readers."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter


class MoveFormatter(LogFormatter):
    """The stock one names the folder or case before and after; the archive's own history tells the reason."""

    label = _("Move")
    message = _("Moved")


def replace_formatters(actions: Any) -> None:
    """Take the place of Wagtail's formatters, once it has registered them."""
    actions.formatters["wagtail.move"] = MoveFormatter()
