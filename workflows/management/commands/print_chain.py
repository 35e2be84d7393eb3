"""Prints approval chains, so that an official can check them against the rules they come from."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from rich import box
from rich.console import Console
from rich.table import Table

from workflows.chains import CHAINS
from workflows.chains.drawing import heading, mermaid, notes, rows


class Command(BaseCommand):
    help = _("Print approval chains as tables or as Mermaid diagrams; all of them without a code.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", nargs="*", choices=[[], *(chain.code for chain in CHAINS)], help=_("Such as W4a."))
        parser.add_argument("--mermaid", action="store_true", help=_("Only the diagrams."))

    def handle(self, *args: Any, **options: Any) -> None:
        for chain in CHAINS:
            if options["code"] and chain.code not in options["code"]:
                continue
            if options["mermaid"]:
                self.stdout.write(mermaid(chain))
                continue
            table = Table(*heading(), title=f"{chain.code} {chain.name}", box=box.SQUARE, title_justify="left")
            for row in rows(chain):
                table.add_row(*row)
            console = Console(width=140)
            with console.capture() as printed:
                console.print(table)
            self.stdout.write(printed.get() + "\n".join(notes(chain)) + "\n")
