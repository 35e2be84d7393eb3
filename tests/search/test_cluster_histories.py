"""Random histories of create, edit, move, share, block, reclassify and delete, while workers, rebuilds and the server
are killed: afterwards nothing is lost, stale or left over, and everybody finds what the database would show him.

A few seeds run always. More: HISTORIES=1-60 (or HISTORIES=7) .venv/bin/python -m tests.services.elasticsearch
.venv/bin/python -m pytest tests/search/test_cluster_histories.py; STEPS=… is the length of each."""

from __future__ import annotations

import os
from collections import Counter
from typing import Any

import pytest
from django.db import connection

from dumas_docs.access.roles import READ
from dumas_docs.access.scope import person_scope
from dumas_docs.access.selectors import visible_to
from dumas_docs.models import BasePage, Complaint
from search import indexing, outbox
from search.backends import DATABASE, get_backend
from search.backends.elasticsearch import indices
from search.backends.elasticsearch.connection import breaker, client
from search.backends.elasticsearch.names import read_aliases
from search.models import SearchPending
from search.query import parse
from tests.search.cluster import bring_in_line
from tests.search.contract_people import READABLE
from tests.search.histories import WORDS, History
from tests.search.killing import Child
from tests.search.office import EVERYWHERE, Office
from tests.services.elasticsearch import kill_and_restart

pytestmark = [pytest.mark.cluster, pytest.mark.slow, pytest.mark.both, pytest.mark.django_db(transaction=True)]
BACKEND = "search.backends.elasticsearch.ElasticsearchBackend"
STEPS = int(os.environ.get("STEPS", "24"))
ALWAYS = {"sqlite": (1,), "postgresql": (3,)}
COLUMNS = ("acl_folder_id", "acl_item_id", "level", "live")


def seeds() -> tuple[int, ...]:
    asked = os.environ.get("HISTORIES", "")
    if not asked:
        return ALWAYS[connection.vendor]
    first, _dash, last = asked.partition("-")
    return tuple(range(int(first), int(last or first) + 1))


@pytest.fixture
def engine(own_server, settings):
    told = {"hosts": [own_server.url], "prefix": "histories", "replicas": 0, "timeout_seconds": 20.0}
    settings.DUMAS_SEARCH = {"BACKEND": BACKEND, "ELASTICSEARCH": told}
    breaker.reset()
    indices.drop_all(client())
    return get_backend()


def test_two_workers_at_once_write_every_document_once(engine):
    """The cluster counts for itself what it was given."""
    office = Office()
    office.documents()
    bring_in_line(engine)
    breaker.trip()
    for word in ("first", "second"):
        for page in office.pages.values():
            outbox.queue(page.pk)
        Complaint.objects.update(category=word)
    breaker.reset()
    before = written()
    assert SearchPending.objects.filter(engine=engine.code).count() == 2 * len(office.pages)
    workers = [Child(outbox.drain) for _worker in range(2)]
    for worker in workers:
        assert worker.wait()
    engine.show_now()
    assert list(indexing.differences(engine)) == [] and not SearchPending.objects.exists()
    assert written() - before == len(office.pages) - 1, "each but the sealed letter, once"


def written() -> int:
    return client().indices.stats(index="histories-*", metric="indexing")["_all"]["primaries"]["indexing"][
        "index_total"
    ]


@pytest.mark.parametrize("seed", seeds())
def test_after_any_history_the_index_is_true(seed, engine, own_server, settings):
    office = Office()
    office.documents()
    office.staff()
    office.person("chief", "head")
    for folder in (office.blocked, office.other):
        office.give("chief", "head", folder)
    # Some of it was set up behind the product's back.
    for page in office.pages.values():
        outbox.queue(page.pk)
    bring_in_line(engine)

    def restart() -> None:
        kill_and_restart(own_server)
        settings.DUMAS_SEARCH["ELASTICSEARCH"]["hosts"] = [own_server.url]
        breaker.reset()

    history = History(seed, office, engine, restart=restart)
    history.run(STEPS)
    if seed % 10 == 1:
        restart()
    history.come_to_rest()
    engine.show_now()
    told = "\n".join(history.said)
    assert history.done > STEPS // 3 and history.deaths, told
    assert not SearchPending.objects.exists(), told
    for each in (get_backend(DATABASE), engine):
        assert (list(indexing.differences(each)), list(each.faults())) == ([], []), f"{each.code}\n{told}"
    assert strays() == [], told
    wrong = wrong_readers()
    assert not wrong, f"{wrong}\n{told}"
    for name in (*READABLE, "chief", ""):
        user = office.people[name] if name else None
        for text in (EVERYWHERE, *WORDS):
            by_index, by_database = (answered(each, text, user) for each in (engine, get_backend(DATABASE)))
            assert by_index == by_database, f"{name} {text}\n{told}"


def strays() -> list[str]:
    """Indices that nobody writes to: made anew by a late write, with fields that give their text back."""
    found = client().indices.get(index="histories-*-v*")
    return [name for name, told in found.items() if not any(alias.endswith("-write") for alias in told["aliases"])]


def wrong_readers() -> list[Any]:
    """Documents whose columns in the index, not only their fingerprint, differ from those the database decides by."""
    stored = {
        int(hit["_id"]): tuple(hit["_source"][name] for name in COLUMNS)
        for hit in client().search(index=read_aliases(), size=2000)["hits"]["hits"]
    }
    pages = {row[0]: row[1:] for row in BasePage.objects.values_list("pk", *COLUMNS)}
    return [(pk, found, pages.get(pk)) for pk, found in stored.items() if found != pages.get(pk)]


def answered(engine: Any, text: str, user: Any) -> tuple[set[int], int, dict[str, Counter]]:
    answer = engine.search(parse(text, per_page=500), user=user)
    ids = {hit.page_id for hit in answer.hits}
    with person_scope(user):
        assert ids == set(visible_to(user, READ).filter(pk__in=ids).values_list("pk", flat=True))
    facets = {code: Counter({each.value: each.count for each in values}) for code, values in answer.facets.items()}
    return ids, answer.total, facets
