"""What keeps a document from being handed in, with its fields named as the editor labels them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

EMPTY = ("blank", "null", "required")


def lacking_in_words(fault: ValidationError, *, of: type[Model]) -> str:
    """The faults as sentences: what is empty in one, what is wrong one by one."""
    if not hasattr(fault, "error_dict"):
        return " ".join(fault.messages)
    empty, wrong = [], []
    for name, errors in fault.error_dict.items():
        label = "" if name == NON_FIELD_ERRORS else _label(of._meta.get_field(name))
        for error in errors:
            if label and error.code in EMPTY:
                empty.append(label)
            else:
                wrong += [f"{label}: {words}" if label else words for words in error.messages]
    if empty:
        wrong.insert(0, _("Still empty: %(fields)s. Fill this in by “Edit”.") % {"fields": ", ".join(empty)})
    return " ".join(wrong)


def _label(field: Any) -> str:
    return str(capfirst(field.verbose_name))
