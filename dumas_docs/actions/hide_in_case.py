"""Hide persons in what is stored already: the case came to know them later, or a document was put into the case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from dumas_docs import events
from dumas_docs.access import audit
from dumas_docs.access.scope import bookkeeping
from dumas_docs.intake.known_persons import KnownPersons
from dumas_docs.models import Attachment, BasePage, Complaint, FieldGroup, IncomingLetter, MonitoringActivity, Scan
from dumas_docs.models.documents import DocumentPage
from dumas_docs.models.intake import RECEIPT_NOTE

from .hide_beside import hide_beside
from .hide_identities import persons_of
from .hide_in_document import case_id_around, persons_of_its_cases
from .note_versions import digest_of
from .withhold import stands, withhold


@transaction.atomic
def hide_in_case(*, case: Complaint, by: Any, now: datetime) -> int:
    """Hide the persons `case` knows by now in the case, its documents, the words written beside them and the texts of
    their files, and in the monitorings that name it.

    Each document that named them gets a new version; where a draft stands beside the final text, both. A text that was
    signed, accepted or sent gets none: it is shown without them. Returns how many documents changed. Older versions
    stay as they were stored and are shown without these persons."""
    with bookkeeping():
        documents = list(BasePage.objects.descendant_of(case, inclusive=True).order_by("path").specific())
        for activity in MonitoringActivity.objects.filter(monitored_cases__complaint=case.pk).distinct():
            documents += BasePage.objects.descendant_of(activity, inclusive=True).order_by("path").specific()
        reason = _("The identities of the case have changed.")
        return _hide_in_all(documents, persons_of([case.pk]), by=by, now=now, reason=reason)


@transaction.atomic
def hide_in_moved(*, page: BasePage, by: Any, now: datetime) -> int:
    """The same for a document that was put into a case; files of a letter from outside name persons from then on."""
    with bookkeeping():
        document = BasePage.objects.get(pk=page.pk).specific
        case_id = case_id_around(document)
        if case_id is None or isinstance(document, Complaint):
            return 0
        if isinstance(document, IncomingLetter):
            for model in (Attachment, Scan):
                _unmarked(model, document).update(names_person=True)
            events.content_changed.send(sender=type(document), page_id=document.pk)
        reason = _("The document was put into the file of a case.")
        return _hide_in_all([document], persons_of([case_id]), by=by, now=now, reason=reason)


def clean_returned(*, document: Any, by: Any, now: datetime) -> None:
    """Store what went back to its drafter without the persons its cases know by now: it is a draft again, and what is
    signed next is what its readers see. The version that was signed stays as it was."""
    with bookkeeping():
        version = BasePage.with_content_json(document, document.latest_revision.content)
        if not version.hide_identities(persons_of_its_cases(version)):
            return
        revision = version.save_revision(user=by, log_action=True, clean=False)
    reason = _("The identities of the case have changed.")
    audit.record_many(
        verb="naskah.disamarkan", by=by, events=[_event(document, reason=reason, revision=revision)], at=now
    )


def _unmarked(model: type[Attachment] | type[Scan], document: BasePage) -> QuerySet:
    return model.objects.filter(page_id=document.pk, names_person=False).exclude(note=RECEIPT_NOTE)


def _hide_in_all(documents: Sequence[Any], persons: KnownPersons, *, by: Any, now: datetime, reason: str) -> int:
    # A text that stands keeps its version, and the words that were signed; only what is shown of it changes.
    withheld = {document.pk for document in documents if stands(document) and withhold(document)}
    if not persons and not withheld:
        return 0
    stored = [(document, [] if stands(document) else _store_anew(document, persons, by=by)) for document in documents]
    beside = hide_beside(documents, persons)
    found = []
    for document, versions in stored:
        words = beside.get(document.pk, [])
        for at, revision in enumerate(versions or [None] * bool(words or document.pk in withheld)):
            found.append(_event(document, reason=reason, revision=revision, beside=words if at == 0 else ()))
    # The trail is locked from its first entry on, so every page row comes before.
    audit.record_many(verb="naskah.disamarkan", by=by, events=found, at=now)
    changed = {event.page.pk: event.page for event in found if event.page}
    for page_id, document in changed.items():
        events.content_changed.send(sender=type(document), page_id=page_id)
    return len(changed)


def _event(
    document: BasePage, *, reason: str, revision: Revision | None = None, beside: Sequence[str] = ()
) -> audit.Event:
    data: dict[str, Any] = {"revision": revision.pk, "sha256": digest_of(revision)} if revision else {}
    data |= {"beside": sorted(set(beside))} if beside else {}
    return audit.Event(page=document, group=FieldGroup.ISI, reason=reason, data=data)


def _store_anew(document: DocumentPage, persons: KnownPersons, *, by: Any) -> list[Revision]:
    """New versions of the final text and of a draft beside it; none when they name nobody."""
    latest, has_draft = document.latest_revision, document.latest_revision_id != document.live_revision_id
    # As stored: what is shown of a version is without these persons already.
    draft = BasePage.with_content_json(document, latest.content) if latest and has_draft else document
    final_named = document.hide_identities(persons)
    draft_named = draft is not document and draft.hide_identities(persons)
    if not final_named and not draft_named:
        return []
    if not document.live:
        revision = draft.save_revision(user=by, log_action=True, clean=False)
        draft.save(clean=False)
        return [revision]
    found = []
    if final_named:
        found.append(document.save_revision(user=by, log_action=True, changed=False, clean=False))
        document.live_revision = found[0]
        document.save(clean=False)
        log(instance=document, action="wagtail.publish", user=by, revision=found[0], content_changed=False)
    if draft is not document:
        found.append(draft.save_revision(user=by, log_action=True, clean=False))
    return found
