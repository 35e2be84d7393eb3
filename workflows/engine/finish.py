"""The end of a chain: WAGTAIL_FINISH_WORKFLOW_ACTION. Wagtail loads this while it defines its models."""

from __future__ import annotations

from typing import Any

from django.utils import timezone


def finish_chain(workflow_state: Any, user: Any = None) -> None:
    """Tell the archive that every step is done; a workflow that is no chain publishes as Wagtail does."""
    from wagtail.workflows import publish_workflow_state

    from workflows.models import ChainVersion

    from . import events
    from .archive import subject_of

    version = ChainVersion.objects.filter(workflow_id=workflow_state.workflow_id).first()
    if version is None:
        publish_workflow_state(workflow_state, user=user)
        return
    events.chain_finished.send(
        sender=ChainVersion, workflow_state=workflow_state, subject=subject_of(workflow_state.object_id),
        code=version.code, by=user, now=timezone.now(),
    )  # fmt: skip
