"""What the database holds, so that a refused write can be shown to have changed nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps import apps
from django.db import connection

# The trail grows with every refusal, and a session with every visit.
GROWING = ("dumas_docs_auditentry", "dumas_docs_audithead", "django_session")


@dataclass
class Snapshot:
    """A fingerprint per table."""

    tables: dict[str, tuple[int, str]]

    @classmethod
    def take(cls) -> Snapshot:
        return cls({table: _fingerprint(table) for table in _tables()})

    def changes(self) -> Iterator[str]:
        """Tables whose rows are no longer what they were."""
        for table, (count, digest) in self.tables.items():
            found = _fingerprint(table)
            if found != (count, digest):
                yield f"{table}: {count} rows, now {found[0]}"


def _tables() -> list[str]:
    models = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return sorted(models & set(connection.introspection.table_names()) - set(GROWING))


def _fingerprint(table: str) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        rows = sorted(repr(row) for row in cursor.fetchall())
    return len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()


WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.IGNORECASE)


@contextmanager
def written_tables() -> Iterator[set[str]]:
    """Names of tables that statements inside the block write to, those that grow with every visit left out."""
    written: set[str] = set()

    def watch(execute, sql, params, many, context):
        match = WRITE.match(sql)
        if match and match.group(1) not in GROWING:
            written.add(match.group(1))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written
