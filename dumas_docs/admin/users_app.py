"""Takes the place of "wagtail.users" among INSTALLED_APPS: accounts under the rules of the archive."""

from __future__ import annotations

from wagtail.users.apps import WagtailUsersAppConfig


class ArchiveUsersConfig(WagtailUsersAppConfig):
    user_viewset = "dumas_docs.admin.views.accounts.AccountViewSet"
    group_viewset = "dumas_docs.admin.views.accounts.AccountGroupViewSet"
