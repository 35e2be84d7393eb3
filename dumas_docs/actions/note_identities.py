"""Record what happens to identities on the editing side: they were changed, or two versions of them were opened."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from modelcluster.models import get_all_child_relations

from dumas_docs.access import audit
from dumas_docs.models import BasePage, FieldGroup
from dumas_docs.models.identities import HashedIdentity


def identities_in(page: BasePage) -> list[tuple[str, ...]]:
    """Every identity of a version as comparable values; nothing of it may be shown or stored."""
    return [
        (name, *(getattr(row, field.attname) for field in row._meta.concrete_fields if _counts(field)))
        for name in identity_relations(type(page))
        for row in getattr(page, name).all()
    ]


def identity_relations(model: type[BasePage]) -> list[str]:
    """Names of the relations of a page type that hold identities."""
    return [
        relation.get_accessor_name()
        for relation in get_all_child_relations(model)
        if issubclass(relation.related_model, HashedIdentity)
    ]


def note_changed_identities(*, before: list, page: BasePage, by: Any, now: datetime) -> bool:
    """Record identitas.diubah when `page` holds other identities than `before`; tells whether it did."""
    if identities_in(page) == before:
        return False
    audit.record(verb="identitas.diubah", by=by, page=page, group=FieldGroup.IDENTITAS, at=now)
    return True


def _counts(field: Any) -> bool:
    return not field.primary_key and not field.remote_field and not field.name.endswith(("_hash", "sort_order"))
