"""Wagtail's questions about pages and attachments, answered by `access`. Superusers are ordinary here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from dumas_docs.models.base import BasePage
from dumas_docs.models.queries import bound_to_reader

from .roles import ADD, CHANGE, DISPOSE, READ, SEE
from .scope import bookkeeping
from .selectors import people_with, reads_as, resolution_for, verbs_on, visible_to

ACTION_VERBS = {
    "add": ADD,
    "change": CHANGE,
    "publish": CHANGE,
    "lock": CHANGE,
    "unlock": CHANGE,
    "delete": CHANGE,
    "bulk_delete": DISPOSE,
    "view": READ,
    "choose": SEE,
}


class PageAccessPolicy(PagePermissionPolicy):
    """Registered for every page; Wagtail's own group page permissions mean nothing."""

    def get_all_permissions_for_user(self, user: Any) -> list:
        return []

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        resolution = resolution_for(user)
        return any(resolution.has_verb_anywhere(ACTION_VERBS[action]) for action in actions)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: BasePage) -> bool:
        verbs = verbs_on(user, instance)
        return any(self._verb(action, instance) in verbs for action in actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        found = self.model.base_page_model.objects.none()
        for verb in {ACTION_VERBS[action] for action in actions}:
            found = found | visible_to(user, verb)
        return found

    def users_with_any_permission(self, actions: Iterable[str], include_superusers: bool = True) -> QuerySet:
        return get_user_model().objects.none()

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: BasePage, include_superusers: bool = True
    ) -> QuerySet:
        found = get_user_model().objects.none()
        for action in actions:
            found = found | people_with(self._verb(action, instance), instance)
        return found.distinct()

    def instances_with_direct_explore_permission(self, user: Any) -> list:
        return [self.explorable_root_instance(user)]

    def explorable_root_instance(self, user: Any) -> BasePage | None:
        with bookkeeping():
            return self.model.base_page_model.get_first_root_node()

    def explorable_instances(self, user: Any) -> QuerySet:
        # Wagtail puts it into `pk__in=` of listings, which are filtered for the person already.
        return bound_to_reader(BasePage.objects.all()) if reads_as(user) else visible_to(user)

    def _verb(self, action: str, page: BasePage) -> str:
        return page.specific_class.publish_verb if action == "publish" else ACTION_VERBS[action]


class NobodyPolicy(BasePermissionPolicy):
    """Wagtail's document and image administration is closed to all; files are handled on their page."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return False

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return False

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return False

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        return False

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        return self.model._default_manager.none()

    def instances_user_has_permission_for(self, user: Any, action: str) -> QuerySet:
        return self.model._default_manager.none()

    def users_with_any_permission(self, actions: Iterable[str], include_superusers: bool = True) -> QuerySet:
        return get_user_model().objects.none()

    def users_with_permission(self, action: str, include_superusers: bool = True) -> QuerySet:
        return get_user_model().objects.none()

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Any, include_superusers: bool = True
    ) -> QuerySet:
        return get_user_model().objects.none()

    def users_with_permission_for_instance(
        self, action: str, instance: Any, include_superusers: bool = True
    ) -> QuerySet:
        return get_user_model().objects.none()

    def collections_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        from wagtail.models import Collection

        return Collection.objects.none()

    def collections_user_has_permission_for(self, user: Any, action: str) -> QuerySet:
        return self.collections_user_has_any_permission_for(user, [action])
