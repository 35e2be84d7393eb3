"""Store a document of a case without the persons the case knows: a mark in their place, in every text of it.

Works in memory on what is about to be saved or shown (docs/decisions/0005-identities-inside-a-case.md)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME

from dumas_docs.intake.known_persons import KnownPersons, replaced
from dumas_docs.intake.marked_text import without_in_html
from dumas_docs.intake.marks import COMPLAINANT, REPORTED, REPRESENTATIVE
from dumas_docs.models import AuditEntry, BasePage, Complaint, MonitoringActivity
from dumas_docs.models.activities import activity_around
from dumas_docs.models.documents import DocumentPage
from dumas_docs.models.identities import HashedIdentity
from dumas_docs.models.sealed import MASK

from .hide_identities import known, persons_of

# What a field says that held nothing but a person, such as the sender of a letter.
TERMS = {COMPLAINANT: "Pengadu", REPORTED: "Terlapor", REPRESENTATIVE: "Kuasa pengadu"}


def hide_in(document: DocumentPage, persons: KnownPersons, *, loaded_only: bool = False) -> list[str]:
    """Put marks in place of `persons` in every text of `document`; returns the names of the fields that changed.

    A sealed letter and a letter that may disclose identities stay as they are. With `loaded_only` rows that are still
    in the database alone are left there."""
    if not persons or getattr(document, "is_sealed", False):
        return []
    if getattr(document, "identity_disclosure_approved", False):
        return []
    changed = [
        capfirst(str(field.verbose_name))
        for field in hideable_fields(document)
        if _hide_in_field(document, field, persons)
    ]
    for label, rows, name in _rows(document, loaded_only=loaded_only):
        if sum(_hide_in_row(row, persons) for row in rows):
            # From now on these rows are part of what is saved.
            getattr(document, name).set(rows)
            changed.append(label)
    return changed


def hideable_fields(document: DocumentPage) -> list[Any]:
    """The document's own columns that may hold somebody's words."""
    own = [*type(document)._meta.local_fields, type(document)._meta.get_field("subject")]
    governed = set(document.governed_fields)
    return [field for field in own if field.name not in governed and field.editable and holds_words(field)]


def hide_in_new(documents: Sequence[DocumentPage], *, parent: BasePage) -> None:
    """The same for documents about to be inserted below `parent`; the persons of its case are asked once."""
    around = persons_of([parent.pk]) if issubclass(parent.specific_class, Complaint) else KnownPersons()
    for document in documents:
        persons = persons_around(document) if isinstance(document, Complaint) else around
        document.hidden_fields = tuple(hide_in(document, persons, loaded_only=True))


def hide_in_remarks(remarks: Sequence[Any], *, page: BasePage, parent: BasePage | None) -> None:
    """The same in remarks about to be saved with `page`, which is new below `parent` or stands in its place."""
    written = [remark for remark in remarks if remark.text]
    if not written or not isinstance(page, DocumentPage):
        return
    inside = parent is not None and issubclass(parent.specific_class, Complaint)
    persons = persons_around(page) if page.pk else persons_of([parent.pk] if parent is not None and inside else [])
    for remark in written:
        remark.text = persons.without(remark.text)


def persons_around(document: DocumentPage) -> KnownPersons:
    """The persons of the case `document` is or lies in, and those a case in memory holds. No query outside of cases."""
    if isinstance(document, MonitoringActivity):
        return persons_of(row.complaint_id for row in document.monitored_cases.all())
    if not isinstance(document, Complaint):
        return _persons_of_place(document)
    held = document.__dict__.get("_cluster_related_objects", {})
    own = known(held.get("complainants", ()), held.get("reported_parties", ()))
    return own | persons_of([document.pk]) if document.pk else own


def _persons_of_place(document: DocumentPage) -> KnownPersons:
    """Of the case the document lies in, or of all cases that the monitoring it lies in names."""
    is_elsewhere = bool(document.pk) and document.acl_item_id is None
    may_lie_there = not is_elsewhere and type(document) in MonitoringActivity.allowed_subpage_models()
    activity = activity_around(document) if may_lie_there else None
    if activity is not None:
        return persons_around(activity)
    case_id = case_id_around(document)
    return persons_of([case_id]) if case_id else KnownPersons()


def persons_of_its_cases(document: DocumentPage) -> KnownPersons:
    """The persons of the case around `document` and of those it lay in before: older versions may name them too."""
    if not _belongs_in_cases(document):
        return persons_around(document)
    moves = AuditEntry.objects.filter(page_id=document.pk, verb="naskah.dipindah").order_by()
    left = [place for place in moves.values_list("data__from", flat=True) if place]
    return persons_around(document) | persons_of(left)


def case_id_around(document: BasePage) -> int | None:
    """The case `document` lies in. Its nearest record scope says so, unless it has grants of its own."""
    if document.pk and document.acl_item_id is None:
        return None
    if document.pk and document.acl_item_id != document.pk:
        return document.acl_item_id
    parent = document.get_parent() if document.depth and document.depth > 1 else None
    return parent.pk if parent is not None and issubclass(parent.specific_class, Complaint) else None


def _belongs_in_cases(document: DocumentPage) -> bool:
    return type(document) in Complaint.allowed_subpage_models()


def _rows(document: DocumentPage, *, loaded_only: bool) -> Iterator[tuple[str, list[Any], str]]:
    loaded = document.__dict__.get("_cluster_related_objects", {})
    for relation in get_all_child_relations(type(document)):
        name, model = relation.get_accessor_name(), relation.related_model
        if name == COMMENTS_RELATION_NAME or issubclass(model, HashedIdentity) or (loaded_only and name not in loaded):
            continue
        yield capfirst(str(model._meta.verbose_name_plural)), list(getattr(document, name).all()), name


def holds_words(field: Any) -> bool:
    """Whether a column may hold somebody's words: no code, no choice."""
    return isinstance(field, (StreamField, models.CharField, models.TextField)) and not field.choices


