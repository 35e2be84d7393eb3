"""Open the words of a complaint's sender to readers without the right to identities (S1 B.7.4), or close them again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs import events
from dumas_docs.access import audit
from dumas_docs.access.roles import CHANGE, IDENTITY, READ
from dumas_docs.access.scope import bookkeeping
from dumas_docs.access.selectors import verbs_on
from dumas_docs.models import Complaint, FieldGroup
from dumas_docs.models.wordings import ClearedWording, keep_cleared, wording_of


class MayNotClear(PermissionError):
    """Only who works on the case and may see its identities says that its words name nobody."""


class WordingChanged(RuntimeError):
    """Somebody wrote other words meanwhile; they were not read by who clears."""


@transaction.atomic
def clear_wording(*, case: Complaint, wording: str, names_nobody: bool, by: Any, now: datetime) -> None:
    """Record whether the words of `case` name nobody, as `by` read them in the version with digest `wording`.

    Raises MayNotClear, WordingChanged."""
    if not {READ, IDENTITY, CHANGE} <= verbs_on(by, case):
        raise MayNotClear
    if wording != wording_of(case):
        raise WordingChanged
    with bookkeeping():
        if names_nobody:
            keep_cleared(case, by=by, now=now)
        else:
            ClearedWording.objects.filter(page_id=case.pk).delete()
    audit.record(
        verb="uraian.dibuka" if names_nobody else "uraian.ditutup", by=by, page=case, group=FieldGroup.ISI, at=now,
        data={"sha256": wording},
    )  # fmt: skip
    events.content_changed.send(sender=Complaint, page_id=case.pk)
