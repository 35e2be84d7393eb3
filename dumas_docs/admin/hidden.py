"""Tell who saved a document that persons were hidden in it."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages

from dumas_docs.models import BasePage


def tell_hidden(request: HttpRequest, page: BasePage) -> None:
    """Which fields were changed, and where those who may read identities find them."""
    if page.hidden_fields:
        messages.warning(
            request,
            _(
                "Names or other identities in this document were replaced by marks, because it lies in the file of a "
                "case: %(fields)s. Those with the right to identities read them in the identities of the case and in "
                "scans marked as naming persons."
            )
            % {"fields": ", ".join(page.hidden_fields)},
        )