def _hide_in_row(row: models.Model, persons: KnownPersons) -> bool:
    return sum(_hide_in_field(row, field, persons) for field in row._meta.local_fields) > 0


def _hide_in_field(held: models.Model, field: Any, persons: KnownPersons) -> bool:
    if isinstance(field, StreamField):
        return _hide_in_stream(held, field, persons)
    if not holds_words(field):
        return False
    before = getattr(held, field.attname) or ""
    after = without_in_html(persons, before) if isinstance(field, RichTextField) else persons.without(before)
    if after == before:
        return False
    if field.max_length and len(after) > field.max_length:
        # The mask is no longer than any name; nothing else of the text is lost.
        after = replaced(before, [span._replace(mark=MASK) for span in persons.spans(before)])
    setattr(held, field.attname, TERMS.get(after.strip(), after))
    return True


def _hide_in_stream(held: models.Model, field: StreamField, persons: KnownPersons) -> bool:
    before = list(getattr(held, field.attname).get_prep_value())
    after = _in_block(field.stream_block, before, persons)
    if after == before:
        return False
    setattr(held, field.attname, field.stream_block.to_python(after))
    return True


def _in_block(block: Block, raw: Any, persons: KnownPersons) -> Any:
    """The stored form of a block's value with marks; ids and types of blocks stay."""
    if isinstance(block, StreamBlock):
        kinds = block.child_blocks
        return [{**item, "value": _in_block(kinds[item["type"]], item["value"], persons)} for item in raw]
    if isinstance(block, ListBlock):
        return [{**item, "value": _in_block(block.child_block, item["value"], persons)} for item in raw]
    if isinstance(block, StructBlock):
        return {name: _in_block(block.child_blocks[name], value, persons) for name, value in raw.items()}
    if isinstance(block, BaseTypedTableBlock):
        return _in_table(block, raw, persons)
    if not isinstance(raw, str):
        return raw
    return without_in_html(persons, raw) if isinstance(block, RichTextBlock) else persons.without(raw)


def _in_table(block: BaseTypedTableBlock, raw: dict[str, Any], persons: KnownPersons) -> dict[str, Any]:
    columns = [{**column, "heading": persons.without(column["heading"])} for column in raw["columns"]]
    kinds = [block.child_blocks[column["type"]] for column in columns]
    rows = [
        {**row, "values": [_in_block(kind, value, persons) for kind, value in zip(kinds, row["values"], strict=True)]}
        for row in raw["rows"]
    ]
    return {**raw, "columns": columns, "rows": rows, "caption": persons.without(raw["caption"] or "")}
