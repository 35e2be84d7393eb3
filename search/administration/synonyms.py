"""The list of synonyms under Settings: kept by archivists and by whoever looks after the system."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from dumas_docs.access.roles import DISPOSE
from dumas_docs.access.selectors import resolution_for
from search.models import Synonym

NAMESPACE = "padanan-kata"


class SynonymPolicy(ModelPermissionPolicy):
    """Beside Django's permissions: who takes part in retention somewhere, which only archivists do, keeps the words
    by which the archive is found."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return super().user_has_permission(user, action) or resolution_for(user).has_verb_anywhere(DISPOSE)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class SynonymViewSet(ModelViewSet):
    """Changes stand in Wagtail's history of the row."""

    model = Synonym
    name = NAMESPACE
    icon = "list-ul"
    menu_label = _("Synonyms of the search")
    menu_name = NAMESPACE
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 100
    form_fields = ["short", "long", "note"]
    search_fields = ["short", "long", "note"]
    list_display = [
        TitleColumn("short", label=_("Short form"), sort_key="short", url_name=f"{NAMESPACE}:edit"),
        Column("long", label=_("Long form"), sort_key="long"),
        Column("note", label=_("Note")),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_common_view_kwargs(**kwargs), "usage_url_name": ""}

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "usage"]


synonyms_viewset = SynonymViewSet()
