"""What changed between two versions of a document, field by field, in words; identities are never among them."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.admin.compare import diff_text
from wagtail.fields import RichTextField, StreamField
from wagtail.utils.text import text_from_html

from dumas_docs.access.choosers import known_rows
from dumas_docs.models import BasePage
from dumas_docs.models.documents import DocumentPage
from dumas_docs.models.fields import ChoiceListField, one_kind_of_newline
from dumas_docs.models.identities import HashedIdentity
from dumas_docs.models.sealed import SealedText

# Above this many characters texts are compared by lines: by words would take minutes.
WORD_BY_WORD = 20_000


@dataclass(frozen=True)
class FieldChange:
    """One field that differs: pieces of text, each "equal", "addition" or "deletion"; none when `hidden`."""

    label: str
    pieces: list[tuple[str, str]]
    hidden: bool = False


def changes_between(older: BasePage, newer: BasePage, *, closed: Collection[str] = ()) -> list[FieldChange]:
    """Differences between two versions of one page; of the fields in `closed` only that they differ."""
    found = []
    for field in _own_fields(type(older)):
        before, after = _field_text(older, field), _field_text(newer, field)
        if before != after:
            hidden = field.name in closed
            pieces = [] if hidden else _pieces(before, after)
            found.append(FieldChange(capfirst(field.verbose_name), pieces, hidden=hidden))
    for relation in get_all_child_relations(type(older)):
        label = capfirst(relation.related_model._meta.verbose_name_plural)
        if issubclass(relation.related_model, HashedIdentity):
            if _identities(older, relation) != _identities(newer, relation):
                found.append(FieldChange(label, [], hidden=True))
            continue
        before, after = _rows_text(older, relation), _rows_text(newer, relation)
        if before != after:
            found.append(FieldChange(label, _pieces(before, after)))
    return found


def _own_fields(model: type[BasePage]) -> Iterator[Any]:
    if not issubclass(model, DocumentPage):
        yield model._meta.get_field("title")
    yield model._meta.get_field("subject")
    hidden = {*model.governed_fields, "basepage_ptr"}
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
        if field.editable and not {field.name, getattr(field, "attname", "")} & hidden:
            yield field


def _field_text(instance: models.Model, field: Any) -> str:
    return one_kind_of_newline(_words(instance, field)).strip()


def _words(instance: models.Model, field: Any) -> str:
    if isinstance(field, ParentalManyToManyField):
        return "\n".join(str(chosen) for chosen in getattr(instance, field.name).all())
    value = getattr(instance, field.attname)
    if isinstance(field, StreamField):
        return "\n".join(text_from_html(block.render()) for block in value)
    if isinstance(field, RichTextField):
        return text_from_html(value or "")
    if isinstance(field, ChoiceListField):
        return ", ".join(field.labels(value))
    if field.choices:
        return str(getattr(instance, f"get_{field.name}_display")() or "")
    if isinstance(field, models.ForeignKey):
        return _reference_text(field, value)
    return _plain(value)


def _reference_text(field: Any, value: Any) -> str:
    """The name of what is referred to; a page the reader may not know of stays nameless."""
    if value is None:
        return ""
    found = field.related_model.objects.filter(pk=value).first()
    return str(found) if found is not None else _("(restricted)")


def _plain(value: Any) -> str:
    if value is None or isinstance(value, SealedText):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "j F Y H.i")
    if isinstance(value, date):
        return formats.date_format(value, "j F Y")
    return str(value)


def _row_fields(relation: Any) -> list[Any]:
    skipped = {"id", "sort_order", relation.field.name}
    return [field for field in relation.related_model._meta.local_fields if field.name not in skipped]


def _rows_text(page: BasePage, relation: Any) -> str:
    fields = _row_fields(relation)
    rows = known_rows(getattr(page, relation.get_accessor_name()).all())
    return "\n".join(" · ".join(text for field in fields if (text := _field_text(row, field))) for row in rows)


def _identities(page: BasePage, relation: Any) -> list[list[Any]]:
    fields = [field for field in _row_fields(relation) if not field.name.endswith("_hash")]
    rows = getattr(page, relation.get_accessor_name()).all()
    # Sealed texts compare by what they hold, as each save encrypts anew.
    return [[getattr(row, field.attname) for field in fields] for row in rows]


def _pieces(before: str, after: str) -> list[tuple[str, str]]:
    if len(before) + len(after) <= WORD_BY_WORD:
        return diff_text(before, after).changes
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if kind in ("delete", "replace"):
            pieces.append(("deletion", "".join(old[a:b])))
        if kind in ("insert", "replace"):
            pieces.append(("addition", "".join(new[c:d])))
        if kind == "equal":
            pieces.append(("equal", "".join(old[a:b])))
    return pieces
