"""The calendar under Settings on the editing side."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from workflows.models import CalendarDay

from .views import AddDayView, CalendarIndexView, EditDayView, TakeOutDayView


class CalendarViewSet(ModelViewSet):
    """Days are entered, replaced and taken out, never deleted: no view of Wagtail's own changes a row."""

    model = CalendarDay
    name = "kalender"
    icon = "calendar-alt"
    menu_label = _("Calendar of working days")
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 40
    search_fields = ["name", "decree_no"]
    index_view_class = CalendarIndexView
    add_view_class = AddDayView
    edit_view_class = EditDayView
    delete_view_class = TakeOutDayView
    list_display = [
        TitleColumn("date", label=_("Date"), accessor="written_date", sort_key="date", url_name="kalender:edit"),
        Column("name", label=_("Name"), sort_key="name"),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
        Column("decree_no", label=_("Decree number")),
    ]

    def get_form_class(self, for_update: bool = False) -> Any:
        return self.add_view_class.form_class

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {}

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {}

    def get_delete_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {}

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_index_view_kwargs(**kwargs)
        return {**found, "template_name": CalendarIndexView.template_name, "filterset_class": self.UNDEFINED}

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
            path("delete/<int:pk>/", self.delete_view, name="delete"),
        ]


calendar_viewset = CalendarViewSet()
