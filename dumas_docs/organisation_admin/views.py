"""Appointments, substitutes, units and positions: their lists and forms."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from dumas_docs.access import audit
from dumas_docs.access.scope import local_today
from dumas_docs.actions.appoint import BeganEarlier, TakenBack, appoint, end_appointment, withdraw_appointment
from dumas_docs.actions.name_substitute import end_substitute, name_substitute, withdraw_substitute
from dumas_docs.models import FieldGroup
from workflows.models import AppointmentKind, Position, Unit

from .faults import REFUSALS, field_of, in_words
from .forms import (
    AppointmentEndForm,
    AppointmentForm,
    PositionForm,
    SubstituteEndForm,
    SubstituteForm,
    UnitForm,
    WithdrawForm,
)


class RowsView(generic.IndexView):
    """A list of one table of the organisation."""

    def get_base_queryset(self) -> QuerySet:
        related = [name for name in ("person", "position__unit", "unit", "parent") if _has(self.model, name)]
        return self.model.objects.select_related(*related)


def _has(model: Any, path: str) -> bool:
    return any(field.name == path.split("__")[0] for field in model._meta.get_fields())


class DeedView(PermissionCheckedMixin, FormView):
    """One form, one action; what the action refuses is said at its field and nothing typed is lost."""

    template_name = "dumas_docs/organisation/form.html"
    model: Any = None
    index_url_name = ""
    delete_url_name = ""
    header_icon = ""
    header: str | Promise = ""
    explanation: str | Promise = ""
    button: str | Promise = gettext_lazy("Save")
    button_class = ""
    row: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "pk" in kwargs:
            self.row = get_object_or_404(self.model, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: Any) -> str:
        """Carry it out; returns what is said afterwards."""
        raise AssertionError(f"{type(self).__name__} does not say what it does")

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            done = self.act(form)
        except REFUSALS as fault:
            name = field_of(fault)
            form.add_error(name if name in form.fields else None, in_words(fault))
            return self.form_invalid(form)
        messages.success(self.request, done)
        return redirect(self.index_url_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_withdraw = (
            self.row is not None and self.delete_url_name and not isinstance(self, WithdrawView)
            and getattr(self.row, "starts_on", date.min) >= local_today()
            and getattr(self.row, "taken_back_at", None) is None and self.user_has_permission("delete")
        )  # fmt: skip
        context = super().get_context_data(
            row=self.row, header=self.header, header_icon=self.header_icon, explanation=self.explanation,
            button=self.button, button_class=self.button_class, index_url=reverse(self.index_url_name),
            withdraw_url=reverse(self.delete_url_name, args=[self.row.pk]) if may_withdraw else "", **kwargs,
        )  # fmt: skip
        return {**context, "media": context["form"].media}


def entered(row: Any, form: Any) -> str:
    """What was entered, and that a day gone by gives no rights of that day."""
    words = _("Entered: %s.") % row
    decreed = form.cleaned_data["starts_on"]
    if decreed >= row.starts_on:
        return words
    late = _("The decree says %(decreed)s; the rights begin on %(first)s.")
    return f"{words} {late % {'decreed': date_format(decreed, 'j F Y'), 'first': date_format(row.starts_on, 'j F Y')}}"


class AppointView(DeedView):
    permission_required = "add"
    form_class = AppointmentForm
    header = gettext_lazy("New appointment")
    explanation = gettext_lazy(
        "The rights of the position belong to the person from the first to the last day. Running steps of the position "
        "follow to the new holder."
    )

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        held = appoint(**{**data, "kind": AppointmentKind(data["kind"])}, by=self.request.user, now=timezone.now())
        return entered(held, form)


class EndAppointmentView(DeedView):
    permission_required = "change"
    form_class = AppointmentEndForm
    header = gettext_lazy("Last day of an appointment")
    explanation = gettext_lazy(
        "What was held stays on record; only the last day is moved. Another position or kind is a new appointment."
    )

    def get_initial(self) -> dict[str, Any]:
        return {"ends_on": self.row.ends_on}

    def act(self, form: Any) -> str:
        end_appointment(appointment=self.row, by=self.request.user, now=timezone.now(), **form.cleaned_data)
        return _("The last day has been changed: %s.") % self.row


class WithdrawView(DeedView):
    """Take back what begins today or later."""

    permission_required = "delete"
    form_class = WithdrawForm
    button = gettext_lazy("Take it back")
    button_class = "serious"

    @property
    def explanation(self) -> str:  # type: ignore[override]
        """What follows from taking it back, or why it cannot be."""
        if self.row.taken_back_at is not None:
            return in_words(TakenBack())
        if self.row.starts_on < local_today():
            return in_words(BeganEarlier())
        if self.row.starts_on > local_today():
            return _("It has not begun, so nobody has had a right by it. That it was taken back is recorded.")
        return _(
            "It has begun today. Its rights end at once; what was read and done under it stays on record. That it was "
            "taken back is recorded."
        )


class WithdrawAppointmentView(WithdrawView):
    header = gettext_lazy("Take back an appointment")

    def act(self, form: Any) -> str:
        words = _("Taken back: %s.") % self.row
        withdraw_appointment(appointment=self.row, by=self.request.user, now=timezone.now(), **form.cleaned_data)
        return words


class NameSubstituteView(DeedView):
    permission_required = "add"
    form_class = SubstituteForm
    header = gettext_lazy("Name a substitute (a.n.)")
    explanation = gettext_lazy(
        "The substitute acts beside the holder and signs in his own name with “a.n.”. Documents that wait for the "
        "position in the ticked chains open to him while it lasts, and to nobody else."
    )

    def act(self, form: Any) -> str:
        named = name_substitute(by=self.request.user, now=timezone.now(), **form.cleaned_data)
        return entered(named, form)


class EndSubstituteView(DeedView):
    permission_required = "change"
    form_class = SubstituteEndForm
    header = gettext_lazy("Last day of a substitution")

    def get_initial(self) -> dict[str, Any]:
        return {"ends_on": self.row.ends_on}

    def act(self, form: Any) -> str:
        end_substitute(substitute=self.row, by=self.request.user, now=timezone.now(), **form.cleaned_data)
        return _("The last day has been changed: %s.") % self.row


class WithdrawSubstituteView(WithdrawView):
    header = gettext_lazy("Take back the naming of a substitute")

    def act(self, form: Any) -> str:
        words = _("Taken back: %s.") % self.row
        withdraw_substitute(substitute=self.row, by=self.request.user, now=timezone.now(), **form.cleaned_data)
        return words


class RecordedModelView(DeedView):
    """Units and positions: written as they are, and on the audit trail."""

    what = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.row or self.model()}

    @transaction.atomic
    def act(self, form: Any) -> str:
        before = {name: str(form.initial.get(name, "")) for name in form.changed_data}
        row = form.save()
        audit.record(
            verb="organisasi.diubah", by=self.request.user, group=FieldGroup.AKSES, at=timezone.now(),
            data={
                "what": self.what, "code": row.code,
                "values": {name: [old, str(getattr(row, name))] for name, old in before.items()},
            },
        )  # fmt: skip
        return _("Saved: %s.") % row


class AddUnitView(RecordedModelView):
    permission_required = "add"
    model, form_class, what = Unit, UnitForm, "unit.baru"
    header = gettext_lazy("New unit")
    explanation = gettext_lazy("A new unit has no positions and so no rights; positions move in by a change.")


class EditUnitView(AddUnitView):
    permission_required = "change"
    what = "unit.diubah"
    header = gettext_lazy("Change a unit")
    explanation = gettext_lazy("Name and letter code. A split or a dissolved unit is entered as a change.")


class AddPositionView(RecordedModelView):
    permission_required = "add"
    model, form_class, what = Position, PositionForm, "jabatan.baru"
    header = gettext_lazy("New position")
    explanation = gettext_lazy("Rights on folders are given to a position by sharing; the role decides its steps.")


class EditPositionView(AddPositionView):
    permission_required = "change"
    what = "jabatan.diubah"
    header = gettext_lazy("Change a position")
