"""Void a number of a register; it is never given again (domain.md §8, "Sequences")."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from dumas_docs.access import audit
from dumas_docs.access.roles import APPROVE, CHANGE, READ
from dumas_docs.access.scope import bookkeeping
from dumas_docs.access.selectors import verbs_on
from dumas_docs.enums import ComplaintState
from dumas_docs.models import BasePage, FieldGroup, RegisterEntry

# A complaint that was registered by mistake, such as twice, and that nobody works on yet.
JUST_REGISTERED = (ComplaintState.DITERIMA, ComplaintState.TERCATAT)


class MayNotVoid(PermissionError):
    """The person may not edit the draft, or does not answer for the registered document."""


class NumberAlreadyVoid(ValueError):
    """The number is void already, with its own reason."""


class VoidNeedsReason(ValueError):
    """A gap in a register is explained to whoever audits it."""


def may_void(page: BasePage, *, verbs: frozenset[str]) -> bool:
    """Whether somebody with `verbs` on `page` may void its number.

    The number of a draft that never was final goes with whoever edits it. A registered document is evidence: its number
    is voided by who edits and approves there, which are the head and the supervisor of the unit; that of a paper that
    was signed, accepted or sent by the step of its life cycle alone. A case that was passed on, and a monitoring, keep
    their number whatever becomes of them: everything in them stands under it (domain.md §4, §6)."""
    if getattr(page, "final_by_chain", False) and page.text_stands:  # type: ignore[attr-defined]
        # A signature stands under it: the step that gives the document up voids the number with it.
        return False
    was_final = page.live or page.first_published_at is not None
    if was_final and page.specific_class.is_record_scope and page.specific.state not in JUST_REGISTERED:
        return False
    return verbs >= ({READ, CHANGE, APPROVE} if was_final else {READ, CHANGE})


@transaction.atomic
def void_number(*, entry: RegisterEntry, by: Any, now: datetime, reason: str) -> None:
    """Mark a number as void, with who, when and why; its document stays. `by` is None for the system.

    Raises MayNotVoid, NumberAlreadyVoid, VoidNeedsReason."""
    reason = reason.strip()
    entry_now = RegisterEntry.objects.select_for_update().get(pk=entry.pk)
    with bookkeeping():
        page = BasePage.objects.filter(pk=entry_now.document_id).first()
    if by is not None and (page is None or not may_void(page, verbs=verbs_on(by, page))):
        raise MayNotVoid
    if not reason:
        raise VoidNeedsReason
    if entry_now.is_void:
        raise NumberAlreadyVoid(entry_now.text)
    _mark(entry_now, page=page, by=by, now=now, reason=reason)


def void_with(*, page: BasePage, numbers: Collection[str], by: Any, now: datetime, reason: str) -> None:
    """Mark standing numbers of `page` as void with the step that gives them up; who may take it is asked no more."""
    for entry in RegisterEntry.objects.filter(document_id=page.pk, text__in=numbers, void_at=None).order_by("pk"):
        _mark(entry, page=page, by=by, now=now, reason=reason)


def _mark(entry: RegisterEntry, *, page: BasePage | None, by: Any, now: datetime, reason: str) -> None:
    entry.void_at, entry.void_by, entry.void_reason = now, by, reason[:300]
    entry.save(update_fields=["void_at", "void_by", "void_reason"])
    audit.record(
        verb="nomor.batal", by=by, page=page, group=FieldGroup.METADATA, reason=reason, at=now,
        data={"number": entry.text},
    )  # fmt: skip
