"""Measures the search on SQLite and, where DATABASE_URL names one, on PostgreSQL, beside raw Elasticsearch."""

from __future__ import annotations

import os

from django.core.management.base import BaseCommand, CommandError

from dumas_site.benchmarks.side_by_side import add_database, children, engines_for, print_runs


class Command(BaseCommand):
    help = (
        "Print p50/p95 and ratios of questions and indexing, on databases and indices of its own (ELASTICSEARCH_URL)."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--documents", type=int, default=100_000, help="size of the archive (default 100000)")
        add_database(parser)

    def handle(self, *args, **options) -> None:
        if not os.environ.get("ELASTICSEARCH_URL"):
            raise CommandError("ELASTICSEARCH_URL must name a server: make benchmark-search starts one.")
        os.environ["ELASTICSEARCH_PREFIX"] = f"dumas-benchmark-{os.getpid()}"
        runs = []
        for engine in engines_for(options["database"], warn=self.stderr.write):
            self.stderr.write(f"{engine}: building, indexing and measuring {options['documents']} documents …")
            with children(engine) as child:
                runs.append(child("dumas_site.benchmarks.searching", options["documents"]))
        print_runs(runs, title=f"{runs[0].pages} documents", is_terminal=self.stdout.isatty())
