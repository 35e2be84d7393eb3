"""Complainants and reported parties on the edit screen and between versions, for those who hold `identity`."""

from __future__ import annotations

import functools
from typing import Any

from wagtail.admin import compare
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel

from dumas_docs.access.roles import IDENTITY
from dumas_docs.enums import Level
from dumas_docs.models.sealed import MASK, SealedText, SealedTextField


def sees_identities(page: Any, user: Any) -> bool:
    """Whether the person has the right to the identities of a stored page."""
    return bool(page.pk) and user is not None and IDENTITY in page.permissions_for_user(user).verbs


def identities_open(page: Any, user: Any) -> bool:
    """Whether identities may stand on this screen: the right, and from RAHASIA upward a reason (domain.md §10).

    The view that asked for the reason leaves it on the page as `identity_reason`."""
    if not sees_identities(page, user):
        return False
    return page.level < Level.RAHASIA or bool(getattr(page, "identity_reason", ""))


class RevealedComparison(compare.TextFieldComparison):
    """Two versions of a sealed text, opened. Built only for readers with `identity`."""

    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = (_reveal(value) for value in (self.val_a, self.val_b))


class MaskedComparison(compare.FieldComparison):
    """Tells that a column of an identity changed, never what it held."""

    def htmldiff(self) -> str:
        if self.val_a == self.val_b:
            return MASK
        return compare.TextDiff([("deletion", MASK), ("addition", MASK)], separator=" ").to_html()


def _reveal(value: Any) -> str:
    return value.reveal() if isinstance(value, SealedText) else value


compare.register_comparison_class(SealedTextField, comparison_class=RevealedComparison)


class RevealedRelationComparison(compare.ChildRelationComparison):
    """Marks a comparison that opened identities, so that the view can record it."""

    opens_identities = True


class IdentityPanel(InlinePanel):
    """Rows of identities. Without the right the panel is not shown and two versions are compared behind the mask."""

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            form = kwargs["form"]
            self.is_open = form is None or kwargs["panel"].relation_name in form.formsets
            if self.is_open:
                super().__init__(**kwargs)
            else:
                super(InlinePanel.BoundPanel, self).__init__(**kwargs)

        def is_shown(self) -> bool:
            return self.is_open

        def get_comparison(self) -> list[Any]:
            fields = [panel.db_field for panel in _field_panels(self.panel.child_edit_handler)]
            if identities_open(self.instance, self.request.user):
                comparisons = super().get_comparison()[0].args[1]
                relation: type[compare.ChildRelationComparison] = RevealedRelationComparison
            else:
                comparisons = [functools.partial(MaskedComparison, field) for field in fields]
                relation = compare.ChildRelationComparison
            return [functools.partial(relation, self.panel.db_field, comparisons, label=self.heading)]


class IdentityNotice(HelpPanel):
    """Says, in place of the identities, that they are kept but not open to the person, or asks for the reason."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return self.form is not None and not self.form.shows_identities

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["may_give_reason"] = IDENTITY in self.instance.permissions_for_user(self.request.user).verbs
            return context


def _field_panels(group: Any) -> list[FieldPanel]:
    found: list[FieldPanel] = []
    for child in group.children:
        found += [child] if isinstance(child, FieldPanel) else _field_panels(child)
    return found
