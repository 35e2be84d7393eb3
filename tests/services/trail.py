"""The audit trail refuses every change; tests that play the owner of the database lift its guard for a moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

TABLES = (
    "dumas_docs_auditentry", "dumas_docs_audithead", "dumas_workflows_clockchange", "dumas_workflows_transitionrecord",
)  # fmt: skip


@contextmanager
def unguarded() -> Iterator[None]:
    """No trigger of the trail for the time being; they come back as they were."""
    lift, restore = _statements(connection)
    with connection.cursor() as cursor:
        for statement in lift:
            cursor.execute(statement)
        yield
        for statement in restore:
            cursor.execute(statement)


def let_flush_through() -> None:
    """Django empties the database after a test of real transactions; nothing but that passes the guard."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def execute_sql_flush(self: Any, sql_list: list[str]) -> Any:
        lift, restore = _statements(self.connection)
        return flush(self, [*lift, *sql_list, *restore])

    operations.execute_sql_flush = execute_sql_flush


def _statements(database: Any) -> tuple[list[str], list[str]]:
    if database.vendor == "postgresql":
        return (
            [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in TABLES],
            [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in TABLES],
        )
    with database.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'dumas_audit%'")
        found = cursor.fetchall()
    return [f"DROP TRIGGER {name}" for name, _sql in found], [sql for _name, sql in found]
