"""Take a file off a draft. Evidence of a registered case stays for ever and is judged instead (domain.md §9)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs import events
from dumas_docs.access import audit
from dumas_docs.access.roles import CHANGE, READ
from dumas_docs.access.scope import bookkeeping
from dumas_docs.access.selectors import verbs_on
from dumas_docs.models import Attachment, BasePage, Complaint, FieldGroup, Scan


class MayNotRemoveFile(PermissionError):
    """Only who may edit the document removes files from it."""


class FileIsRecord(ValueError):
    """The file belongs to a registered case or a document that was once final; it is kept."""


def is_removable_from(page: BasePage) -> bool:
    """Whether files of `page` may still be removed: it is no case, and never was final."""
    return not issubclass(page.specific_class, Complaint) and not page.live and page.first_published_at is None


@transaction.atomic
def remove_file(*, held: Attachment | Scan, by: Any, now: datetime, reason: str = "") -> None:
    """Delete a file of a draft, with its smaller copies; the trail keeps its fingerprint.

    Raises MayNotRemoveFile, FileIsRecord."""
    with bookkeeping():
        page = BasePage.objects.get(pk=held.page_id)
    if not {READ, CHANGE} <= verbs_on(by, page):
        raise MayNotRemoveFile
    if not is_removable_from(page):
        raise FileIsRecord
    fingerprint = held.sha256
    with bookkeeping():
        held.delete()
    audit.record(
        verb="berkas.dihapus", by=by, page=page, group=FieldGroup.BERKAS, reason=reason, at=now,
        data={"sha256": fingerprint},
    )  # fmt: skip
    events.content_changed.send(sender=BasePage, page_id=page.pk)
