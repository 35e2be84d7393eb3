"""A small closed set of codes in one column, for choices like the addressees of a letter."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


def one_kind_of_newline(text: Any) -> str:
    """`text` with line feeds alone, as the archive keeps it; browsers send CRLF."""
    return str(text or "").replace("\r\n", "\n").replace("\r", "\n")


class ChoiceListField(models.JSONField):
    """A list of codes out of `choices_class`, in its order. Stored as JSON, edited with check boxes."""

    def __init__(self, *args, choices_class: type[models.TextChoices] | None = None, **kwargs) -> None:
        self.choices_class = choices_class
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        known = set(self.choices_class.values) if self.choices_class else set()
        if not isinstance(value, list) or set(value) - known:
            raise ValidationError(_("Choose from the list."))

    def labels(self, value: list[str]) -> list[str]:
        """The human names of the stored codes."""
        return [str(self.choices_class(code).label) for code in value or []] if self.choices_class else []

    def value_to_string(self, obj: models.Model) -> Any:
        return json.dumps(self.value_from_object(obj))

    def to_python(self, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value

    def formfield(self, **kwargs):
        kwargs.pop("choices_form_class", None)
        return forms.MultipleChoiceField(
            choices=self.choices_class.choices if self.choices_class else [],
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
            widget=forms.CheckboxSelectMultiple,
            initial=kwargs.get("initial", list),
        )
