"""Deleting drafts and moving pages: the confirmation screens of the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages

from dumas_docs.actions.delete_draft import MayNotDelete, StillReferenced, delete_draft
from dumas_docs.actions.move_page import (
    ChangesAccessBeyondOwn,
    MayNotMove,
    MoveNeedsReason,
    NumberTakenThere,
    move_page,
)
from dumas_docs.models import BasePage, Folder


class ReasonForm(forms.Form):
    """A reason, kept in the audit trail."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ConfirmView(FormView):
    """One question with a reason, asked before something happens to a page."""

    form_class = ReasonForm
    header: str | Promise = ""
    button: str | Promise = ""
    button_class = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page=self.page, header=self.header, button=self.button, button_class=self.button_class, **kwargs
        )

    template_name = "dumas_docs/admin/confirm.html"


class ArchiveDeleteView(ConfirmView):
    """A draft that took a number leaves a void number behind, with the reason."""

    header = _("Delete")
    button = _("Yes, delete it")
    button_class = "serious"

    def dispatch(self, request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(BasePage, pk=page_id).specific
        if not self.page.permissions_for_user(request.user).can_delete():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class: Any = None) -> forms.Form:
        form = super().get_form(form_class)
        form.fields["reason"].required = bool(self.page.register_code)
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = (
            gettext("The folder is empty. Delete it?")
            if isinstance(self.page, Folder)
            else gettext("This draft was never final. Delete it? Its number becomes void and is not given again.")
            if self.page.register_code
            else gettext("This draft was never final. Delete it?")
        )
        return super().get_context_data(question=question, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        parent_id, title = self.page.get_parent().pk, self.page.title
        try:
            delete_draft(page=self.page, by=self.request.user, now=timezone.now(), reason=form.cleaned_data["reason"])
        except StillReferenced:
            form.add_error(None, gettext("Another case or report refers to this draft. Remove that link first."))
            return self.form_invalid(form)
        except MayNotDelete as error:
            raise PermissionDenied from error
        messages.success(self.request, gettext("%(title)s has been deleted.") % {"title": title})
        return redirect("wagtailadmin_explore", parent_id)


class ArchiveMoveView(ConfirmView):
    """What is above a page decides who has access; the screen says so before it happens."""

    header = _("Move")
    button = _("Yes, move it")

    def dispatch(
        self, request: HttpRequest, page_to_move_id: int, destination_id: int, **kwargs: Any
    ) -> HttpResponseBase:
        self.page = get_object_or_404(BasePage, pk=page_to_move_id).specific
        self.destination = get_object_or_404(BasePage, pk=destination_id).specific
        if not self.page.permissions_for_user(request.user).can_move_to(self.destination):
            raise PermissionDenied
        return super().dispatch(request, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = gettext(
            "Move %(title)s with everything in it to %(destination)s? Whoever has access there will have it here, "
            "and inherited access from the old place ends."
        ) % {"title": self.page.title, "destination": self.destination.get_admin_display_title()}
        return super().get_context_data(question=question, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            move_page(
                page=self.page, to=self.destination, by=self.request.user, now=timezone.now(),
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except NumberTakenThere:
            form.add_error(None, gettext("There is already a document with the same number in that place."))
            return self.form_invalid(form)
        except MoveNeedsReason:
            form.add_error("reason", gettext("Please give a reason; it is recorded."))
            return self.form_invalid(form)
        except ChangesAccessBeyondOwn:
            form.add_error(
                None, gettext("The move would change access that only a person with more rights may change.")
            )
            return self.form_invalid(form)
        except MayNotMove as error:
            raise PermissionDenied from error
        messages.success(self.request, gettext("%(title)s has been moved.") % {"title": self.page.title})
        return redirect("wagtailadmin_explore", self.destination.pk)
