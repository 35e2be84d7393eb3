"""The addressee lifts the seal of a letter he opened, and says how secret it is from then on (access.md; S4 B.1)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs import events
from dumas_docs.access import audit, grants, pointers
from dumas_docs.access.roles import CHANGE, READ
from dumas_docs.access.scope import bookkeeping, forget_resolution, office_day
from dumas_docs.access.selectors import may, verbs_on
from dumas_docs.enums import LetterSeal, Level
from dumas_docs.models import BasePage, Cause, FieldGroup, IncomingLetter
from dumas_docs.selectors.envelopes import may_unseal

from .note_identities import note_hidden_persons
from .set_level import BelowItsCase, LoweringNeedsReason, case_of, change_level


class MayNotUnseal(PermissionError):
    """Only the addressee lifts a seal, after the envelope was opened; a substitute does not."""


@transaction.atomic
def unseal_letter(*, letter: IncomingLetter, level: int, by: Any, now: datetime, reason: str = "") -> None:
    """Make `letter` an open one at `level`; from then on its roles, its case and its level say who reads it.

    Who registered the envelope corrects the entry where the new level lets him read it: the subject and the scan are
    still missing. Raises MayNotUnseal, LoweringNeedsReason, BelowItsCase."""
    level, reason = Level(level), reason.strip()
    pointers.hold_places()
    with bookkeeping():
        page = IncomingLetter.objects.select_for_update(of=("self",), no_key=True).get(pk=letter.pk)
    if not may_unseal(page, user=by, verbs=verbs_on(by, page), on=office_day(now)):
        raise MayNotUnseal
    if level < page.level and not reason:
        raise LoweringNeedsReason
    with bookkeeping():
        case = case_of(page)
        if case.pk != page.pk and level < case.level:
            raise BelowItsCase
        page.seal = LetterSeal.TERBUKA
        revision = page.save_revision(user=by, log_action=True, clean=False)
        page.live_revision = revision
        page.save(clean=False)
    if level != page.level:
        change_level(BasePage.objects.get(pk=page.pk), level, by=by, now=now, reason=reason)
    audit.record(verb="amplop.dilepas", by=by, page=page, group=FieldGroup.METADATA, reason=reason, at=now,
                 data={"level": level.code})  # fmt: skip
    note_hidden_persons(page=page, by=by, now=now)
    forget_resolution()
    with bookkeeping():
        opened = IncomingLetter.objects.get(pk=page.pk)
    writer = opened.owner
    if writer is not None and may(writer, READ, opened) and not may(writer, CHANGE, opened):
        grants.give(page=opened, role="editor", to=writer, cause=Cause.PEMBUAT, by=by, now=now)
    letter.seal, letter.level = opened.seal, opened.level
    events.content_changed.send(sender=IncomingLetter, page_id=page.pk)
