"""Figures of one run on one database, and the table that sets two databases and a yardstick side by side."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import connection


@dataclass
class Figure:
    """One measured thing: time at p50 and p95, a rate a second, or a count; queries of one run; the goal in words.

    `p50` is None for what this database is not measured on."""

    name: str
    p50: float | None
    p95: float | None
    queries: int
    unit: str = "ms"
    goal: str = ""
    beside: str = ""
    ratio: float | None = None


@dataclass
class Run:
    """All figures of one database."""

    engine: str
    pages: int
    figures: list[Figure] = field(default_factory=list)

    def beside(self, start: str, yardstick: Figure) -> None:
        """Set the yardstick beside the figures whose name begins with `start`."""
        for figure in self.figures:
            if not figure.name.startswith(start) or not figure.p50:
                continue
            if yardstick.p50:
                figure.beside = f"{yardstick.name} {yardstick.p50:.0f} {yardstick.unit}, {yardstick.queries} queries"
                figure.ratio = figure.p50 / yardstick.p50
            else:
                figure.beside = yardstick.name

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Run:
        data = json.loads(text)
        return cls(data["engine"], data["pages"], [Figure(**row) for row in data["figures"]])


class SqlClock:
    """Counts statements and the time spent in them."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.count = 0

    def __call__(self, execute, sql, params, many, context):
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - start
            self.count += 1


@contextmanager
def sql_clock():
    """A SqlClock for the statements of the block."""
    clock = SqlClock()
    with connection.execute_wrapper(clock):
        yield clock


def timed(name: str, run: Callable[[], Any], *, times: int = 30, goal: str = "", sql_only: bool = False) -> Figure:
    """Run `run` once to warm up and `times` times to measure; with `sql_only` only time inside SQL counts."""
    run()
    spent, queries = [], 0
    for _ in range(times):
        with sql_clock() as clock:
            start = time.perf_counter()
            run()
            whole = time.perf_counter() - start
        spent.append((clock.seconds if sql_only else whole) * 1000)
        queries = clock.count
    spent.sort()
    return Figure(name, p50=_at(spent, 0.5), p95=_at(spent, 0.95), queries=queries, goal=goal)


def rate(name: str, run: Callable[[], int], *, goal: str = "") -> Figure:
    """How many a second: `run` does the work and returns how many it did."""
    with sql_clock() as clock:
        start = time.perf_counter()
        count = run()
        spent = time.perf_counter() - start
    per_second = count / spent
    return Figure(name, p50=per_second, p95=per_second, queries=round(clock.count / count), unit="/s", goal=goal)


def seconds(name: str, run: Callable[[], Any], *, times: int = 1, goal: str = "") -> Figure:
    """As `timed`, in seconds and without a run before: for what changes data, or takes long."""
    spent, queries = [], 0
    for _ in range(times):
        with sql_clock() as clock:
            start = time.perf_counter()
            run()
            spent.append(time.perf_counter() - start)
        queries = clock.count
    spent.sort()
    return Figure(name, p50=_at(spent, 0.5), p95=_at(spent, 0.95), queries=queries, unit="s", goal=goal)


def _at(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, round(share * (len(values) - 1)))]
