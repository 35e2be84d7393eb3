"""Prints a life cycle, so that an official can check it against the office's rules."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from rich import box
from rich.console import Console
from rich.table import Table

from workflows.lifecycles.drawing import heading, mermaid, rows
from workflows.lifecycles.registry import LIFECYCLES


class Command(BaseCommand):
    help = _("Print a life cycle as a table and as a Mermaid diagram; without a name, list the names.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", choices=sorted(LIFECYCLES), help=_("Which life cycle."))
        parser.add_argument("--mermaid", action="store_true", help=_("Only the diagram."))

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["name"]:
            for name, lifecycle in LIFECYCLES.items():
                self.stdout.write(f"{name}: {lifecycle.label}")
            return
        lifecycle = LIFECYCLES[options["name"]]
        if not options["mermaid"]:
            table = Table(*heading(), title=str(lifecycle.label), box=box.SQUARE, show_lines=True)
            for row in rows(lifecycle):
                table.add_row(*row)
            console = Console(width=200)
            with console.capture() as printed:
                console.print(table)
            self.stdout.write(printed.get())
        self.stdout.write(mermaid(lifecycle))
