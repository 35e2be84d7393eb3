"""Rows below a page have their place from the moment they are made, not only after a form was saved."""

from __future__ import annotations

from typing import Any

from modelcluster.models import get_all_child_relations


def number_rows(page: Any, *, loaded_only: bool) -> None:
    """Give each row without a place the next one, in the order it stands in; rows that have theirs keep it.

    With `loaded_only` rows that are still in the database alone are left there."""
    loaded = page.__dict__.get("_cluster_related_objects", {})
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        if not hasattr(relation.related_model, "sort_order_field") or (loaded_only and name not in loaded):
            continue
        rows = getattr(page, name).get_object_list()
        following = max((row.sort_order + 1 for row in rows if row.sort_order is not None), default=0)
        for row in rows:
            if row.sort_order is None:
                row.sort_order = following
                following += 1
