"""Wagtail's command for planned versions, in a scope of its own; what it does is on the archive's record."""

from __future__ import annotations

from typing import Any

from wagtail.management.commands import publish_scheduled

from dumas_docs.access.scope import system_scope


class Command(publish_scheduled.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with system_scope("publish_scheduled"):
            super().handle(*args, **options)
