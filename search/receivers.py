"""Notices of the archive that a document must be indexed anew. The change itself never waits for the index."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from dumas_docs import events
from dumas_docs.models import Attachment, BasePage, Scan
from dumas_docs.models.wordings import ClearedWording

from . import notices, outbox
from .models import SavedMatch
from .sources import SOURCES


def connect() -> None:
    """Listen to the archive's events, to saves by Wagtail's own views, to rows of a document, to files, and to
    whether its words are open."""
    for signal in (events.content_changed, events.access_changed, events.page_removed):
        signal.connect(page_told, dispatch_uid=f"dumas_search.{id(signal)}")
    for model, source in SOURCES.items():
        post_save.connect(page_saved, sender=model, dispatch_uid=f"dumas_search.{model.__name__}")
        for name in source.children:
            relation = model._meta.get_field(name)
            receiver = partial(row_changed, column=relation.field.attname)
            for signal in (post_save, post_delete):
                uid = f"dumas_search.{relation.related_model.__name__}.{id(signal)}"
                signal.connect(receiver, sender=relation.related_model, weak=False, dispatch_uid=uid)
    events.worker_runs.connect(worker_runs, dispatch_uid="dumas_search.worker")
    events.worker_runs.connect(notices_run, dispatch_uid="dumas_search.notices")
    post_delete.connect(page_deleted, sender=BasePage, dispatch_uid="dumas_search.deleted")
    for part in (Attachment, Scan, ClearedWording):
        for signal in (post_save, post_delete):
            signal.connect(part_changed, sender=part, dispatch_uid=f"dumas_search.{part.__name__}.{id(signal)}")


def worker_runs(sender: Any, **kwargs: Any) -> None:
    outbox.drain()


def notices_run(sender: Any, **kwargs: Any) -> None:
    now = timezone.now()
    notices.look_for_new(now=now)
    notices.send_notices(now=now)


def page_told(sender: Any, page_id: int, **kwargs: Any) -> None:
    outbox.queue(page_id)


def page_saved(sender: Any, instance: BasePage, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        outbox.queue(instance.pk)


def page_deleted(sender: Any, instance: BasePage, **kwargs: Any) -> None:
    outbox.forget(instance.pk)
    SavedMatch.objects.filter(page_id=instance.pk).delete()


def row_changed(sender: Any, instance: Any, column: str, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        outbox.queue(getattr(instance, column))


def part_changed(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        outbox.queue(instance.page_id)
