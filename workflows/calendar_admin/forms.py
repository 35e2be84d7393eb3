"""Forms of the calendar. A change is asked twice: first it is shown what would move, then it is saved."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from workflows.calendar.office import DayChange
from workflows.calendar.source import FIRST_YEAR, LAST_YEAR
from workflows.models import CalendarDay, DayKind, DayStatus


class ReasonForm(forms.Form):
    """Why, for the history; `seen` is what the person was shown to move."""

    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("It stays in the history of the calendar."))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class DayForm(ReasonForm):
    """A day of the calendar; `row` is the one it replaces, then the date is fixed."""

    date = forms.DateField(label=_("Date"), widget=AdminDateInput)
    kind = forms.ChoiceField(label=_("Kind"), choices=DayKind.choices)
    name = forms.CharField(label=_("Name"), max_length=200)
    status = forms.ChoiceField(
        label=_("Status"), choices=DayStatus.choices, widget=forms.RadioSelect, initial=DayStatus.RESMI
    )
    decree_no = forms.CharField(
        label=_("Decree number"), max_length=150, required=False,
        help_text=_("An official day needs the number of its decree."),
    )  # fmt: skip
    decree_date = forms.DateField(label=_("Date of the decree"), required=False, widget=AdminDateInput)

    field_order = ("date", "kind", "name", "status", "decree_no", "decree_date", "reason", "seen")

    def __init__(self, *args: Any, row: CalendarDay | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.fields["date"].disabled = row is not None

    def clean_date(self) -> Any:
        day = self.cleaned_data["date"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(
                _("The year lies between %(first)s and %(last)s."),
                params={"first": str(FIRST_YEAR), "last": str(LAST_YEAR)},
            )
        if self.row is None and (standing := CalendarDay.objects.current().filter(date=day).first()):
            raise ValidationError(
                _("This day is in the calendar already: %(name)s. Change it there."), params={"name": standing.name}
            )
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("status") == DayStatus.RESMI and not data.get("decree_no"):
            self.add_error("decree_no", _("Please give the number of the decree, or mark the day as an estimate."))
        return data

    def change(self) -> DayChange:
        """The day as it shall be."""
        data = self.cleaned_data
        return DayChange(
            data["date"], DayKind(data["kind"]), data["name"], DayStatus(data["status"]), data["decree_no"],
            data["decree_date"],
        )  # fmt: skip
