"""Number a signed document, and send it out (domain.md §8: number, date and stamp after signing, by TU)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dumas_docs.access import audit
from dumas_docs.access.scope import bookkeeping
from dumas_docs.models import BasePage, FieldGroup, OutgoingLetter
from dumas_docs.models.registers import ORDER
from workflows.chains import Verb
from workflows.engine.decide import StepIsOver, approve_step, hold_step
from workflows.lifecycles.table import ChainEvent
from workflows.models import StepState

from .chain_moves import move_on, must_move_on
from .outgoing_numbers import take_number

LONGEST_ENTRY = OutgoingLetter._meta.get_field("expedition_ref").max_length or 0


class NotSigned(ValueError):
    """A number is given to what was signed."""


class ExpeditionMissing(ValueError):
    """A letter goes out with its entry in the expedition book (domain.md §14, R11)."""


class ExpeditionTooLong(ValueError):
    """The entry does not fit; nothing of what somebody wrote is cut off."""


class NotNumbered(ValueError):
    """What has no number is not sent out."""


@transaction.atomic
def number_document(*, step: StepState, by: Any, now: datetime) -> str:
    """Give the document its number; asked for again it answers with the one it has.

    One counter per kind, unit and year; secret documents have a register of their own. Raises StepIsOver, MayNotAct,
    NotSigned, StepRefused."""
    held = hold_step(step, by)
    page = _page_of(held)
    if page.signed_at is None:
        raise NotSigned
    number = page.number or _allocate(page, by=by, now=now)
    move_on(page, ChainEvent.NUMBERED, by=by, acted_as=held.acted_as, now=now)
    return number


def _allocate(page: Any, *, by: Any, now: datetime) -> str:
    kind = page.type if isinstance(page, OutgoingLetter) else ORDER
    entry, parts = take_number(
        page=page, kind=kind, unit=page.unit, by=by, now=now, classification=getattr(page, "classification_code", "")
    )
    day = timezone.localtime(now).date()
    values: dict[str, Any] = {"number": entry.text}
    if isinstance(page, OutgoingLetter):
        values |= {"number_parts": {**parts, "seq": entry.number}, "date": day}
    else:
        values["issued_on"] = day
    with bookkeeping():
        type(page).objects.filter(pk=page.pk).update(**values)
    return entry.text


@transaction.atomic
def dispatch_document(*, step: StepState, by: Any, now: datetime, expedition_ref: str = "") -> None:
    """Note that the numbered document went out; its chain goes on. A letter names its entry in the expedition book.

    Raises StepIsOver, MayNotAct, NotNumbered, ExpeditionMissing, ExpeditionTooLong, DraftChanged, StepRefused."""
    held = hold_step(step, by)
    page = _page_of(held)
    if not page.number:
        raise NotNumbered
    reference = expedition_ref.strip()
    if len(reference) > LONGEST_ENTRY:
        raise ExpeditionTooLong
    if isinstance(page, OutgoingLetter):
        if not reference:
            raise ExpeditionMissing
        with bookkeeping():
            OutgoingLetter.objects.filter(pk=page.pk).update(dispatched_at=now, expedition_ref=reference)
    audit.record(verb="naskah.dikirim", by=by, page=page, group=FieldGroup.METADATA, at=now,
                 data={"expedition": reference})  # fmt: skip
    must_move_on(
        page, ChainEvent.SENT, by=by, acted_as=held.acted_as, now=now, given={"reference": reference}
    )  # fmt: skip
    approve_step(step=held, by=by, now=now, comment=reference)


def _page_of(step: StepState) -> Any:
    if step.office_task.verb != Verb.NUMBER:
        raise StepIsOver
    with bookkeeping():
        return BasePage.objects.select_for_update(of=["self"]).get(pk=step.subject_id).specific
