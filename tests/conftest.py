"""Fixtures every test may use. World-building fixtures stand in the conftest.py of the folder that needs them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}
# Folders whose tests must hold on PostgreSQL too. A single test elsewhere joins them with @pytest.mark.both.
ON_BOTH_DATABASES = (
    "access", "dispositions", "intake", "leaks", "lifecycles", "organisation", "registers", "search",
)  # fmt: skip

pytest_plugins = ["tests.services.browser"]


@pytest.hookimpl(tryfirst=True)  # before pytest selects by marker
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    from django.db import connection

    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        uses_database = item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames)
        if folder in ON_BOTH_DATABASES and uses_database and not item.get_closest_marker("cluster"):
            item.add_marker("both")
        if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: make test, or set DATABASE_URL"))


@pytest.fixture(autouse=True)
def tests_own_scope() -> Iterator[None]:
    """Tests set up their world as the system; requests made by a test client open a scope of their own."""
    from dumas_docs.access.scope import system_scope

    with system_scope("tests set up their world"):
        yield


@pytest.fixture(autouse=True, scope="session")
def tree_survives_flush() -> None:
    """Tests of real transactions empty the database; the next test finds the archive's first content again."""
    from tests.services.trail import let_flush_through
    from tests.services.tree import replant_after_flush

    replant_after_flush()
    let_flush_through()
