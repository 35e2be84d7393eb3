"""Choosing a person of the office: by full name, and only who still has an account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.forms import ModelChoiceField
from wagtail.admin.forms.models import register_form_field_override


class PersonField(ModelChoiceField):
    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        super().__init__(queryset.filter(is_active=True).order_by("first_name", "last_name", "username"), **kwargs)

    def label_from_instance(self, person: Any) -> str:
        return person.get_full_name() or person.get_username()


def install() -> None:
    """Use it wherever an edit form refers to an account."""
    register_form_field_override(models.ForeignKey, to=settings.AUTH_USER_MODEL, override={"form_class": PersonField})
