"""Documents as rows without models: making an index anew reads each of them, and a model costs more than all its words.

Columns carry what the database holds, converted as on a model; nothing of a model's own is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from types import SimpleNamespace
from typing import Any

from django.db.models import Model

from dumas_docs.access.choosers import reference_fields


def bare_rows(model: type[Model], ids: Iterable[int], names: tuple[str, ...]) -> Iterator[Any]:
    """The rows of `model` with these primary keys; `__` in a name becomes `_`. One query."""
    attributes = [name.replace("__", "_") for name in names]
    for values in model._default_manager.filter(pk__in=ids).values_list(*names):
        yield SimpleNamespace(**dict(zip(attributes, values, strict=True)))


def children_for_all(
    model: type[Model], ids: Iterable[int], relation: str, names: tuple[str, ...]
) -> dict[int, list[Any]]:
    """By page the rows of `relation` that name no other document: who reads this one may not know of those."""
    child, owner, references = _relation(model, relation)
    found: dict[int, list[Any]] = defaultdict(list)
    rows = child._default_manager.filter(**{f"{owner}__in": ids}).values_list(owner, *references, *names)
    for page_id, *values in rows.order_by(*(child._meta.ordering or ())):
        if not any(values[: len(references)]):
            row = SimpleNamespace(**dict(zip(names, values[len(references) :], strict=True)))
            found[page_id].append(row)
    return found


@cache
def _relation(model: type[Model], name: str) -> tuple[type[Model], str, tuple[str, ...]]:
    relation: Any = model._meta.get_field(name)
    child = relation.related_model
    references = tuple(field.attname for field in reference_fields(child).values())
    return child, relation.field.attname, references
