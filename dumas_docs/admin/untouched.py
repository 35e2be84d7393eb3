"""What a person did not change is stored as it was, whatever a browser makes of it on the way.

Browsers send line breaks as CRLF, widgets of a moment have no seconds, outer white space is cut off, and the editor of
rich texts adds keys. Without this each saving would show as changes nobody made."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import RichTextField, StreamField

from dumas_docs.models.fields import one_kind_of_newline
from dumas_docs.models.sealed import SealedText

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


class KeepsUntouched:
    """Part of an edit form of a page or of a row."""

    def _post_clean(self) -> None:
        for name in list(self.cleaned_data):
            try:
                column = self._meta.model._meta.get_field(name)
            except FieldDoesNotExist:
                continue
            if column.concrete and not column.many_to_many:
                stored = getattr(self.instance, column.attname)
                self.cleaned_data[name] = settled(column, stored, self.cleaned_data[name])
        super()._post_clean()


class KeepsNameless(KeepsUntouched):
    """A row of an identity. Who came without a name, as an anonymous complainant, is saved as he came (domain.md §1);
    whom somebody enters by hand has one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.empty_permitted:  # a row that is added
            return
        for name, field in self.fields.items():
            stored = getattr(self.instance, name, None)
            if isinstance(stored, SealedText) and not stored:
                field.required = False


def settled(column: Any, stored: Any, typed: Any) -> Any:
    """What to store in `column`: `stored` when `typed` says the same, else `typed` with line feeds alone."""
    if isinstance(column, StreamField):
        return _settled_stream(column, stored, typed)
    if isinstance(column, RichTextField):
        typed = one_kind_of_newline(typed)
        return stored if stored and _as_edited(column.features, stored) == _as_edited(column.features, typed) else typed
    if isinstance(stored, SealedText):
        kept = one_kind_of_newline(stored.reveal())
        typed = one_kind_of_newline(typed)
        return stored if typed == kept or typed == kept.strip() else typed
    if isinstance(typed, str):
        typed, kept = one_kind_of_newline(typed), one_kind_of_newline(stored)
        return kept if kept.strip() == typed else typed
    if isinstance(typed, datetime) and isinstance(stored, datetime):
        return stored if stored.replace(second=0, microsecond=0) == typed else typed
    return typed


def _as_edited(features: Sequence[str], html: str) -> str:
    """The rich text after it went through the editor, without the editor's keys."""
    # Wagtail's converter needs the page model, and this module is loaded with it.
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    editor = ContentstateConverter(features=features)
    return BLOCK_KEY.sub("", editor.to_database_format(editor.from_database_format(html)))


def _settled_stream(column: StreamField, stored: Any, typed: Any) -> Any:
    if block_as_edited(column.stream_block, stored) == block_as_edited(column.stream_block, typed):
        return stored
    now = json.dumps(list(typed.get_prep_value()))
    # In JSON a carriage return is an escape, so a text that spells backslash-r stays as it is.
    now = re.sub(r"(?<!\\)((?:\\\\)*)\\r(?:\\n)?", r"\1\\n", now)
    return column.stream_block.to_python(json.loads(now))


def block_as_edited(block: Block, value: Any) -> Any:
    """What a block holds after it went through the editor, comparable with another version."""
    if isinstance(block, StreamBlock):
        return [(item.id, item.block_type, block_as_edited(item.block, item.value)) for item in value]
    if isinstance(block, ListBlock):
        return [block_as_edited(block.child_block, item) for item in value]
    if isinstance(block, StructBlock):
        return {name: block_as_edited(child, value[name]) for name, child in block.child_blocks.items()}
    if isinstance(block, RichTextBlock):
        return _as_edited(block.features, value.source)
    held = block.get_prep_value(value)
    return one_kind_of_newline(held).strip() if isinstance(held, str) else held
