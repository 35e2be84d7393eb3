"""What a person may do with one page in Wagtail's admin. Every answer needs the verb; stock shortcuts are gone."""

from __future__ import annotations

from typing import Any

from wagtail.models import PagePermissionTester

from dumas_docs.models.base import BasePage
from workflows.models import TransitionRecord

from .roles import ADD, APPROVE, CHANGE, READ, SEE, SHARE
from .scope import bookkeeping
from .selectors import verbs_on, visible_to


class AccessTester(PagePermissionTester):
    """Answers for (user, page). A workflow task, a lock or being superuser opens nothing by itself."""

    def __init__(self, user: Any, page: BasePage) -> None:
        self.user = user
        self.page = page
        self.page_is_root = page.depth == 1
        self.verbs = verbs_on(user, page)
        # Read by core code on destinations of moves and copies.
        self.permissions = {
            action for action, verb in (("add", ADD), ("change", CHANGE), ("publish", CHANGE)) if verb in self.verbs
        }

    def _has(self, *verbs: str) -> bool:
        return not self.page_is_root and {SEE, *verbs} <= self.verbs

    def can_add_subpage(self) -> bool:
        model = self.page.specific_class
        return bool(
            model
            and self._has(ADD)
            and any(child.can_create_at(self.page) for child in model.creatable_subpage_models())
        )

    def can_edit(self) -> bool:
        return self._has(READ, CHANGE)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Only what never was a record: an empty folder, or a draft nobody was ever asked about (domain.md §9)."""
        if not self._has(CHANGE) or self._has_hidden_below():
            return False
        if self.page.specific_class.is_folder:
            return self.page.is_leaf()
        is_draft = self.page.first_published_at is None and not self.page.live and self.page.is_leaf()
        return is_draft and self.page.current_workflow_state is None and not self._has_story()

    def can_unpublish(self) -> bool:
        """What became final at the end of a chain is taken back by the chain's own steps, never by a button."""
        model = self.page.specific_class
        if getattr(model, "final_by_chain", False) or not self.page.live:
            return False
        return model.publish_verb == APPROVE and self._has(READ, APPROVE)

    def can_publish(self) -> bool:
        """What a chain decides about becomes final at its end, never by a button."""
        model = self.page.specific_class
        if getattr(model, "final_by_chain", False) or not self._has(READ, model.publish_verb):
            return False
        return not (hasattr(model, "awaits_approval") and self.page.specific.awaits_approval)

    def can_publish_subpage(self) -> bool:
        return self._has(ADD, APPROVE)

    def can_submit_for_moderation(self) -> bool:
        return self._has(READ, CHANGE) and super().can_submit_for_moderation()

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return self.can_publish()

    def can_lock(self) -> bool:
        return self._has(READ, CHANGE)

    def can_unlock(self) -> bool:
        return self._has(READ, CHANGE) and (self.user_has_lock() or APPROVE in self.verbs)

    def can_reorder_children(self) -> bool:
        return False

    def can_move(self) -> bool:
        """Moving changes who inherits access, so it takes `share`; nothing hidden may travel along.

        A paper that is on its way through its chain, or was, stays in the file it was written for."""
        return self._has(READ, SHARE) and not self._stays() and not self._has_hidden_below()

    def can_move_to(self, destination: BasePage) -> bool:
        if self.page == destination or destination.is_descendant_of(self.page) or not self.can_move():
            return False
        if not {SEE, ADD} <= verbs_on(self.user, destination):
            return False
        return self.page.is_child_of(destination) or self.page.specific.can_move_to(destination)

    def can_copy(self) -> bool:
        """A copy would double a number and share its files; a new document is begun instead."""
        return False

    def can_copy_to(self, destination: BasePage, recursive: bool = False) -> bool:
        return False

    def can_view_revisions(self) -> bool:
        return self._has(READ)

    def _stays(self) -> bool:
        if not getattr(self.page.specific_class, "final_by_chain", False):
            return False
        with bookkeeping():
            return not self.page.specific.may_be_handed_in

    def _has_story(self) -> bool:
        """Whether a step was taken with it or a direction given for it: it is called off or made void, never deleted
        (workflows.md: history is append-only)."""
        directed = self.page.directions.exists()
        return directed or TransitionRecord.objects.filter(subject_id=self.page.pk).exists()

    def _has_hidden_below(self) -> bool:
        if self.page.is_leaf():
            return False
        seen = visible_to(self.user).descendant_of(self.page).count()
        with bookkeeping():
            return BasePage.objects.descendant_of(self.page).count() != seen
