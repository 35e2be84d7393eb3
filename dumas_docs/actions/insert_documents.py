"""Puts new documents into the tree with one statement per table; the actions add_document(s) ask and record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connections, router, transaction
from django.db.models import F, Model
from django.db.models.sql import InsertQuery
from treebeard.exceptions import PathOverflow
from wagtail.models import Locale

from dumas_docs.access import pointers
from dumas_docs.access.scope import bookkeeping
from dumas_docs.models import AclScope, BasePage, Register, RegisterEntry
from dumas_docs.models.documents import DocumentPage

from .hide_in_document import hide_in_new

BATCH = 500


class NotAllowedHere(ValueError):
    """A document of this type does not belong below that page."""


@transaction.atomic(savepoint=False)
def insert_documents(
    *, parent: BasePage, documents: Sequence[DocumentPage], by: Any, now: datetime, live: bool
) -> None:
    """Number, place and insert `documents`, all of one type, below `parent`. Raises NotAllowedHere, ValidationError.

    What Page.save would do with some fifty statements a document: the number makes slug and title unique, so nothing
    has to be looked up for each. Child rows are the caller's."""
    model = type(documents[0])
    if not model.can_exist_under(parent):
        raise NotAllowedHere(f"{model.__name__} < {type(parent.specific).__name__}")
    pointers.hold_places()
    with bookkeeping():
        parent = BasePage.objects.select_for_update(of=["self"]).select_related("unit").get(pk=parent.pk)
        hide_in_new(documents, parent=parent)
        _number(documents, model=model, parent=parent, year=now.year)
        _place(documents, parent=parent, by=by, now=now, live=live)
        checked = {field.name for field in model._meta.concrete_fields if not field.is_relation and field.editable}
        for document in documents:
            document.clean_fields(exclude={field.name for field in model._meta.fields} - checked)
        insert_rows(BasePage, documents, returning=True)
        for link in model._meta.parents.values():
            for document in documents:
                setattr(document, link.attname, document.pk)
        insert_rows(model, documents)
        BasePage.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(documents))
        _scopes(documents, parent=parent)
        entries = [document.__dict__.pop("number_entry") for document in documents]
        for entry, document in zip(entries, documents, strict=True):
            entry.document_id = document.pk
            document._state.adding = False
            document.remember_governed()
        RegisterEntry.objects.bulk_create(entries, batch_size=BATCH)


def _number(documents: Sequence[DocumentPage], *, model: type[DocumentPage], parent: BasePage, year: int) -> None:
    entries = Register.objects.allocate_many(
        code=model.register_code, unit=parent.unit, year=year, pattern=model.number_pattern, count=len(documents)
    )
    for document, entry in zip(documents, entries, strict=True):
        document.title = document.draft_title = entry.text
        document.slug = entry.slug
        document.number_entry = entry


def _place(documents: Sequence[DocumentPage], *, parent: BasePage, by: Any, now: datetime, live: bool) -> None:
    model = type(documents[0])
    locale_id = parent.locale_id or Locale.get_default().pk
    type_id = ContentType.objects.get_for_model(model).pk
    floor = 0 if parent.specific_class.is_folder else parent.level
    first = _last_step(parent) + 1
    if first + len(documents) > len(BasePage.alphabet) ** BasePage.steplen:
        raise PathOverflow(parent.path)
    for step, document in enumerate(documents, start=first):
        document.path = BasePage._get_path(parent.path, parent.depth + 1, step)
        document.depth, document.numchild = parent.depth + 1, 0
        document.url_path = f"{parent.url_path}{document.slug}/"
        document.content_type_id, document.locale_id = type_id, locale_id
        document.unit_id = document.unit_id or parent.unit_id
        document.level = max(document.level, document.least_level, floor)
        document.owner = by
        document.live = live
        document.first_published_at = document.last_published_at = now if live else None
        document.latest_revision_created_at = now
        document.acl_folder_id, document.acl_item_id = parent.acl_folder_id, parent.acl_item_id


def _last_step(parent: BasePage) -> int:
    """Place of the last page below `parent`; 0 when there is none."""
    if not parent.numchild:
        return 0
    below = BasePage.objects.filter(depth=parent.depth + 1, path__range=parent._get_children_path_interval(parent.path))
    last = below.order_by("-path").values_list("path", flat=True).first()
    return BasePage._str2int(last[-BasePage.steplen :]) if last else 0


def insert_rows(model: type[Model], documents: Sequence[Model], *, returning: bool = False) -> None:
    """Insert the columns of one table of the inheritance chain; Django's bulk_create refuses chains.

    With `returning` the documents get their ids from the database."""
    using = router.db_for_write(model)
    fields = [field for field in model._meta.local_concrete_fields if not (returning and field.primary_key)]
    for start in range(0, len(documents), BATCH):
        batch = documents[start : start + BATCH]
        query = InsertQuery(model)
        query.insert_values(fields, list(batch))
        wanted = [model._meta.pk] if returning else None
        rows = query.get_compiler(connection=connections[using]).execute_sql(wanted)
        if returning:
            for document, (pk,) in zip(batch, rows, strict=True):
                document.pk = pk
                setattr(document, model._meta.pk.attname, pk)


def _scopes(documents: Sequence[DocumentPage], *, parent: BasePage) -> None:
    if not type(documents[0]).is_record_scope:
        return
    above = pointers.place_of(parent)
    places = {
        document.pk: pointers.place_below(
            above, page_id=document.pk, is_folder=False, is_scope=True, inherits=document.inherits
        )
        for document in documents
    }
    AclScope.objects.bulk_create(
        (
            AclScope(scope_id=pk, ancestor_id=ancestor, is_folder=False)
            for pk, place in places.items()
            for ancestor in place.item_chain
        ),
        batch_size=BATCH,
    )
    here = BasePage.objects.filter(depth=parent.depth + 1, path__gte=documents[0].path, path__lte=documents[-1].path)
    here.update(acl_item_id=F("id"))
    for document in documents:
        document.acl_item_id = document.pk
