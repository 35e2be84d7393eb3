"""Runs a measurement on each database in processes of their own, and prints the figures side by side."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from rich.console import Console
from rich.table import Table

from .figures import Figure, Run

Child = Callable[..., Run]


def add_database(parser: Any) -> None:
    """The option that chooses the databases."""
    parser.add_argument("--database", choices=("both", "sqlite", "postgresql"), default="both")


def engines_for(asked: str, *, warn: Callable[[str], Any]) -> list[str]:
    """The databases to measure. Raises CommandError without a PostgreSQL server where one was asked for."""
    has_server = bool(os.environ.get("DATABASE_URL"))
    if asked == "postgresql" and not has_server:
        raise CommandError("DATABASE_URL must name a PostgreSQL server for --database postgresql.")
    if asked != "both":
        return [asked]
    if not has_server:
        warn("Only SQLite: set DATABASE_URL to a PostgreSQL server to see both side by side.")
    return ["sqlite", "postgresql"] if has_server else ["sqlite"]


@contextmanager
def children(engine: str) -> Iterator[Child]:
    """Gives what runs a module with arguments on `engine` and returns its Run; its files are gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "DUMAS_BENCHMARK_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "dumas_site.settings.benchmark",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }
        if engine == "postgresql":
            environment |= {
                "DUMAS_BENCHMARK_NAME": f"dumas_benchmark_{os.getpid()}",
                "DUMAS_STOCK_NAME": f"dumas_stock_{os.getpid()}",
            }
        else:
            environment.pop("DATABASE_URL", None)

        def child(module: str, *arguments: object) -> Run:
            command = [sys.executable, "-m", module, *(str(argument) for argument in arguments)]
            done = subprocess.run(
                command, env=environment, cwd=settings.ROOT, capture_output=True, text=True, check=False
            )
            if done.returncode:
                raise CommandError(f"{module} failed:\n{done.stderr[-2000:]}")
            return Run.from_json(done.stdout.strip().splitlines()[-1])

        yield child


def print_runs(runs: list[Run], *, title: str, is_terminal: bool) -> None:
    """One line for each thing measured, one pair of columns for each database."""
    table = Table(title=title)
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
            first, second = (figure.p50 for figure in figures)
            cells.append(f"{second / first:.2f}" if first and second is not None else "-")
        ratios = ", ".join(f"{f.beside} (× {f.ratio:.2f})" if f.ratio else f.beside for f in figures if f.beside)
        table.add_row(*cells, figures[0].goal, ratios)
    Console(width=None if is_terminal else 200).print(table)


def _value(figure: Figure) -> str:
    if figure.p50 is None or figure.p95 is None:
        return "not measured"
    if figure.unit in ("/s", ""):
        return f"{figure.p50:.0f}{figure.unit}"
    return f"{figure.p50:.1f} / {figure.p95:.1f} {figure.unit}"
