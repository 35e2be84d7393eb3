import copy
import os
from collections.abc import Iterator

import pytest
from django.db import transaction

from dumas_docs.access.scope import system_scope
from search.backends.elasticsearch.connection import breaker
from search.outbox import drain
from tests.search.cluster import settings_for
from tests.search.office import Office
from tests.services.elasticsearch import Server, private_server
from tests.services.machine import Missing


@pytest.fixture
def cluster(settings, worker_id) -> Iterator[str]:
    """A real Elasticsearch, with indices that belong to this worker alone."""
    url = os.environ.get("ELASTICSEARCH_URL", "")
    settings.DUMAS_SEARCH = {**getattr(settings, "DUMAS_SEARCH", {}), **settings_for(url, worker_id)}
    breaker.reset()
    yield url
    breaker.reset()


@pytest.fixture(scope="session")
def own_server() -> Iterator[Server]:
    """A server for tests that maltreat it; whoever does leaves it in health."""
    if not os.environ.get("ELASTICSEARCH_URL"):
        pytest.skip("MISSING: Elasticsearch (make test, or set ELASTICSEARCH_URL)")
    try:
        with private_server() as running:
            yield running
    except Missing as missing:
        pytest.skip(f"MISSING: Elasticsearch ({missing})")


@pytest.fixture
def bare(db) -> Office:
    """People and folders only."""
    return Office()


@pytest.fixture
def office(bare: Office) -> Office:
    """Documents of every kind, and people who see them differently. Not indexed yet."""
    bare.documents()
    bare.staff()
    return bare


@pytest.fixture(scope="class")
def standing_office(django_db_setup, django_db_blocker) -> Iterator[Office]:
    """The office of `office`, indexed, built once for a class of tests and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic(), system_scope("an office for a class of tests"):
        office = Office()
        office.documents()
        office.staff()
        drain()
        yield office
        transaction.set_rollback(True)


@pytest.fixture
def own_office(standing_office: Office, db) -> Office:
    """The standing office as one test may change it: what it writes is rolled back, and its objects are its own."""
    return copy.deepcopy(standing_office)
