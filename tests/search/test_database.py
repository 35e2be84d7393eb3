"""The contract on the database engine of this run: SQLite or PostgreSQL."""

from tests.search.contract import SearchContract


class TestDatabase(SearchContract):
    backend = "search.backends.database.DatabaseBackend"
