"""Measures the archive on SQLite and, where DATABASE_URL names one, on PostgreSQL, beside a stock Wagtail site."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand

from dumas_site.benchmarks.figures import Run
from dumas_site.benchmarks.side_by_side import add_database, children, engines_for, print_runs
from dumas_site.benchmarks.world import LISTING_CHILDREN

LISTING = "explorer"


class Command(BaseCommand):
    help = "Print p50/p95, query counts and ratios. Uses databases of its own, which are dropped again."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--pages", type=int, default=100_000, help="size of the archive (default 100000)")
        parser.add_argument("--mails", type=Path, help="folder of .eml files for mails a second")
        add_database(parser)

    def handle(self, *args, **options) -> None:
        runs = []
        for engine in engines_for(options["database"], warn=self.stderr.write):
            self.stderr.write(f"{engine}: building and measuring {options['pages']} pages …")
            runs.append(self._measure(engine, options["pages"], options["mails"]))
        print_runs(runs, title=f"{runs[0].pages} pages", is_terminal=self.stdout.isatty())

    def _measure(self, engine: str, pages: int, mails: Path | None) -> Run:
        listed = round(LISTING_CHILDREN * min(1.0, pages / 100_000))
        with children(engine) as child:
            stock = child("dumas_site.benchmarks.stock", "listing", listed)
            run = child("dumas_site.benchmarks.run", pages, *([mails] if mails else []))
        run.beside(LISTING, stock.figures[0])
        return run
