"""Measures the work of the office on SQLite and, where DATABASE_URL names one, on PostgreSQL, beside stock Wagtail."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from dumas_site.benchmarks.desk import TASKS
from dumas_site.benchmarks.figures import Run
from dumas_site.benchmarks.office_world import LEAST_CHAINS
from dumas_site.benchmarks.side_by_side import add_database, children, engines_for, print_runs


class Command(BaseCommand):
    help = "Print what tasks, chain steps, time limits, documents out and numbers cost, on databases of its own."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--cases", type=int, default=100_000, help="cases in the archive (default 100000)")
        parser.add_argument("--chains", type=int, default=10_000, help="running chains and time limits (default 10000)")
        add_database(parser)

    def handle(self, *args, **options) -> None:
        cases, chains = options["cases"], options["chains"]
        if not LEAST_CHAINS <= chains <= cases:
            raise CommandError(f"--chains must lie between {LEAST_CHAINS} and the number of cases.")
        runs = []
        for engine in engines_for(options["database"], warn=self.stderr.write):
            self.stderr.write(f"{engine}: building and measuring {cases} cases with {chains} running chains …")
            runs.append(self._measure(engine, cases, chains))
        print_runs(runs, title=f"{cases} cases, {chains} running chains", is_terminal=self.stdout.isatty())

    def _measure(self, engine: str, cases: int, chains: int) -> Run:
        with children(engine) as child:
            stock = child("dumas_site.benchmarks.stock", "panel", cases + chains, chains)
            run = child("dumas_site.benchmarks.work", cases, chains)
        run.beside(TASKS, stock.figures[0])
        return run
