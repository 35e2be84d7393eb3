"""Put changes of content on the chained record: which version was saved, made final or taken back, with its digest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Revision

from dumas_docs.access import audit
from dumas_docs.access.scope import bookkeeping
from dumas_docs.models import BasePage, FieldGroup


@dataclass(frozen=True)
class VersionState:
    """What a change on the editing side can move."""

    latest: int | None
    final: int | None
    live: bool
    locked: bool


def version_state(page_id: int) -> VersionState | None:
    """How the page stands now in the database; None when there is no such page."""
    with bookkeeping():
        row = (
            BasePage.objects.filter(pk=page_id)
            .values_list("latest_revision_id", "live_revision_id", "live", "locked")
            .first()
        )
    return VersionState(*row) if row else None


def note_versions(*, page_id: int, before: VersionState, by: Any, now: datetime) -> None:
    """Record naskah.diubah, naskah.terbit, naskah.batal_terbit and the locking of a page that stood as `before`."""
    after = version_state(page_id)
    if after is None or after == before:
        return
    with bookkeeping():
        page = BasePage.objects.get(pk=page_id)
    if after.latest != before.latest:
        _record("naskah.diubah", page, by, now, after.latest)
    if after.live and (after.final != before.final or not before.live):
        _record("naskah.terbit", page, by, now, after.final)
    if before.live and not after.live:
        _record("naskah.batal_terbit", page, by, now, before.final)
    if after.locked != before.locked:
        _record("naskah.dikunci" if after.locked else "naskah.dibuka_kunci", page, by, now, None)


def digest_of(revision: Revision) -> str:
    """SHA-256 of what a version holds; identities are in it as ciphertext."""
    # A version that was just made holds dates; in the database they are text by the same encoder.
    text = json.dumps(
        revision.content, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _record(verb: str, page: BasePage, by: Any, now: datetime, revision_id: int | None) -> None:
    revision = Revision.objects.filter(pk=revision_id).first() if revision_id else None
    data = {"revision": revision.pk, "sha256": digest_of(revision)} if revision else {}
    audit.record(verb=verb, by=by, page=page, group=FieldGroup.ISI, at=now, data=data)
