"""The page views of the editing side, in one table."""

from __future__ import annotations

from wagtail.admin.viewsets.pages import PageViewSet

from dumas_docs.models import BasePage

from .columns import COLUMNS
from .views.closed import ClosedView
from .views.create import ArchiveCreateView
from .views.edit import ArchiveEditView, ArchiveRevertView
from .views.listing import ArchiveFilterSet, ArchiveIndexView, ArchiveSearchView, ArchiveTypeView
from .views.recorded import (
    ArchiveDraftView,
    ArchiveLockView,
    ArchiveRevisionView,
    ArchiveStepDataView,
    ArchiveTaskPreviewView,
    ArchiveUnlockView,
    ArchiveUnpublishView,
    ArchiveUnscheduleView,
    ArchiveWorkflowActionView,
    ArchiveWorkflowCancellationView,
)
from .views.removal import ArchiveDeleteView, ArchiveMoveView
from .views.versions import ArchiveCompareView


class ArchivePageViewSet(PageViewSet):
    """All page types share these views.

    Closed: aliases and copies would double numbers; privacy is Wagtail's other idea of access; usage counts what one
    may not see; previews would keep unsaved content as plain text; parents are chosen by opening them."""

    model = BasePage
    columns = COLUMNS
    filterset_class = ArchiveFilterSet
    add_view_class = ArchiveCreateView
    edit_view_class = ArchiveEditView
    revisions_revert_view_class = ArchiveRevertView
    revisions_compare_view_class = ArchiveCompareView
    index_view_class = ArchiveIndexView
    search_view_class = ArchiveSearchView
    content_type_use_view_class = ArchiveTypeView
    delete_view_class = ArchiveDeleteView
    move_confirm_view_class = ArchiveMoveView
    lock_view_class = ArchiveLockView
    unlock_view_class = ArchiveUnlockView
    unpublish_view_class = ArchiveUnpublishView
    revisions_unschedule_view_class = ArchiveUnscheduleView
    revisions_view_class = ArchiveRevisionView
    view_draft_view_class = ArchiveDraftView
    workflow_preview_view_class = ArchiveTaskPreviewView
    workflow_action_view_class = ArchiveWorkflowActionView
    collect_workflow_action_data_view_class = ArchiveStepDataView
    confirm_workflow_cancellation_view_class = ArchiveWorkflowCancellationView
    choose_parent_view_class = ClosedView
    convert_alias_view_class = ClosedView
    copy_view_class = ClosedView
    preview_on_add_view_class = ClosedView
    preview_on_edit_view_class = ClosedView
    set_page_position_view_class = ClosedView
    set_privacy_view_class = ClosedView
    usage_view_class = ClosedView


archive_viewset = ArchivePageViewSet()
