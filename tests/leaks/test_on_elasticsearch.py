"""The doors of the search once more, with Elasticsearch behind them: the same table, the same people, the same rows.

What a knock asks of the cluster stands in the log beside its answer, so a hidden row may cost neither more nor fewer
requests than one that never existed."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest
from django.test import override_settings

from search.backends import get_backend
from search.backends.elasticsearch.connection import breaker
from search.finding import find
from search.query import parse
from tests.leaks import doors_office, doors_pages, doors_search
from tests.leaks.crawl import crawl
from tests.leaks.report import publish
from tests.leaks.world import World
from tests.search.cluster import bring_in_line, settings_for

pytestmark = [pytest.mark.cluster, pytest.mark.slow]
BACKEND = "search.backends.elasticsearch.ElasticsearchBackend"
OF_THE_SEARCH = ("dumas_search", "dumas_saved", "dumas_similar", "dumas_repeats")
DOORS = {
    **{name: door for name, door in doors_office.WORK.items() if name.startswith(OF_THE_SEARCH)},
    **doors_search.DOORS,
    "wagtailadmin_pages:search": doors_pages.LIST_DOORS["wagtailadmin_pages:search"],
    "wagtailadmin_choose_page_search": doors_pages.CHOOSER_DOORS["wagtailadmin_choose_page_search"],
}
# One of each way in which rights come about, and who reads everything.
PEOPLE = ("entitled", "sibling", "see_only", "registrar", "ex_holder", "anonymous")
LEAST_MET = 40


class Requests(logging.Handler):
    """What was asked of the cluster, and what went wrong there."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.asked, self.failed = 0, list[str]()

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == "elastic_transport.transport":
            self.asked += "_search" in record.getMessage()
        elif record.name == "search.backends.elasticsearch.connection":
            self.failed.append(record.getMessage())


@pytest.fixture(scope="module")
def indexed(world: World, worker_id: str) -> Iterator[World]:
    """The world, in an index that belongs to this worker alone."""
    told = settings_for(os.environ.get("ELASTICSEARCH_URL", ""), f"leaks-{worker_id}")
    with override_settings(DUMAS_SEARCH={**told, "BACKEND": BACKEND}):
        breaker.reset()
        bring_in_line(get_backend())
        yield world
        breaker.reset()


@pytest.fixture
def requests() -> Iterator[Requests]:
    handler = Requests()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


def test_no_door_of_the_search_tells_on_elasticsearch(
    indexed: World, requests: Requests, db: None, tmp_path_factory: pytest.TempPathFactory
):
    people = [indexed.people[name] for name in PEOPLE]
    report = crawl(DOORS, indexed, people=people)
    publish(report, "search on Elasticsearch", indexed.people, tmp_path_factory.getbasetemp())
    told = [report.summary(), *sorted(str(finding)[:400] for finding in report.findings)[:80]]
    assert not report.findings, "\n".join(told)
    # Had the database stood in, nothing of this would be proven.
    assert not requests.failed and requests.asked > len(PEOPLE) * 50
    assert not find(parse("ZQXJ"), user=indexed.people["entitled"].user).is_stand_in
    met = [canary for canary, doors in report.met.items() if "dumas_search" in doors]
    assert len(met) >= LEAST_MET, f"only {len(met)}: the index holds too little to prove anything"
