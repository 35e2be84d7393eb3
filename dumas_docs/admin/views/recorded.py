"""Wagtail's views that change content, with the change on the archive's record."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from wagtail.admin.views.pages.lock import LockView, UnlockView
from wagtail.admin.views.pages.preview import ViewDraftView
from wagtail.admin.views.pages.revisions import RevisionsUnscheduleView, RevisionsView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.views.pages.workflow import (
    ConfirmWorkflowCancellationView,
    PreviewRevisionForTaskView,
    WorkflowActionView,
)

from dumas_docs.actions.note_reading import note_reading
from dumas_docs.actions.note_versions import note_versions, version_state
from dumas_docs.models import BasePage


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


class ArchiveWorkflowActionView(RecordedMixin, WorkflowActionView):
    """A step of a chain; the last one can make a version final."""


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
