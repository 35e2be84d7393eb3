"""References to pages the reader may not see: kept as they are, shown as "(restricted)", never newly made.

A row with a hidden reference is left out of the form altogether, so no save can drop or change it, and what somebody
wrote about the hidden document is not told. A new reference to a hidden id
is refused by the scoped queryset with the same words as an id that does not exist.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseModelFormSet
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.forms import BaseChildFormSet
from wagtail.admin import compare
from wagtail.admin.forms.models import WagtailAdminModelForm, register_form_field_override
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.panels.base import get_form_for_model
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import AbstractPage


def is_hidden(model: type[models.Model], pk: Any) -> bool:
    """Whether `pk` is a page that the reader of the current scope may not see (or that is gone)."""
    return pk is not None and not model._default_manager.filter(pk=pk).exists()


def words_for(model: type[models.Model], pk: Any) -> str:
    """How a reference is written for the reader: number and subject, "(restricted)", or nothing."""
    if pk is None:
        return ""
    page = model._default_manager.filter(pk=pk).first()
    if page is None:
        return _("(restricted)")
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


class ReferenceForm(WagtailAdminModelForm):
    """A row with references to pages; where the reader may not see one, nothing of the row is in his form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hidden_references = hidden_references(self.instance)
        if self.hidden_references:
            self.fields.clear()

    def has_changed(self) -> bool:
        # A row of a draft has no id yet; the formset keeps such rows only when they count as changed.
        return super().has_changed() or bool(self.hidden_references and self.instance.pk is None)


def hidden_references(row: models.Model) -> list[str]:
    """Names of the references of a row that the reader may not see."""
    return [
        name
        for name, field in reference_fields(type(row)).items()
        if is_hidden(field.related_model, getattr(row, field.attname))
    ]


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
    """Rows whose reference is hidden cannot be removed; rows of a draft are found again although they have no id."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        if self.is_bound and i < self.initial_form_count() and self.data.get(f"{self.add_prefix(i)}-id") == "":
            stored = list(self.get_queryset())[i : i + 1]
            if stored and stored[0].pk is None and hidden_references(stored[0]):
                return super(BaseModelFormSet, self)._construct_form(i, instance=stored[0], **kwargs)
        return super()._construct_form(i, **kwargs)

    def _should_delete_form(self, form: Any) -> bool:
        return super()._should_delete_form(form) and not getattr(form, "hidden_references", None)

    def clean(self, *args: Any, **kwargs: Any) -> Any:
        for form in self.forms:
            if getattr(form, "hidden_references", None) and super()._should_delete_form(form):
                raise ValidationError(_("A link to a document that is not open to you cannot be removed here."))
        return super().clean(*args, **kwargs)


class ReferenceRelationComparison(compare.ChildRelationComparison):
    """Two versions of rows; of a row with a hidden reference only that word is compared."""

    def get_child_comparison(self, obj_a: Any, obj_b: Any) -> compare.ChildObjectComparison:
        fields = self.field_comparisons
        hidden = {name for row in (obj_a, obj_b) if row is not None for name in hidden_references(row)}
        if hidden:
            model = self.field.related_model
            fields = [partial(ReferenceComparison, model._meta.get_field(name)) for name in sorted(hidden)]
        return compare.ChildObjectComparison(self.field.related_model, fields, obj_a, obj_b)


class ReferenceInlinePanel(InlinePanel):
    """Rows that refer to pages."""

    class BoundPanel(InlinePanel.BoundPanel):
        def get_comparison(self) -> list[Any]:
            [stock] = super().get_comparison()
            return [partial(ReferenceRelationComparison, *stock.args, **stock.keywords)]

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        child = self.child_edit_handler.get_form_options()
        formset["formset"] = ReferenceFormSet
        formset["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=ReferenceForm,
            defer_required_on_fields=child.get("defer_required_on_fields", []),
        )
        return options


class ReferencePanel(FieldPanel):
    """A reference to a page: a chooser, or the word "(restricted)"."""

    def get_comparison_class(self) -> type[compare.FieldComparison]:
        return ReferenceComparison

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.form is not None and self.bound_field is None:
                self.read_only = True
                self.heading = self.panel.heading or str(self.panel.db_field.verbose_name).capitalize()

        @property
        def value_from_instance(self) -> str:
            return words_for(self.panel.db_field.related_model, getattr(self.instance, self.panel.db_field.attname))


class ReferenceComparison(compare.FieldComparison):
    """Two versions of a reference, in words the reader may read."""

    def htmldiff(self) -> str:
        before, after = (words_for(self.field.related_model, value) for value in (self.val_a, self.val_b))
        if self.val_a == self.val_b:
            return compare.TextDiff([("equal", before)]).to_html()
        changes = [("deletion", before), ("addition", after)]
        return compare.TextDiff([change for change in changes if change[1]], separator=" ").to_html()


compare.register_comparison_class(models.ForeignKey, to=AbstractPage, comparison_class=ReferenceComparison)
