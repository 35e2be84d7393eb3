"""Prints approval chains, so that an official can check them against the rules they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from rich import box
from rich.console import Console
from rich.table import Table

from workflows.chains import CHAINS, dispositions
from workflows.chains.drawing import heading, mermaid, notes, rows


class Command(BaseCommand):
    help = _("Print approval chains as tables or as Mermaid diagrams; all of them without a code.")

    def add_arguments(self, parser: CommandParser) -> None:
        codes = [*(chain.code for chain in CHAINS), dispositions.CODE]
        parser.add_argument("code", nargs="*", choices=[[], *codes], help=_("Such as W4a."))
        parser.add_argument("--mermaid", action="store_true", help=_("Only the diagrams."))

    def handle(self, *args: Any, **options: Any) -> None:
        self.options = options
        for chain in CHAINS:
            self._print(f"{chain.code} {chain.name}", heading(), rows(chain), notes(chain), partial(mermaid, chain))
        self._print(
            f"{dispositions.CODE} {dispositions.NAME}", dispositions.heading(), dispositions.rows(),
            dispositions.notes(), dispositions.mermaid,
        )  # fmt: skip

    def _print(
        self,
        title: str,
        heads: Sequence[str],
        lines: Sequence[Sequence[str]],
        below: Sequence[str],
        drawn: Callable[[], str],
    ) -> None:
        if self.options["code"] and title.partition(" ")[0] not in self.options["code"]:
            return
        if self.options["mermaid"]:
            self.stdout.write(drawn())
            return
        table = Table(*heads, title=title, box=box.SQUARE, title_justify="left")
        for line in lines:
            table.add_row(*line)
        console = Console(width=140)
        with console.capture() as printed:
            console.print(table)
        self.stdout.write(printed.get() + "\n".join(below) + "\n")
