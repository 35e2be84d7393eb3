"""Wagtail's views that change content, with the change on the archive's record."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.views.pages.lock import LockView, UnlockView
from wagtail.admin.views.pages.preview import ViewDraftView
from wagtail.admin.views.pages.revisions import RevisionsUnscheduleView, RevisionsView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.views.pages.workflow import (
    CollectWorkflowActionDataView,
    ConfirmWorkflowCancellationView,
    PreviewRevisionForTaskView,
    WorkflowActionView,
)

from dumas_docs.actions.note_reading import note_reading
from dumas_docs.actions.note_versions import note_versions, version_state
from dumas_docs.models import BasePage
from dumas_docs.selectors.proposed_direction import proposed_direction
from workflows.models import StepState
from workflows.models.chains import DECIDE


class RecordedMixin:
    """What a post did to the versions of the page is recorded in the same transaction."""

    def dispatch(self, request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return super().dispatch(request, page_id, *args, **kwargs)
        with transaction.atomic():
            before = version_state(page_id)
            response = super().dispatch(request, page_id, *args, **kwargs)
            if before is not None:
                note_versions(page_id=page_id, before=before, by=request.user, now=timezone.now())
        return response


class ArchiveLockView(RecordedMixin, LockView):
    """Locking."""


class ArchiveUnlockView(RecordedMixin, UnlockView):
    """Unlocking."""


class ArchiveUnpublishView(RecordedMixin, UnpublishView):
    """Taking back the final version."""


class ArchiveUnscheduleView(RecordedMixin, RevisionsUnscheduleView):
    """Dropping a planned version."""


class StepFormMixin:
    """The form of a step shows who directs the words that are proposed to him."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.action_name != DECIDE or not isinstance(self.task_state, StepState):
            return super().get(request, *args, **kwargs)
        return self.render_modal_form(
            request, self.form_class(initial={"comment": proposed_direction(self.task_state)})
        )


class ArchiveWorkflowActionView(StepFormMixin, RecordedMixin, WorkflowActionView):
    """A step of a chain; the last one can make a version final."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except PermissionDenied as refused:
            if not str(refused):
                raise
            messages.error(request, str(refused))
            return redirect("wagtailadmin_pages:edit", self.object.pk)


class ArchiveStepDataView(StepFormMixin, CollectWorkflowActionDataView):
    """The same form for a step that is taken together with a change of the text."""


class ArchiveWorkflowCancellationView(RecordedMixin, ConfirmWorkflowCancellationView):
    """Stopping a chain."""


class ReadVersionMixin:
    """An older version or a draft that was shown is a reading."""

    def dispatch(self, request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Before: showing a version runs a request of its own, in another scope.
        page = BasePage.objects.filter(pk=page_id).specific().first()
        response = super().dispatch(request, page_id, *args, **kwargs)
        if page is not None and response.status_code == 200:
            shown = kwargs.get("revision_id") or page.latest_revision_id
            note_reading(page=page, by=request.user, now=timezone.now(), versions=[str(shown)] if shown else [])
        return response


class ArchiveRevisionView(ReadVersionMixin, RevisionsView):
    """One version as readers would see it."""


class ArchiveDraftView(ReadVersionMixin, ViewDraftView):
    """The newest version as readers would see it."""


class ArchiveTaskPreviewView(ReadVersionMixin, PreviewRevisionForTaskView):
    """The version a step of a chain is about."""
