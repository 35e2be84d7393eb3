"""Add one document with its first version; the intake's way to create a case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from modelsearch.backends import get_search_backends
from wagtail.log_actions import get_active_log_context
from wagtail.models import PageLogEntry, Revision

from dumas_docs import events
from dumas_docs.access import audit
from dumas_docs.access.scope import bookkeeping, forget_resolution
from dumas_docs.access.selectors import may_begin
from dumas_docs.models import BasePage, FieldGroup
from dumas_docs.models.closed_case import ended_in_words, takes_new
from dumas_docs.models.documents import DocumentPage

from .direct_grants import open_as_its_case
from .insert_documents import insert_documents
from .note_identities import note_hidden_persons


class MayNotAdd(PermissionError):
    """The person may not add documents here."""


class CaseEnded(ValueError):
    """The work on the case is over; nothing new is begun in it. Its words say what is possible instead."""


def may_add(by: Any, parent: BasePage, *, of: type[BasePage]) -> None:
    """Raise MayNotAdd unless `by` (None: the system) may begin such a document below `parent`; CaseEnded for a paper of
    the office below a case that has ended."""
    if by is None:
        return
    if not may_begin(by, of, parent):
        raise MayNotAdd
    if not takes_new(parent, of):
        raise CaseEnded(ended_in_words(parent.specific))


@transaction.atomic
def add_document(
    *, parent: BasePage, document: DocumentPage, by: Any, now: datetime, live: bool = True
) -> DocumentPage:
    """Insert `document` with its child rows below `parent`, with number, first version and audit entry.

    `live` makes it final at once; otherwise it is a draft. `by` is None for the system.
    Raises MayNotAdd, CaseEnded, NotAllowedHere, ValidationError."""
    may_add(by, parent, of=type(document))
    insert_documents(parent=parent, documents=[document], by=by, now=now, live=live)
    with bookkeeping():
        _commit_children(document)
        revision = Revision.objects.create(
            content_object=document,
            base_content_type=document.get_base_content_type(),
            user=by,
            content=document.serializable_data(),
            object_str=document.title,
        )
        document.latest_revision = revision
        document.live_revision = revision if live else None
        BasePage.objects.filter(pk=document.pk).update(
            latest_revision=revision,
            live_revision=document.live_revision,
            latest_revision_created_at=revision.created_at,
        )
        _log(document, revision=revision, by=by, now=now)
    open_as_its_case(document, by=by, now=now)
    audit.record(verb="naskah.dibuat", by=by, page=document, group=FieldGroup.ISI, at=now)
    note_hidden_persons(page=document, by=by, now=now)
    forget_resolution()
    events.content_changed.send(sender=type(document), page_id=document.pk)
    transaction.on_commit(lambda: _index(document))
    return document


def _commit_children(document: DocumentPage) -> None:
    held = document.__dict__.setdefault("_cluster_related_objects", {})
    for relation in get_all_child_relations(type(document)):
        name = relation.get_accessor_name()
        if name in held:
            getattr(document, name).commit()
        else:
            # A new document has no rows of this kind; its first version need not ask for them.
            held[name] = []
    for field in get_all_child_m2m_relations(type(document)):
        if field.name in held:
            getattr(document, field.name).commit()


def _log(document: DocumentPage, *, revision: Revision, by: Any, now: datetime) -> None:
    """Wagtail's own entry, without the look-ups by which `save` proves that rows just written are there."""
    context = get_active_log_context()
    entry = PageLogEntry(
        page=document, content_type_id=document.content_type_id, label=document.get_admin_display_title(),
        action="wagtail.create", user=by or context.user, uuid=context.uuid, revision=revision, content_changed=True,
        timestamp=now, data={},
    )  # fmt: skip
    PageLogEntry.objects.bulk_create([entry])


def _index(document: DocumentPage) -> None:
    with bookkeeping():
        for backend in get_search_backends(with_auto_update=True):
            backend.add(document)
