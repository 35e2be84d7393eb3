"""Put a new document or folder into the archive: number, first version, the writer's own right to go on writing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs import events
from dumas_docs.access import audit, grants
from dumas_docs.access.roles import CHANGE, READ
from dumas_docs.access.scope import bookkeeping
from dumas_docs.access.selectors import may
from dumas_docs.models import BasePage, Cause, FieldGroup, Folder, IncomingLetter

from .add_document import may_add
from .direct_grants import open_as_its_case
from .insert_documents import NotAllowedHere
from .note_identities import note_hidden_persons
from .open_to_addressee import open_letter_to_addressee

# A letter is registered and a folder made in one step; other types begin as drafts.
FILED_AT_ONCE = (IncomingLetter, Folder)


@transaction.atomic
def file_document(*, page: BasePage, parent: BasePage, by: Any, now: datetime) -> BasePage:
    """Save the new `page` below `parent` with its number and first version, and return it.

    A writer whose roles do not let him change a draft of his own is given the editor's role on it, cause "creator"; so
    is who registers an open letter he may read, to correct the entry. Nobody is on a sealed letter, which is given to
    its addressee alone (S4 B.1); who registered it, registrars and archivists know its outside. What is put into a top
    secret case opens to those whom the case is open to by name; a letter filed there is out of its writer's sight
    unless he is one of them.

    Raises MayNotAdd, CaseEnded, NotAllowedHere; for a numbered document outside of every unit NoUnit, and NoAddressee
    for a sealed letter nobody could open; then no number is taken."""
    may_add(by, parent, of=type(page))
    if not type(page).can_exist_under(parent):
        raise NotAllowedHere(f"{type(page).__name__} < {type(parent.specific).__name__}")
    page.owner = by
    page.live = False
    if hasattr(page, "drafter_id"):
        page.drafter = by
    at_once = isinstance(page, FILED_AT_ONCE)
    # The writer may not reach what he writes: a draft without the right to drafts, or a sealed letter.
    with bookkeeping():
        parent.add_child(instance=page)
        revision = page.save_revision(user=by, log_action=True, clean=at_once)
        if at_once:
            revision.publish(user=by, skip_permission_checks=True)
            page.refresh_from_db()
    if isinstance(page, IncomingLetter):
        open_letter_to_addressee(letter=page, by=by, now=now)
    open_as_its_case(page, by=by, now=now)
    if _writes_on(page, by=by):
        grants.give(page=page, role="editor", to=by, cause=Cause.PEMBUAT, by=by, now=now)
    audit.record(verb="naskah.dibuat", by=by, page=page, group=FieldGroup.ISI, at=now)
    note_hidden_persons(page=page, by=by, now=now)
    events.content_changed.send(sender=type(page), page_id=page.pk)
    return page


def _writes_on(page: BasePage, *, by: Any) -> bool:
    if may(by, CHANGE, page):
        return False
    if isinstance(page, IncomingLetter):
        return not page.is_sealed and may(by, READ, page)
    return not isinstance(page, FILED_AT_ONCE)
