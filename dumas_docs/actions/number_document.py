"""Number a signed document, and send it out (domain.md §8: number, date and stamp after signing, by TU)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dumas_docs.access import audit
from dumas_docs.access.scope import bookkeeping
from dumas_docs.conf import setting
from dumas_docs.enums import Level, OutgoingState
from dumas_docs.models import BasePage, FieldGroup, OutgoingLetter, Register
from workflows.chains import Verb
from workflows.engine.acting import may_act
from workflows.engine.decide import MayNotAct, StepIsOver, approve_step
from workflows.models import StepState

PREFIXES = {Level.BIASA: "B", Level.TERBATAS: "T", Level.RAHASIA: "R", Level.SANGAT_RAHASIA: "SR"}


class NotSigned(ValueError):
    """A number is given to what was signed."""


class NotNumbered(ValueError):
    """What has no number is not sent out."""


@transaction.atomic
def number_document(*, step: StepState, by: Any, now: datetime) -> str:
    """Give the document its number; asked for again it answers with the one it has.

    One counter per kind, unit and year; secret documents have a register of their own. Raises StepIsOver, MayNotAct,
    NotSigned."""
    with bookkeeping():
        page = BasePage.objects.select_for_update(of=["self"]).get(pk=step.subject_id).specific
    _may(step, by)
    if page.number:
        return page.number
    if page.signed_at is None:
        raise NotSigned
    kind = page.type if isinstance(page, OutgoingLetter) else "SURAT_PERINTAH"
    patterns = setting("NUMBER_PATTERNS")
    pattern = patterns.get(kind, patterns["SURAT_DINAS"])
    code = getattr(page, "classification_code", "")
    if "{klasifikasi}" in pattern and not code:
        code = setting("DEFAULT_CLASSIFICATION")
    day = timezone.localtime(now).date()
    parts = {"prefix": PREFIXES[Level(page.level)], "klasifikasi": code, "MM": f"{day.month:02}", "YYYY": str(day.year)}
    for name, value in parts.items():
        pattern = pattern.replace("{" + name + "}", value)
    register = f"keluar-{kind.lower()}"[:16] + ("-r" if page.level >= Level.RAHASIA else "")
    entry = Register.objects.allocate(code=register, unit=page.unit, year=day.year, pattern=pattern)
    entry.document_id = page.pk
    entry.save(update_fields=["document"])
    values: dict[str, Any] = {"number": entry.text, "state": OutgoingState.BERNOMOR}
    if isinstance(page, OutgoingLetter):
        values |= {"number_parts": {**parts, "seq": entry.number}, "date": page.date or day}
    else:
        values["issued_on"] = page.issued_on or day
    with bookkeeping():
        type(page).objects.filter(pk=page.pk).update(**values)
    audit.record(
        verb="nomor.diberikan", by=by, page=page, group=FieldGroup.METADATA, at=now, data={"number": entry.text}
    )
    return entry.text


@transaction.atomic
def dispatch_document(*, step: StepState, by: Any, now: datetime, expedition_ref: str = "") -> None:
    """Note that the numbered document went out; its chain goes on. Raises StepIsOver, MayNotAct, NotNumbered."""
    with bookkeeping():
        page = BasePage.objects.select_for_update(of=["self"]).get(pk=step.subject_id).specific
    _may(step, by)
    if not page.number:
        raise NotNumbered
    with bookkeeping():
        values: dict[str, Any] = {"state": OutgoingState.DIKIRIM}
        if isinstance(page, OutgoingLetter):
            values |= {"dispatched_at": now, "expedition_ref": expedition_ref[:100]}
        type(page).objects.filter(pk=page.pk).update(**values)
    audit.record(verb="naskah.dikirim", by=by, page=page, group=FieldGroup.METADATA, at=now,
                 data={"expedition": expedition_ref[:100]})  # fmt: skip
    approve_step(step=step, by=by, now=now, comment=expedition_ref)


def _may(step: StepState, by: Any) -> None:
    step.refresh_from_db()
    if step.office_task.verb != Verb.NUMBER or step.status != StepState.STATUS_IN_PROGRESS:
        raise StepIsOver
    if not may_act(step, by):
        raise MayNotAct
