"""Looking for what lies below a page, fast on SQLite too.

Django writes `path__startswith` there as LIKE … ESCAPE, which never uses the index of `path`: every question about a
folder read the whole archive. A range of paths asks the same and does (docs/benchmarks.md, "explorer")."""

from __future__ import annotations

from typing import Any

from django.db.models.lookups import StartsWith

AFTER_EVERY_PATH = "~"  # sorts behind every character of a tree path (0-9, A-Z)


class PathBelow(StartsWith):
    """`path__startswith`, as a range on SQLite; other databases keep Django's own."""

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple]:
        if not self.rhs_is_direct_value():
            return self.as_sql(compiler, connection)
        column, parameters = self.process_lhs(compiler, connection)
        first = str(self.rhs)
        return f"({column} >= %s AND {column} < %s)", (*parameters, first, *parameters, first + AFTER_EVERY_PATH)
