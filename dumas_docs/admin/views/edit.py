"""Editing: identities behind their own right, and every opening and change of them recorded."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.side_panels import PageStatusSidePanel
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView

from dumas_docs.access.roles import CHANGE, IDENTITY
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.actions.chain_moves import may_withdraw
from dumas_docs.actions.note_identities import identities_in, note_changed_identities, note_hidden_persons
from dumas_docs.actions.note_reading import note_reading
from dumas_docs.actions.reveal_identity import needs_reason, reveal_identity
from dumas_docs.admin.hidden import tell_hidden
from dumas_docs.admin.panels.complaints import CLOSED_CORRECTION, ENDED_CORRECTION
from dumas_docs.models import Complaint
from dumas_docs.models.closed_case import ClosedCase, has_ended, is_closed
from dumas_docs.models.in_chain import InChain
from workflows.engine.submit import ask_line, is_chain, take_right_chain

from .recorded import RecordedMixin
from .side_panels import StatusPanel, side_panels
from .versions import keep_reason, keep_what_is_hidden, reason_given


class ReasonForm(forms.Form):
    """Why identities are opened."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class IdentityMixin:
    """What editing and restoring have in common."""

    def get_object(self) -> Any:
        page = super().get_object()
        page.identity_reason = reason_given(self.request, page.pk)
        self.identities_before = identities_in(self.real_page_record.get_latest_revision_as_object())
        return page

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "identitas" in request.GET and self.may_give_reason:
            return self.ask_reason(ReasonForm())
        response = super().get(request, *args, **kwargs)
        shown = self.previous_revision or self.latest_revision
        note_reading(page=self.page, by=request.user, now=timezone.now(), versions=[str(shown.pk)] if shown else [])
        if getattr(self.form, "shows_identities", False):
            reveal_identity(case=self.page, by=request.user, now=timezone.now(), reason=self.page.identity_reason)
        return response

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "identitas" in request.GET and self.may_give_reason:
            form = ReasonForm(request.POST)
            if not form.is_valid():
                return self.ask_reason(form)
            keep_reason(request, self.page.pk, form.cleaned_data["reason"])
            return redirect(request.path)
        # A stored version is never written over: each save is a version of its own.
        posted = request.POST.copy()
        posted.pop("overwrite_revision_id", None)
        request.POST = posted  # type: ignore[assignment]
        return super().post(request, *args, **kwargs)

    @property
    def may_give_reason(self) -> bool:
        verbs = self.page_perms.verbs
        if isinstance(self.lock, ClosedCase) and CHANGE in verbs:
            return IDENTITY in verbs
        return IDENTITY in verbs and needs_reason(self.page)

    def ask_reason(self, form: ReasonForm) -> HttpResponse:
        context = {"page": self.page, "form": form, "screen_url": self.request.path}
        return TemplateResponse(self.request, "dumas_docs/admin/identity_reason.html", context)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        # An automatic save answers the page's script; what it hid is told at the next one by hand.
        if not self.expects_json_response:
            tell_hidden(self.request, form.instance)
        note_hidden_persons(page=form.instance, by=self.request.user, now=timezone.now())
        note_changed_identities(before=self.identities_before, page=self.page, by=self.request.user, now=timezone.now())
        return response

    def get_side_panels(self) -> Any:
        panels = super().get_side_panels()
        status = next(panel for panel in panels if isinstance(panel, PageStatusSidePanel))
        return side_panels(self, StatusPanel(
            self.page, self.request, show_schedule_publishing_toggle=False, live_object=self.real_page_record,
            scheduled_object=status.scheduled_object, parent_page=self.parent,
        ))  # fmt: skip


