"""The organisation on the editing side: five lists under one entry of the menu."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from workflows.models import Appointment, Position, Reorganisation, Substitute, Unit

from . import change_views, views

# Left out where the screen is narrow.
WIDE = "dumas-wide"


class OrganisationViewSet(ModelViewSet):
    """No view of Wagtail's own writes here: every change goes through an action and onto the audit trail."""

    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    list_filter: list[str] = []
    index_view_class = views.RowsView
    delete_view_class: Any = None

    def get_form_class(self, for_update: bool = False) -> Any:
        return None

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {}

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {}

    def get_delete_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {}

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_common_view_kwargs(**kwargs)
        return found if self.delete_view_class else {**found, "delete_url_name": ""}

    def get_urlpatterns(self) -> list[URLPattern]:
        found = [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
        ]
        return found + ([path("delete/<int:pk>/", self.delete_view, name="delete")] if self.delete_view_class else [])


def _title(name: str, label: str | Promise, namespace: str) -> TitleColumn:
    return TitleColumn(name, label=label, url_name=f"{namespace}:edit")


class ChangeViewSet(OrganisationViewSet):
    model = Reorganisation
    name = "perubahan-organisasi"
    icon = "rotate"
    menu_label = _("Changes of the organisation")
    menu_order = 10
    index_view_class = change_views.ChangesView
    add_view_class = change_views.ChangeView
    edit_view_class = change_views.ChangeView
    delete_view_class = change_views.DiscardView
    search_fields = ["name", "decree_no"]
    list_display = [
        _title("name", _("What changes"), "perubahan-organisasi"),
        Column("day", label=_("Takes effect on")),
        Column("decree_no", label=_("Decree number"), classname=WIDE),
        Column("standing", label=_("State")),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        confirm = self.construct_view(change_views.ConfirmView)
        return [*super().get_urlpatterns(), path("confirm/<int:pk>/", confirm, name="confirm")]


class AppointmentViewSet(OrganisationViewSet):
    model = Appointment
    name = "pengangkatan"
    icon = "user"
    menu_label = _("Appointments")
    menu_order = 20
    add_view_class = views.AppointView
    edit_view_class = views.EndAppointmentView
    delete_view_class = views.WithdrawAppointmentView
    search_fields = ["person__first_name", "person__last_name", "person__username", "position__title", "decree_no"]
    list_filter = ["kind", "position__unit"]
    list_display = [
        _title("person_name", _("Person"), "pengangkatan"), Column("position", label=_("Position")),
        Column("kind", label=_("Kind"), accessor="get_kind_display", classname=WIDE),
        Column("period", label=_("Period")),
        Column("decree_no", label=_("Decree number"), classname=WIDE),
    ]  # fmt: skip


class SubstituteViewSet(OrganisationViewSet):
    model = Substitute
    name = "pengganti"
    icon = "group"
    menu_label = _("Substitutes (a.n.)")
    menu_order = 30
    add_view_class = views.NameSubstituteView
    edit_view_class = views.EndSubstituteView
    delete_view_class = views.WithdrawSubstituteView
    search_fields = ["person__first_name", "person__last_name", "person__username", "position__title", "decree_no"]
    list_display = [
        _title("person_name", _("Substitute"), "pengganti"), Column("position", label=_("For")),
        Column("chains", label=_("Chains"), classname=WIDE), Column("period", label=_("Period")),
        Column("decree_no", label=_("Decree number"), classname=WIDE),
    ]  # fmt: skip


class PositionViewSet(OrganisationViewSet):
    model = Position
    name = "jabatan"
    icon = "tag"
    menu_label = _("Positions")
    menu_order = 40
    add_view_class = views.AddPositionView
    edit_view_class = views.EditPositionView
    search_fields = ["title", "code", "role_code"]
    list_filter = ["unit", "rank_group"]
    list_display = [
        _title("title", _("Position"), "jabatan"), Column("unit", label=_("Unit")),
        Column("role_code", label=_("Role"), classname=WIDE),
        Column("rank_group", label=_("Rank group"), accessor="get_rank_group_display", classname=WIDE),
    ]  # fmt: skip


class UnitViewSet(OrganisationViewSet):
    model = Unit
    name = "unit-kerja"
    icon = "folder-open-inverse"
    menu_label = _("Units")
    menu_order = 50
    add_view_class = views.AddUnitView
    edit_view_class = views.EditUnitView
    search_fields = ["name", "code"]
    list_display = [
        _title("name", _("Unit"), "unit-kerja"), Column("parent", label=_("Part of")),
        Column("letter_code", label=_("Letter code"), classname=WIDE), Column("continuation", label=_("Continued by")),
    ]  # fmt: skip


class OrganisationGroup(ModelViewSetGroup):
    menu_label = _("Organisation")
    menu_name = "organisation"
    menu_icon = "group"
    menu_order = 300
    items = (ChangeViewSet, AppointmentViewSet, SubstituteViewSet, PositionViewSet, UnitViewSet)


organisation_group = OrganisationGroup()
