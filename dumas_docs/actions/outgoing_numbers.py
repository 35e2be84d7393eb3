"""Numbers of what goes out: one counter per kind, unit and year; secret papers have a register of their own (§8).

A memorandum that the archive writes out of an order or a plan (S0 B.2.a.1, B.2.a.3) is no document of its own: its
number stands in the register of memoranda beside that order or plan."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from dumas_docs.access import audit
from dumas_docs.conf import setting
from dumas_docs.enums import Level, OutgoingType
from dumas_docs.models import BasePage, FieldGroup, Register, RegisterEntry
from dumas_docs.models.registers import memo_number_of, outgoing_register
from workflows.models import Unit

from .void_number import void_with

PREFIXES = {Level.BIASA: "B", Level.TERBATAS: "T", Level.RAHASIA: "R", Level.SANGAT_RAHASIA: "SR"}


def take_number(
    *, page: BasePage, kind: str, unit: Unit | None, by: Any, now: datetime, classification: str = ""
) -> tuple[RegisterEntry, dict[str, str]]:
    """Allocate the next number of a kind for `page`; returns its entry and the parts of its text. Raises NoUnit."""
    patterns = setting("NUMBER_PATTERNS")
    pattern = patterns.get(kind, patterns["SURAT_DINAS"])
    if "{klasifikasi}" in pattern and not classification:
        classification = setting("DEFAULT_CLASSIFICATION")
    day = timezone.localtime(now).date()
    parts = {
        "prefix": PREFIXES[Level(page.level)], "klasifikasi": classification, "MM": f"{day.month:02}",
        "YYYY": str(day.year),
    }  # fmt: skip
    for name, value in parts.items():
        pattern = pattern.replace("{" + name + "}", value)
    register = outgoing_register(kind, level=page.level)
    entry = Register.objects.allocate(code=register, unit=unit, year=day.year, pattern=pattern)
    entry.document_id = page.pk
    entry.save(update_fields=["document"])
    audit.record(
        verb="nomor.diberikan", by=by, page=page, group=FieldGroup.METADATA, at=now, data={"number": entry.text}
    )
    return entry, parts


def number_memo(*, page: BasePage, unit: Unit | None, by: Any, now: datetime) -> None:
    """Give the memorandum that is written out of `page` its number; decided anew, the one before is void."""
    void_memo(page=page, by=by, now=now, reason=gettext("Decided anew."))
    take_number(page=page, kind=OutgoingType.MEMORANDUM, unit=unit, by=by, now=now)


def void_memo(*, page: BasePage, by: Any, now: datetime, reason: str) -> None:
    """Make the standing number of that memorandum void, where there is one; it is never given again."""
    if number := memo_number_of(page):
        void_with(page=page, numbers=[number], by=by, now=now, reason=reason)