class ArchiveEditView(IdentityMixin, RecordedMixin, EditView):
    """The edit screen. A case that has ended is corrected with a reason, on a screen of its own."""

    def get_object(self) -> Any:
        page = super().get_object()
        if not (isinstance(page, Complaint) and has_ended(page) and page.identity_reason):
            return page
        # The text stands as it is final: what a draft changed in it besides is not taken along.
        final = self.real_page_record.live_revision
        if final is not None and page.has_unpublished_changes:
            reason, page = page.identity_reason, final.as_object()
            page.identity_reason = reason
        page.is_being_corrected = True
        return page

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.narrow()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.narrow()
        return super().post(request, *args, **kwargs)

    def narrow(self) -> None:
        """Show what is corrected in a case that has ended, and nothing else."""
        if isinstance(self.lock, ClosedCase) and not self.locked_for_user:
            screen = CLOSED_CORRECTION if is_closed(self.page) else ENDED_CORRECTION
            self.edit_handler = screen.bind_to_model(self.page_class)
            self.form_class = self.edit_handler.get_form_class()

    def submit_action(self) -> HttpResponse:
        """What came back goes on in the chain that its text asks for by now, which may be another one."""
        if refusal := self._refusal():
            messages.error(self.request, _("It was saved and not handed in. %(why)s") % {"why": refusal})
            return self.save_action()
        response = super().submit_action()
        take_right_chain(subject=self.page, by=self.request.user)
        return response

    def get_edit_message_button(self) -> Any:
        """What was handed in is not the person's to edit until it comes back: he is led to where it stands instead."""
        lock = self.page.get_lock() if isinstance(self.page, InChain) else None
        if lock is None or not lock.for_user(self.request.user):
            return super().get_edit_message_button()
        return messages.button(self.page.step_address(), _("Approval"))

    def _refusal(self) -> str:
        """Why a document with these parts is not handed in, in words."""
        if not isinstance(self.page, InChain):
            return ""
        try:
            with bookkeeping():
                document = self.form.save(commit=False)
                document.check_parts()
                ask_line(
                    subject=document, facts=document.chain_facts(), by=self.request.user, on=office_day(timezone.now())
                )  # fmt: skip
        except ValidationError as refused:
            return " ".join(refused.messages)
        return ""

    @cached_property
    def is_cancelling_workflow(self) -> bool:
        asked = super().is_cancelling_workflow
        if asked and is_chain(self.workflow_state) and not may_withdraw(self.page):
            messages.error(
                self.request,
                _("The document is signed already. Whoever it waits for returns it, or it is voided with a reason."),
            )
            return False
        return asked

    def perform_workflow_action(self) -> HttpResponse:
        """Act at a step; signing and numbering go on at a page of their own."""
        try:
            given = json.loads(self.request.POST.get("workflow-action-extra-data") or "{}")
        except ValueError as error:
            raise BadRequest("not JSON") from error
        if not isinstance(given, dict) or not isinstance(given.get("comment", ""), str):
            raise BadRequest("not the form of a step")
        kept = self.request.POST.copy()
        kept["workflow-action-extra-data"] = json.dumps({"comment": given.get("comment", "")[:2000]})
        self.request.POST = kept  # type: ignore[assignment]
        try:
            with transaction.atomic():
                response = super().perform_workflow_action()
        except PermissionDenied as refused:
            if not str(refused):
                raise
            messages.error(self.request, str(refused))
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        if not isinstance(self.page, InChain) or response.status_code != 302:
            return response
        return redirect(self.page.step_address() if self.workflow_action == "open" else self.page.tasks_address())


class ArchiveRevertView(IdentityMixin, RecordedMixin, RevisionsRevertView):
    """An older version, to be saved as the newest; what the person may not see stays as it is today."""

    def get_object(self) -> Any:
        # Wagtail takes the number 0 for no version at all.
        if self.previous_revision is None:
            raise Http404
        version = super().get_object()
        keep_what_is_hidden(version=version, today=self.real_page_record.get_latest_revision_as_object(),
                            user=self.request.user)  # fmt: skip
        return version

    def get_warning_message(self) -> str:
        if self.previous_revision.user is not None:
            return super().get_warning_message()
        return format_html(
            str(_("You are viewing a previous version of this page from {moment}, saved by the system")),
            moment=localize(timezone.localtime(self.previous_revision.created_at)),
        )
