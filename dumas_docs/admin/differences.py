"""Two versions of dates, yes/no answers and lists of codes, in the words of the office."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import formats, timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.admin.compare import FieldComparison, TextDiff, register_comparison_class

from dumas_docs.models.fields import ChoiceListField


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


def install() -> None:
    """Register them for the columns they are for."""
    register_comparison_class(models.DateField, comparison_class=WordsComparison)
    register_comparison_class(models.DateTimeField, comparison_class=MomentComparison)
    register_comparison_class(models.BooleanField, comparison_class=AnswerComparison)
    register_comparison_class(models.PositiveIntegerField, comparison_class=WordsComparison)
    register_comparison_class(ChoiceListField, comparison_class=CodesComparison)
