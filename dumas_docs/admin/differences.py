"""Two versions of dates, yes/no answers and lists of codes, in the words of the office."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import formats, timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.admin.compare import (
    FieldComparison,
    StreamFieldComparison,
    TextDiff,
    TextFieldComparison,
    register_comparison_class,
)
from wagtail.fields import StreamField

from dumas_docs.admin.untouched import block_as_edited
from dumas_docs.models.fields import ChoiceListField, one_kind_of_newline


class WordsComparison(FieldComparison):
    """Compares values by what a person would read."""

    def words(self, value: Any) -> str:
        return "" if value is None else formats.localize(value)

    def htmldiff(self) -> str:
        before, after = self.words(self.val_a), self.words(self.val_b)
        if before == after:
            return escape(after)
        changes = [("deletion", before), ("addition", after)]
        return TextDiff([change for change in changes if change[1]], separator=" ").to_html()


class MomentComparison(WordsComparison):
    def words(self, value: Any) -> str:
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT") if value else ""


class AnswerComparison(WordsComparison):
    def words(self, value: Any) -> str:
        return "" if value is None else _("Yes") if value else _("No")


class CodesComparison(WordsComparison):
    def words(self, value: Any) -> str:
        return ", ".join(self.field.labels(value))


class LinesComparison(TextFieldComparison):
    """Texts, whatever kind of line break the version was stored with."""

    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = one_kind_of_newline(self.val_a), one_kind_of_newline(self.val_b)


class BlocksComparison(StreamFieldComparison):
    """Streams by what they hold: a table has no equality of its own, and the editor adds keys."""

    def has_changed(self) -> bool:
        before, after = (block_as_edited(self.field.stream_block, value) for value in (self.val_a, self.val_b))
        return before != after


def install() -> None:
    """Register them for the columns they are for."""
    register_comparison_class(models.TextField, comparison_class=LinesComparison, exact_class=True)
    register_comparison_class(StreamField, comparison_class=BlocksComparison)
    register_comparison_class(models.DateField, comparison_class=WordsComparison)
    register_comparison_class(models.DateTimeField, comparison_class=MomentComparison)
    register_comparison_class(models.BooleanField, comparison_class=AnswerComparison)
    register_comparison_class(models.PositiveIntegerField, comparison_class=WordsComparison)
    register_comparison_class(ChoiceListField, comparison_class=CodesComparison)
