"""The pages of the calendar: the list, entering, changing and taking out a day."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from workflows.calendar.office import DayChange
from workflows.clocks.follow import change_calendar
from workflows.clocks.recompute import preview_recompute
from workflows.models import CalendarDay, DayKind, DayStatus

from .forms import DayForm, ReasonForm
from .summary import YearStanding, in_numbers

YEARS_SHOWN = 4


class CalendarFilterSet(WagtailFilterSet):
    year = django_filters.NumberFilter(field_name="date__year", label=gettext_lazy("Year"))
    kind = django_filters.ChoiceFilter(choices=DayKind.choices, label=gettext_lazy("Kind"))
    status = django_filters.ChoiceFilter(choices=DayStatus.choices, label=gettext_lazy("Status"))

    class Meta:
        model = CalendarDay
        fields = ["year", "kind", "status"]


class CalendarIndexView(generic.IndexView):
    """Days in force, with how firm each year is."""

    template_name = "workflows/calendar/index.html"
    filterset_class = CalendarFilterSet
    default_ordering = "date"
    page_title = gettext_lazy("Calendar of working days")

    def get_base_queryset(self) -> QuerySet[CalendarDay]:
        return CalendarDay.objects.current()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found = (
            CalendarDay.objects.current()
            .values_list("date__year")
            .annotate(days=Count("pk"), decreed=Count("pk", filter=Q(status=DayStatus.RESMI)))
            .order_by("-date__year")
        )
        years = [YearStanding(year, days, bool(decreed)) for year, days, decreed in found[:YEARS_SHOWN]]
        return super().get_context_data(*args, years=years, **kwargs)


class ChangeView(PermissionCheckedMixin, FormView):
    """Asked twice: the first time it shows how many running time limits would move, the second time it does it. If
    something else has moved in between, it shows again."""

    model = CalendarDay
    template_name = "workflows/calendar/change.html"
    form_class: type[ReasonForm] = DayForm
    index_url_name = ""
    header_icon = ""
    header: str | Promise = ""
    button_class = ""
    row: Any = None  # the day that is replaced, where there is one

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "pk" in kwargs:
            self.row = get_object_or_404(CalendarDay.objects.current(), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def asked(self, form: Any) -> DayChange:
        """The change the form asks for."""
        return form.change()

    def form_valid(self, form: Any) -> HttpResponse:
        change = self.asked(form)
        summary = in_numbers(preview_recompute([change]))
        if self.request.POST.get("seen") != summary.token:
            form.data = form.data.copy()
            form.data["seen"] = summary.token
            return self.render_to_response(self.get_context_data(form=form, summary=summary))
        changed = change_calendar(
            changes=[change], by=self.request.user, now=timezone.now(), reason=form.cleaned_data["reason"]
        )
        messages.success(
            self.request,
            _("The calendar has been changed. Running time limits that moved: %s.") % len(changed.moves),
        )
        return redirect(self.index_url_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        past = (
            CalendarDay.objects.filter(date=self.row.date).select_related("entered_by", "ended_by") if self.row else []
        )
        return super().get_context_data(
            row=self.row, history=past, header=self.header, header_icon=self.header_icon,
            index_url=reverse(self.index_url_name), button_class=self.button_class,
            media=self.get_form_media(), **kwargs,
        )  # fmt: skip

    def get_form_media(self) -> Any:
        return self.form_class().media


class AddDayView(ChangeView):
    permission_required = "add"
    header = gettext_lazy("Enter a day")


class EditDayView(ChangeView):
    permission_required = "change"
    header = gettext_lazy("Change a day")
    delete_url_name = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "row": self.row}

    def get_initial(self) -> dict[str, Any]:
        names = ("date", "kind", "name", "status", "decree_no", "decree_date")
        return {name: getattr(self.row, name) for name in names}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_take_out = self.user_has_permission("delete")
        url = reverse(self.delete_url_name, args=[self.row.pk]) if may_take_out and self.row else ""
        return super().get_context_data(delete_url=url, **kwargs)


class TakeOutDayView(ChangeView):
    """The day becomes an ordinary one again; its row stays in the history."""

    permission_required = "delete"
    form_class = ReasonForm
    header = gettext_lazy("Take a day out of the calendar")
    button_class = "serious"

    def asked(self, form: Any) -> DayChange:
        return DayChange(self.row.date, None)
