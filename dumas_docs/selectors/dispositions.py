"""Dispositions as a tree, and those that stand with a person; a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models.functions import Lower, Trim

from dumas_docs.access.roles import SHARE
from dumas_docs.access.scope import office_day
from dumas_docs.access.selectors import held_by, visible_to
from dumas_docs.enums import IncomingLetterState
from dumas_docs.models import BasePage, Disposition, DispositionRecipient, IncomingLetter, InstitutionReply
from dumas_docs.models.dispositions import OPEN_STATES
from workflows.models import Appointment, Position

NOT_DISPOSED = (
    IncomingLetterState.DITERIMA, IncomingLetterState.TERSEGEL_DISERAHKAN, IncomingLetterState.DIBUKA,
    IncomingLetterState.DICATAT, IncomingLetterState.MENUNGGU_ARAHAN,
)  # fmt: skip


@dataclass
class Part:
    """A recipient's part with the sheets it was passed on by."""

    row: DispositionRecipient
    position: Position
    is_mine: bool
    # The position as its reporter held it that day, with plt. or plh.
    ended_as: str = ""
    passed_on: list[Sheet] = field(default_factory=list)


@dataclass
class Sheet:
    """A sheet with its parts. `is_mine`: it was given from a position the reader holds."""

    sheet: Disposition
    is_mine: bool
    instructions: list[str]
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class MyDisposition:
    """A part that stands with one of the person's positions."""

    row: DispositionRecipient
    page: BasePage
    from_title: str
    due_on: date | None
    is_late: bool
    is_urgent: bool


def disposition_tree(page: BasePage, *, user: Any, on: date) -> list[Sheet]:
    """The sheets on `page` as they were passed on, the first ones on top; nothing for who may not read it."""
    held = {appointment.position_id for appointment in held_by(user, on=on)}
    field_of = Disposition._meta.get_field("instructions")
    sheets = {
        sheet.pk: Sheet(sheet, sheet.from_position_id in held, field_of.labels(sheet.instructions))  # type: ignore[union-attr]
        for sheet in Disposition.objects.filter(page=page.pk).select_related("from_position", "given_by")
    }
    rows = list(DispositionRecipient.objects.filter(page=page.pk).select_related("position", "ended_by"))
    acted_as = ended_as(rows)
    parts = {row.pk: Part(row, row.position, row.position_id in held, acted_as.get(row.pk, "")) for row in rows}
    for part in parts.values():
        sheets[part.row.disposition_id].parts.append(part)
    top: list[Sheet] = []
    for sheet in sheets.values():
        (parts[sheet.sheet.parent_id].passed_on if sheet.sheet.parent_id else top).append(sheet)
    return top


def ended_as(rows: Iterable[DispositionRecipient]) -> dict[int, str]:
    """By its key, in which position each part was ended, with plt. or plh.; without those its giver took back.

    One query, and none where nothing has ended."""
    ended = [(row, office_day(row.ended_at)) for row in rows if row.ended_at is not None]
    if not ended:
        return {}
    held = Appointment.objects.filter(
        position__in={row.position_id for row, _day in ended}, person__in={row.ended_by_id for row, _day in ended}
    ).select_related("position")
    found: dict[int, str] = {}
    for row, day in ended:
        mine = [each for each in held if (each.position_id, each.person_id) == (row.position_id, row.ended_by_id)]
        on_day = [each for each in mine if each.starts_on <= day and (each.ends_on is None or day <= each.ends_on)]
        if on_day:
            found[row.pk] = min(on_day, key=lambda each: (each.kind, each.pk)).label
    return found


def my_dispositions(*, user: Any, on: date, limit: int = 20) -> list[MyDisposition]:
    """Open parts of the person's positions on documents he may read, the most pressing first."""
    held = [appointment.position_id for appointment in held_by(user, on=on)]
    rows = DispositionRecipient.objects.filter(position_id__in=held, state__in=OPEN_STATES)
    found = list(rows.select_related("disposition").order_by("disposition__due_on", "pk")[:limit])
    pages = BasePage.objects.select_related("unit").in_bulk({row.page_id for row in found}) if found else {}
    mine = [
        MyDisposition(
            row, pages[row.page_id], row.disposition.given_as, row.disposition.due_on,
            bool(row.disposition.due_on and row.disposition.due_on < on), row.disposition.urgency != "BIASA",
        )
        for row in found
        if row.page_id in pages
    ]  # fmt: skip
    return sorted(mine, key=lambda each: (each.due_on is None, each.due_on or on, each.row.pk))


def letters_to_dispose(*, user: Any, on: date, limit: int = 20) -> list[IncomingLetter]:
    """Letters written to one of the person's positions that nobody has disposed of, the longest waiting first.

    The reply of an institution is worked on in its case."""
    titles = {held.position.title.lower() for held in held_by(user, on=on)}
    if not titles:
        return []
    waiting = visible_to(user, SHARE, model=IncomingLetter).filter(state__in=NOT_DISPOSED)
    replies = InstitutionReply.objects.exclude(reply_letter=None).values("reply_letter")
    named = waiting.exclude(pk__in=replies).annotate(written_to=Lower(Trim("addressee"))).filter(written_to__in=titles)
    return list(named.select_related("unit").order_by("received_at")[:limit])
