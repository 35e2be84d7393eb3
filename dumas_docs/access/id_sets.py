"""Sets of ids as one condition, written into the SQL as they are.

A person may reach thousands of scopes, and his filter stands in nearly every question. One bound parameter for each id
costs Django and the driver more than the database needs for the answer (docs/benchmarks.md)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import AutoField, BigAutoField, ForeignKey, Lookup


class IdSet:
    """Ids to compare a column with. Raises ValueError or TypeError for anything but whole numbers."""

    def __init__(self, ids: Iterable[int]) -> None:
        self.sql = ",".join(f"{number:d}" for number in sorted(ids))


@AutoField.register_lookup
@BigAutoField.register_lookup
@ForeignKey.register_lookup
class Among(Lookup):
    """`column__among=IdSet(ids)`: like `__in`, for keys that are whole numbers."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Raises EmptyResultSet where no id is given."""
        if not self.rhs.sql:
            raise EmptyResultSet
        column, params = self.process_lhs(compiler, connection)
        return f"{column} IN ({self.rhs.sql})", params
