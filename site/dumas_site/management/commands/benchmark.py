"""Measures the archive on SQLite and, where DATABASE_URL names one, on PostgreSQL, beside a stock Wagtail site."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from dumas_site.benchmarks.figures import Figure, Run
from dumas_site.benchmarks.world import LISTING_CHILDREN

LISTING = "explorer"


class Command(BaseCommand):
    help = "Print p50/p95, query counts and ratios. Uses databases of its own, which are dropped again."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--pages", type=int, default=100_000, help="size of the archive (default 100000)")
        parser.add_argument("--mails", type=Path, help="folder of .eml files for mails a second")
        parser.add_argument("--database", choices=("both", "sqlite", "postgresql"), default="both")

    def handle(self, *args, **options) -> None:
        url = os.environ.get("DATABASE_URL", "")
        engines = {"sqlite": ["sqlite"], "postgresql": ["postgresql"]}.get(
            options["database"], ["sqlite", "postgresql"] if url else ["sqlite"]
        )
        if "postgresql" in engines and not url:
            raise CommandError("DATABASE_URL must name a PostgreSQL server for --database postgresql.")
        if not url and options["database"] == "both":
            self.stderr.write("Only SQLite: set DATABASE_URL to a PostgreSQL server to see both side by side.")
        runs = []
        for engine in engines:
            self.stderr.write(f"{engine}: building and measuring {options['pages']} pages …")
            runs.append(self._measure(engine, options["pages"], options["mails"], url))
        self._print(runs)

    def _measure(self, engine: str, pages: int, mails: Path | None, url: str) -> Run:
        children = round(LISTING_CHILDREN * min(1.0, pages / 100_000))
        with tempfile.TemporaryDirectory() as folder:
            environment = {
                **os.environ,
                "DUMAS_BENCHMARK_DIR": folder,
                "DJANGO_SETTINGS_MODULE": "dumas_site.settings.benchmark",
                "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            }
            environment.pop("DATABASE_URL", None)
            if engine == "postgresql":
                environment |= {
                    "DATABASE_URL": url,
                    "DUMAS_BENCHMARK_NAME": f"dumas_benchmark_{os.getpid()}",
                    "DUMAS_STOCK_NAME": f"dumas_stock_{os.getpid()}",
                }
            stock = self._child("dumas_site.benchmarks.stock", [str(children)], environment)
            run = self._child("dumas_site.benchmarks.run", [str(pages), *([str(mails)] if mails else [])], environment)
        for figure in run.figures:
            if figure.name.startswith(LISTING):
                yardstick = stock.figures[0]
                figure.beside = f"stock superuser {yardstick.p50:.0f} ms, {yardstick.queries} queries"
                figure.ratio = figure.p50 / yardstick.p50
        return run

    def _child(self, module: str, arguments: list[str], environment: dict[str, str]) -> Run:
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(command, env=environment, cwd=settings.ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise CommandError(f"{module} failed:\n{done.stderr[-2000:]}")
        return Run.from_json(done.stdout.strip().splitlines()[-1])

    def _print(self, runs: list[Run]) -> None:
        table = Table(title=f"{runs[0].pages} pages")
        table.add_column("what")
        for run in runs:
            table.add_column(f"{run.engine} p50 / p95", justify="right")
            table.add_column("queries", justify="right")
        if len(runs) == 2:
            table.add_column(f"{runs[1].engine} : {runs[0].engine}", justify="right")
        table.add_column("goal")
        table.add_column("beside")
        for figures in zip(*(run.figures for run in runs), strict=True):
            cells = [figures[0].name]
            for figure in figures:
                cells += [_value(figure), str(figure.queries)]
            if len(figures) == 2:
                cells.append(f"{figures[1].p50 / figures[0].p50:.2f}" if figures[0].p50 else "-")
            ratios = ", ".join(f"{f.beside} (× {f.ratio:.2f})" for f in figures if f.beside and f.ratio)
            table.add_row(*cells, figures[0].goal, ratios)
        Console(width=None if self.stdout.isatty() else 200).print(table)


def _value(figure: Figure) -> str:
    if figure.unit == "/s":
        return f"{figure.p50:.0f}/s"
    return f"{figure.p50:.1f} / {figure.p95:.1f} {figure.unit}"
