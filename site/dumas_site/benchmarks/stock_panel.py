"""Workflows of the yardstick site, and the panel of its dashboard. Imported when the plain site is configured."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError, connection
from django.db.models import OuterRef, Subquery
from django.test import RequestFactory
from django.utils import timezone
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import GroupApprovalTask, Page, Revision, TaskState, Workflow, WorkflowState, WorkflowTask

from .figures import Figure, timed

STEPS = 4
# A superuser is shown everything that waits: so many of the workflows wait as wait for the person of the product.
WAITING_SHARE = 5
BATCH = 1000


def start_workflows(home: Page, count: int, person: Any) -> int:
    """Send `count` pages below `home` through a workflow of four steps; every fifth waits at its second step, the
    others have passed all. Returns how many wait."""
    workflow = Workflow.objects.create(name="Yardstick")
    tasks = [GroupApprovalTask.objects.create(name=f"Step {n}") for n in range(STEPS)]
    for n, task in enumerate(tasks):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=n)
    kind = ContentType.objects.get_for_model(Page)
    pages = list(Page.objects.child_of(home).order_by("path")[:count])
    of_page: dict[str, Any] = {"content_type": kind, "base_content_type": kind}
    revisions = [
        Revision(**of_page, object_id=str(page.pk), created_at=timezone.now(), user=person, object_str=page.title,
                 content=page.serializable_data())
        for page in pages
    ]  # fmt: skip
    Revision.objects.bulk_create(revisions, batch_size=BATCH)
    Page.objects.bulk_update(_with_revision(pages, revisions), ["latest_revision"], batch_size=BATCH)
    states = [
        WorkflowState(
            **of_page, object_id=str(page.pk), workflow=workflow, requested_by=person,
            status=WorkflowState.STATUS_APPROVED if n % WAITING_SHARE else WorkflowState.STATUS_IN_PROGRESS,
        )
        for n, page in enumerate(pages)
    ]  # fmt: skip
    WorkflowState.objects.bulk_create(states, batch_size=BATCH)
    passed = [
        TaskState(
            workflow_state=state, revision=revision, task=task, finished_by=person, finished_at=timezone.now(),
            status=TaskState.STATUS_APPROVED,
        )
        for n, (state, revision) in enumerate(zip(states, revisions, strict=True))
        for task in (tasks if n % WAITING_SHARE else tasks[:1])
    ]  # fmt: skip
    waiting = [
        TaskState(workflow_state=state, revision=revision, task=tasks[1])
        for state, revision in zip(states[::WAITING_SHARE], revisions[::WAITING_SHARE], strict=True)
    ]
    TaskState.objects.bulk_create([*passed, *waiting], batch_size=BATCH)
    current = TaskState.objects.filter(workflow_state=OuterRef("pk"), status=TaskState.STATUS_IN_PROGRESS)
    WorkflowState.objects.update(current_task_state_id=Subquery(current.values("pk")[:1]))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return len(waiting)


def _with_revision(pages: list[Page], revisions: list[Revision]) -> list[Page]:
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision = revision
    return pages


def measure_panel(person: Any, *, waiting: int) -> Figure:
    """The panel "awaiting your review" alone, without the page around it; without a time where it does not open.

    It loads everything at once, and SQLite takes no expression that names some thousand workflows."""
    request = RequestFactory().get("/admin/")
    request.user = person
    panel = WorkflowObjectsToModeratePanel()
    name = f"stock panel of {waiting} for a superuser"

    def render() -> None:
        shown = panel.render_html({"request": request, "csrf_token": ""})
        if shown.count('class="title-wrapper"') != waiting:
            raise RuntimeError("The panel does not show what waits.")

    try:
        return timed(name, render, times=3)
    except OperationalError as refused:
        return Figure(f"{name} does not open: {refused}", None, None, queries=0)
