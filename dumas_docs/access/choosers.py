"""References to pages the reader may not see: for him they do not exist, and saving keeps them as they are.

A row with a hidden reference is no part of his form, his comparison or his reading, so no save can drop or change it,
and nothing of what somebody wrote about the hidden document is told, not even that it is there. A new reference to a
hidden id is refused by the scoped queryset with the same words as an id that does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, TypeVar

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.forms import BaseChildFormSet
from modelcluster.queryset import FakeQuerySet
from wagtail.admin import compare
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.panels import InlinePanel
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import AbstractPage

Row = TypeVar("Row", bound=models.Model)


def words_for(model: type[models.Model], pk: Any) -> str:
    """How a reference is written for the reader: number and subject; nothing where he may not see the page."""
    page = model._default_manager.filter(pk=pk).first() if pk is not None else None
    if page is None:
        return ""
    subject = page.subject_for_reader
    return f"{page.title} · {subject}" if subject else page.title


class ReferenceChooser(AdminPageChooser):
    """Wagtail's page chooser, naming a document by its number and what the reader may know of its subject."""

    def get_display_title(self, instance: Any) -> str:
        return words_for(type(instance), instance.pk)


register_form_field_override(
    models.ForeignKey,
    to=AbstractPage,
    override=lambda db_field: {"widget": ReferenceChooser(target_models=[db_field.remote_field.model])},
)


def known_rows(rows: Iterable[Row]) -> list[Row]:
    """The rows whose references the reader may all see, in their order; one query for each reference."""
    found = list(rows)
    for field in reference_fields(type(found[0])).values() if found else ():
        ids = {getattr(row, field.attname) for row in found} - {None}
        known = set(field.related_model._default_manager.filter(pk__in=ids).values_list("pk", flat=True))
        found = [row for row in found if getattr(row, field.attname) in known | {None}]
    return found


def unknown_rows(rows: Iterable[Row]) -> list[Row]:
    """The rows with a reference that the reader may not see (or that is gone)."""
    found = list(rows)
    known = known_rows(found)
    return [row for row in found if not any(row is other for other in known)]


def reference_fields(model: type[models.Model]) -> dict[str, models.ForeignKey]:
    """Foreign keys of `model` to pages, apart from the one to the page the row belongs to."""
    return {
        field.name: field
        for field in model._meta.fields
        if isinstance(field, models.ForeignKey)
        and issubclass(field.related_model, AbstractPage)
        and field.editable
        and not isinstance(field, ParentalKey)
    }


class ReferenceFormSet(BaseChildFormSet):
    """The rows the reader may know of; all others stay on the page as they are."""

    def __init__(self, data: Any = None, files: Any = None, instance: Any = None, **kwargs: Any) -> None:
        rows = getattr(instance, self.fk.remote_field.related_name).all() if instance is not None else []
        kwargs["queryset"] = FakeQuerySet(self.model, known_rows(rows))
        super().__init__(data, files, instance=instance, **kwargs)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        known = [row.pk for row in self.get_queryset() if row.pk is not None]
        form.fields["id"].queryset = self.model._default_manager.filter(pk__in=known)

    def save(self, commit: bool = True) -> Any:
        manager = getattr(self.instance, self.rel_name)
        # Rows of a draft have no id yet: the stock formset drops all of those that it does not hold itself.
        without_id = [row for row in unknown_rows(manager.all()) if row.pk is None]
        saved = super().save(commit=False)
        manager.add(*without_id)
        if commit:
            manager.commit()
        return saved


class ReferenceRelationComparison(compare.ChildRelationComparison):
    """Two versions of rows, of those the reader may know of."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model = self.field.related_model
        self.val_a, self.val_b = (FakeQuerySet(model, known_rows(rows.all())) for rows in (self.val_a, self.val_b))


class ReferenceInlinePanel(InlinePanel):
    """Rows that refer to pages."""

    class BoundPanel(InlinePanel.BoundPanel):
        def get_comparison(self) -> list[Any]:
            [stock] = super().get_comparison()
            return [partial(ReferenceRelationComparison, *stock.args, **stock.keywords)]

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = ReferenceFormSet
        return options


class ReferenceComparison(compare.FieldComparison):
    """Two versions of a reference, in words the reader may read."""

    def htmldiff(self) -> str:
        before, after = (words_for(self.field.related_model, value) for value in (self.val_a, self.val_b))
        if self.val_a == self.val_b:
            return compare.TextDiff([("equal", before)]).to_html()
        changes = [("deletion", before), ("addition", after)]
        return compare.TextDiff([change for change in changes if change[1]], separator=" ").to_html()


compare.register_comparison_class(models.ForeignKey, to=AbstractPage, comparison_class=ReferenceComparison)
