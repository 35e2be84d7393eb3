"""Record what happens to identities: they were changed, or hidden in what somebody wrote."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from modelcluster.models import get_all_child_relations

from dumas_docs.access import audit
from dumas_docs.models import BasePage, Complaint, FieldGroup
from dumas_docs.models.identities import HashedIdentity

from .hide_in_case import hide_in_case


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
    """Record identitas.diubah when `page` holds other identities than `before`, and hide those of today in whatever
    the case holds already; tells whether it did."""
    if identities_in(page) == before:
        return False
    if isinstance(page, Complaint):
        hide_in_case(case=page, by=by, now=now)
    audit.record(verb="identitas.diubah", by=by, page=page, group=FieldGroup.IDENTITAS, at=now)
    return True


def note_hidden_persons(*, page: BasePage, by: Any, now: datetime) -> None:
    """Record that persons were hidden in what `by` wrote: who tries names on a case is on record."""
    if page.hidden_fields:
        audit.record(verb="naskah.disamarkan", by=by, page=page, group=FieldGroup.ISI, at=now)


def _counts(field: Any) -> bool:
    return not field.primary_key and not field.remote_field and not field.name.endswith(("_hash", "sort_order"))
