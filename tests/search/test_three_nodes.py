"""The elected master of three nodes is lost while people search and save: nobody meets a wrong answer, no write is
lost, and where the lost node held the only copy of a part of the index, the rest of it is no answer."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable, Iterator

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from dumas_docs.access.roles import READ
from dumas_docs.access.scope import person_scope
from dumas_docs.access.selectors import visible_to
from dumas_site.settings.base import search_engine
from search import outbox
from search.backends import get_backend
from search.backends.elasticsearch.connection import breaker
from search.models import SearchPending
from tests.search.cluster import bring_in_line
from tests.search.load import CLUSTER, ERROR, SAVE, SEARCH, WRONG, Load
from tests.search.office import EVERYWHERE
from tests.search.told import unfound
from tests.services.elasticsearch_cluster import Cluster, private_cluster
from tests.services.machine import Missing

# On PostgreSQL, where an office has it: people who write at once do not wait for each other there.
pytestmark = [
    pytest.mark.cluster, pytest.mark.slow, pytest.mark.postgres, pytest.mark.django_db(transaction=True),
]  # fmt: skip
WITH_COPY, WITHOUT_COPY = "salinan", "tanpa-salinan"
PEOPLE = ("head", "namer", "stranger")
# Enough for two busy processors; whoever waits goes on as soon as it has come.
PATIENCE_SECONDS = 180


@pytest.fixture
def nodes() -> Iterator[Cluster]:
    if not os.environ.get("ELASTICSEARCH_URL"):
        pytest.skip("MISSING: Elasticsearch (make test, or set ELASTICSEARCH_URL)")
    try:
        with private_cluster() as running:
            yield running
    except Missing as missing:
        pytest.skip(f"MISSING: Elasticsearch ({missing})")
    finally:
        breaker.reset()


@pytest.fixture
def use(nodes, settings) -> Callable[..., None]:
    """Search as production does, in indices with one copy of each part beside the first, or with none."""

    def chosen(prefix: str, *, seconds: float = 0.0) -> None:
        told = {"ELASTICSEARCH_URL": ",".join(nodes.urls), "ELASTICSEARCH_PREFIX": prefix, "ELASTICSEARCH_SHARDS": "3"}
        settings.DUMAS_SEARCH = search_engine(told | ({"ELASTICSEARCH_REPLICAS": "0"} if prefix != WITH_COPY else {}))
        if seconds:
            settings.DUMAS_SEARCH["ELASTICSEARCH"]["timeout_seconds"] = seconds
        breaker.reset()

    return chosen


def until(holds: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < end, f"still waiting: {what}"
        time.sleep(0.2)


def shown(person) -> tuple[set[int], int, bool]:
    """What the search page shows, its total, and whether the page says that the database stands in."""
    browser = Client()
    browser.force_login(person)
    response = browser.get("/cari/", {"q": EVERYWHERE})
    findings = response.context["findings"]
    said = "Mesin pencari sedang tidak menjawab" in response.content.decode()
    assert said is findings.is_stand_in
    return {found.page.pk for found in findings.found}, findings.total, said


def told_by(command: str) -> tuple[bool, str]:
    """Whether the command ended well, and what it printed."""
    output = io.StringIO()
    try:
        call_command(command, stdout=output)
    except CommandError:
        return False, output.getvalue()
    return True, output.getvalue()


def test_losing_the_master_under_load_shows_nobody_a_wrong_answer_and_loses_no_write(office, nodes, use, tmp_path):
    office.person("namer", "identity_reader")
    for prefix in (WITHOUT_COPY, WITH_COPY):
        use(prefix, seconds=30.0)
        bring_in_line(get_backend())
    nodes.wait_green()
    assert told_by("index_status")[0]
    people = {name: office.people[name] for name in (*PEOPLE, "reader")}
    expected = {name: read_by(person, office) for name, person in people.items()}
    assert len({len(ids) for ids in expected.values()}) == 3 and {name: shown(people[name]) for name in people} == {
        name: (ids, len(ids), False) for name, ids in expected.items()
    }

    use(WITH_COPY)
    saved = [office.pages[name].pk for name in ("ordinary", "restricted")]
    load = Load(tmp_path, [people[name] for name in PEOPLE], [EVERYWHERE, f"{EVERYWHERE} perkara"], saved)
    load.learn("elasticsearch")
    breaker.trip()
    load.learn("database")
    with load.running(askers=2):
        until(lambda: done(load, SEARCH) >= 5 and done(load, SAVE) >= 2, "people at work")
        lost = nodes.master()
        nodes.kill(lost)
        killed = time.monotonic()
        until(lambda: done(load, SAVE, after=killed) >= 3, "saving without the master")
        until(lambda: elected(nodes) not in (None, lost), "another master")
        led = time.monotonic()
        until(lambda: done(load, SEARCH, after=led) >= 10, "two nodes answer")
        until(lambda: done(load, SAVE, after=led) >= 3, "saving goes on")
    requests = load.requests()
    assert [request for request in requests if request.outcome in (WRONG, ERROR)] == []

    use(WITH_COPY)
    until(drained, "what waited is worked off")
    assert unfound(requests, person=people["head"]) == []
    assert {name: shown(people[name]) for name in people} == {
        name: (ids, len(ids), False) for name, ids in expected.items()
    }, "two nodes hold the whole index"
    is_true, said = told_by("check_index")
    assert is_true and "Berbeda: 0" in said, said
    is_sound, said = told_by("index_status")
    assert not is_sound and "salinan hilang" in said

    use(WITHOUT_COPY)
    for name, ids in expected.items():
        breaker.reset()
        assert shown(people[name]) == (ids, len(ids), True), "what is left of the index is no answer"
    breaker.reset()
    assert "tidak menjawab" in told_by("check_index")[1]
    # The lost node never comes back: nobody deletes what is left of the index by hand.
    use(WITHOUT_COPY, seconds=30.0)
    call_command("rebuild_index", engine="elasticsearch", stdout=io.StringIO())
    get_backend().show_now()
    assert {name: shown(people[name]) for name in people} == {
        name: (ids, len(ids), False) for name, ids in expected.items()
    }
    assert told_by("check_index")[0] and told_by("index_status")[0]


def read_by(person, office) -> set[int]:
    """Whose content he may read, among what holds the word that all documents hold."""
    ids = {page.pk for name, page in office.pages.items() if name != "sealed"}
    with person_scope(person):
        return set(visible_to(person, READ).filter(pk__in=ids).values_list("pk", flat=True))


def done(load: Load, kind: str, *, after: float = 0.0) -> int:
    """So many requests began after this moment and were answered, searches by the cluster."""
    return sum(
        request.kind == kind and request.at > after and request.outcome == CLUSTER for request in load.requests()
    )


def elected(nodes: Cluster) -> int | None:
    try:
        return nodes.master()
    except (OSError, ValueError):
        return None


def drained() -> bool:
    breaker.reset()
    outbox.drain()
    return not SearchPending.objects.exists()
