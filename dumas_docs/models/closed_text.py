"""The lock on a document whose text stands: signed, accepted, sent or void. Nobody writes another version of it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.locks import BaseLock


class ClosedText(BaseLock):
    """Holds for everybody, whatever role or step a person has."""

    def for_user(self, user: Any) -> bool:
        return True

    def get_message(self, user: Any) -> str:
        words = _("This document is “%(state)s”: its text stands. A correction is a new document.")
        return words % {"state": self.object.get_state_display()}

    def get_locked_by(self, user: Any) -> str:
        return _("Text stands")

    def get_description(self, user: Any) -> str:
        return _("A correction is a new document.")
