""" "Perubahan organisasi": prepare, see what changes hands, confirm by decree."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from dumas_docs.actions.preview_reorganisation import Handover, preview_handover
from dumas_docs.actions.reorganise import confirm_reorganisation, discard_reorganisation, prepare_reorganisation
from workflows.models import Reorganisation, ReorganisationLine

from .faults import REFUSALS, field_of, in_words
from .forms import ChangeForm, DecreeForm, LineFormSet


class ChangesView(generic.IndexView):
    """Drafts and confirmed changes, the latest first."""

    def get_base_queryset(self) -> QuerySet[Reorganisation]:
        return Reorganisation.objects.select_related("confirmed_by")


class ChangeView(PermissionCheckedMixin, View):
    """A draft with its lines; below it what would change hands, and the decree that makes it count."""

    model = Reorganisation
    permission_required = "add"
    template_name = "dumas_docs/organisation/change.html"
    index_url_name = ""
    edit_url_name = ""
    delete_url_name = ""
    header_icon = ""
    change: Reorganisation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        pk = kwargs.get("pk")
        self.change = Reorganisation() if pk is None else get_object_or_404(Reorganisation, pk=pk)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self._shown(ChangeForm(instance=self.change), self._lines())

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        form, lines = ChangeForm(request.POST, instance=self.change), self._lines(request.POST)
        if not (form.is_valid() and lines.is_valid()):
            return self._shown(form, lines)
        kept = [
            ReorganisationLine(**{name: row.cleaned_data.get(name) for name in row.fields if name in LINE_FIELDS})
            for row in lines
            if row.cleaned_data.get("kind") and not row.cleaned_data.get("DELETE")
        ]
        try:
            prepare_reorganisation(change=form.save(commit=False), lines=kept, by=request.user, now=timezone.now())
        except REFUSALS as fault:
            name = field_of(fault)
            form.add_error(name if name in form.fields else None, in_words(fault))
            return self._shown(form, lines)
        messages.success(request, _("The draft has been kept. Nothing has changed yet: see below what it would do."))
        return redirect(self.edit_url_name, self.change.pk)

    def _lines(self, data: Any = None) -> Any:
        rows = ReorganisationLine.objects.filter(change=self.change.pk) if self.change.pk else None
        return LineFormSet(
            data, prefix="baris", queryset=rows if rows is not None else ReorganisationLine.objects.none()
        )

    def _shown(self, form: Any, lines: Any, decree: Any = None) -> HttpResponse:
        context: dict[str, Any] = {
            "change": self.change, "form": form, "lines": lines, "header_icon": self.header_icon,
            "decree": decree or DecreeForm(), "index_url": reverse(self.index_url_name),
            "may_confirm": self.user_has_permission("change"), "media": form.media + lines.empty_form.media,
        }  # fmt: skip
        if self.change.pk:
            context["delete_url"] = reverse(self.delete_url_name, args=[self.change.pk])
            context["confirm_url"] = reverse(self.confirm_url_name, args=[self.change.pk])
            if self.change.confirmed_at is None:
                context |= self._preview()
        return TemplateResponse(self.request, self.template_name, context)

    @property
    def confirm_url_name(self) -> str:
        return self.edit_url_name.replace(":edit", ":confirm")

    def _preview(self) -> dict[str, Any]:
        found = self.handover()
        return {"handover": found} if isinstance(found, Handover) else {"obstacle": found}

    def handover(self) -> Handover | str:
        """What would change hands, or in words why it cannot be done."""
        try:
            return preview_handover(self.change, user=self.request.user)
        except REFUSALS as fault:
            return in_words(fault)


LINE_FIELDS = ("kind", "position", "person", "appointment_kind", "unit", "to_unit")


class ConfirmView(ChangeView):
    """The second look: if something has moved since the administrator looked, it is shown again."""

    permission_required = "change"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return redirect(self.edit_url_name, self.change.pk)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        decree = DecreeForm(request.POST)
        form, lines = ChangeForm(instance=self.change), self._lines()
        if not decree.is_valid():
            return self._shown(form, lines, decree)
        found = self.handover()
        if isinstance(found, str):
            return self._shown(form, lines, decree)
        if request.POST.get("seen") != found.token:
            messages.warning(request, _("Something has moved since you looked. Look again, then confirm."))
            return self._shown(form, lines, decree)
        try:
            confirm_reorganisation(
                change=self.change, decree_no=decree.cleaned_data["decree_no"], foreseen=found.in_numbers(),
                by=request.user, now=timezone.now(),
            )  # fmt: skip
        except REFUSALS as fault:
            decree.add_error(None, in_words(fault))
            return self._shown(form, lines, decree)
        day = date_format(self.change.takes_effect_on, "j F Y")
        messages.success(request, _("Confirmed. It takes effect on %s at 00.00, office time.") % day)
        return redirect(self.index_url_name)


class DiscardView(ChangeView):
    """A draft is thrown away; what was confirmed stays."""

    permission_required = "delete"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return redirect(self.edit_url_name, self.change.pk)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        try:
            discard_reorganisation(change=self.change, by=request.user, now=timezone.now())
        except REFUSALS as fault:
            messages.error(request, in_words(fault))
            return redirect(self.edit_url_name, self.change.pk)
        messages.success(request, _("The draft has been thrown away."))
        return redirect(self.index_url_name)
