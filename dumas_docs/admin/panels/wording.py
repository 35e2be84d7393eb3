"""The words of a complaint's sender on the edit screen and between versions, for those they are open to."""

from __future__ import annotations

import functools
from typing import Any

from wagtail.admin.panels import FieldPanel, HelpPanel

from dumas_docs.access.scope import local_today

from .identity import MaskedComparison


def wording_open(case: Any, user: Any) -> bool:
    """Whether the words of `case`, in the version it is, may stand on this person's screen; his own new ones may."""
    # The selector needs the page types, and this module is loaded with them.
    from dumas_docs.selectors.wordings import words_open

    if not case.pk or user is None:
        return True
    return words_open(case, verbs=case.permissions_for_user(user).verbs, user=user, on=local_today())


class WordingPanel(FieldPanel):
    """A column of the sender's words. Two versions are compared behind the mask while one of them is withheld."""

    class BoundPanel(FieldPanel.BoundPanel):
        def get_comparison(self) -> list[Any]:
            user = self.request.user
            return [
                functools.partial(_compare, opened, self.panel.db_field, user) for opened in super().get_comparison()
            ]


def _compare(opened: Any, field: Any, user: Any, older: Any, newer: Any) -> Any:
    if wording_open(older, user) and wording_open(newer, user):
        return opened(older, newer)
    return MaskedComparison(field, older, newer)


class WordingNotice(HelpPanel):
    """Says, in place of the words, that they are kept but not open to the person."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return self.form is not None and not self.form.shows_wording
