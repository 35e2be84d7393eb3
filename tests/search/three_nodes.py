"""Three real Elasticsearch nodes on the loopback under load: nodes are killed, restarted one after the other, and the
index is rebuilt while one is away. Prints a table of what people met; ends with 1 when a request showed an error or a
wrong total, or a write was lost.

.venv/bin/python -m tests.search.three_nodes [--documents 4000] [--seconds 15] [--chapters loss restart rebuild]
.venv/bin/python -m tests.services.postgres .venv/bin/python -m tests.search.three_nodes     # on PostgreSQL
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import django
from django.test import override_settings
from django.test.utils import setup_databases, setup_test_environment, teardown_databases

SITE = Path(__file__).parents[2] / "site"
SHARDS, REPLICAS, QUESTIONS, PAGES = 3, 1, 12, 200
CHAPTERS = ("loss", "restart", "rebuild")


def main() -> int:
    """Make an archive and a cluster, let people work while nodes are lost, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.search.three_nodes")
    parser.add_argument("--documents", type=int, default=4000)
    parser.add_argument("--seconds", type=int, default=15, help="how long each state lasts (15)")
    parser.add_argument(
        "--chapters", nargs="+", choices=CHAPTERS, default=CHAPTERS, help="what happens, in this order (all)"
    )
    parser.add_argument("--keep", action="store_true", help="keep the empty database in DUMAS_TEST_DIR")
    wanted = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dumas_site.settings.test")
    sys.path.insert(0, str(SITE))
    django.setup()
    setup_test_environment()
    from dumas_docs.access.scope import system_scope
    from tests.services.elasticsearch_cluster import private_cluster

    before = setup_databases(verbosity=0, interactive=False, keepdb=wanted.keep, serialized_aliases=set())
    try:
        with private_cluster() as cluster, system_scope("three nodes"):
            told = {"hosts": cluster.urls, "prefix": "tiga", "shards": SHARDS, "replicas": REPLICAS}
            backend = "search.backends.elasticsearch.ElasticsearchBackend"
            with override_settings(DUMAS_SEARCH={"BACKEND": backend, "ELASTICSEARCH": told}):
                return _run(cluster, wanted)
    finally:
        teardown_databases(before, verbosity=0, keepdb=wanted.keep)


def _run(cluster, wanted: argparse.Namespace) -> int:
    from django.utils import timezone

    from dumas_docs.models import Complaint
    from dumas_site.benchmarks.words import Vocabulary, write_texts
    from dumas_site.benchmarks.world import build
    from search import indexing
    from search.backends import get_backend
    from search.backends.elasticsearch.connection import breaker
    from tests.search.load import Load

    world = build(pages=wanted.documents, now=timezone.now())
    vocabulary = Vocabulary(random.Random(20260312))
    write_texts(vocabulary)
    for code in ("database", "elasticsearch"):
        indexing.rebuild(get_backend() if code == "elasticsearch" else _database(), progress=lambda done: None)
    cluster.wait_green()
    cases = Complaint.objects.filter(level=1, path__startswith=world.offices[0].path)
    persons = [world.few, world.some, world.many]
    with tempfile.TemporaryDirectory() as folder:
        load = Load(
            Path(folder), persons, vocabulary.questions(QUESTIONS), list(cases.values_list("pk", flat=True)[:PAGES])
        )
        load.learn("elasticsearch")
        breaker.trip()
        load.learn("database")
        breaker.reset()
        story = Story(cluster, seconds=wanted.seconds)
        try:
            with load.running():
                story.tell(wanted.chapters)
        except KeyboardInterrupt:
            print("interrupted", file=sys.stderr)
        return story.judge(load, world)


def _database():
    from search.backends import DATABASE, get_backend

    return get_backend(DATABASE)


class Story:
    """What happens to the cluster, and when each part of it began."""

    def __init__(self, cluster, *, seconds: int) -> None:
        self.cluster, self.seconds = cluster, seconds
        self.parts: list[tuple[float, str]] = []
        self.faults: list[str] = []

    def tell(self, chapters: Sequence[str]) -> None:
        try:
            self._part("three nodes", wait=True)
            for chapter in chapters:
                {"loss": self._loss, "restart": self._restart, "rebuild": self._rebuild}[chapter]()
            self._part("three nodes again", wait=True)
        finally:
            self.parts.append((time.monotonic(), ""))

    def _loss(self) -> None:
        cluster = self.cluster
        for what, number in (("a node", (cluster.master() + 1) % 3), ("the master", cluster.master())):
            self._part(f"{what} is killed", lambda n=number: cluster.kill(n), wait=True)
            self._part(f"{what} comes back", lambda n=number: self._back(n))

    def _restart(self) -> None:
        for number in range(3):
            what = f"node {number}, the master," if number == self.cluster.master() else f"node {number}"
            self._part(f"{what} is restarted", lambda n=number: (self.cluster.take_down(n), self._back(n)))

    def _rebuild(self) -> None:
        number = self.cluster.master()
        self._part("the master is killed, rebuild_index", lambda: (self.cluster.kill(number), self._fill()))
        self._part("and it comes back", lambda: self._back(number))

    def _fill(self) -> None:
        from django.core.management import CommandError, call_command

        try:
            call_command("rebuild_index", engine="elasticsearch")
        except CommandError as error:
            self.faults.append(f"rebuild_index: {error}")

    def _part(self, name: str, act=None, *, wait: bool = False) -> None:
        self.parts.append((time.monotonic(), name))
        print(f"{name} …", file=sys.stderr, flush=True)
        if act:
            act()
        if wait:
            time.sleep(self.seconds)

    def _back(self, number: int) -> None:
        self.cluster.bring_back(number)
        self.cluster.wait_green(nodes=3)

    def judge(self, load, world) -> int:
        """Print what people met in each part; whether all was well, as an exit code."""
        from tests.search.told import print_parts, unfound, untrue

        requests = load.requests()
        print_parts(self.parts, requests)
        bad = [request for request in requests if request.outcome in ("wrong", "error")]
        for request in bad[:20]:
            print(f"{request.kind}: {request.outcome} {request.word}")
        for fault in self.faults:
            print(fault)
        lost, differ = unfound(requests, person=world.many), untrue()
        print(
            f"{len(bad)} requests wrong or with an error; saved words not found: {len(lost)}; index differs: {differ}"
        )
        return 1 if bad or lost or differ or self.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
