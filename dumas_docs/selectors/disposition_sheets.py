"""One disposition as the lembar disposisi it is printed on (domain.md §13; F15)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django.utils import translation
from django.utils.timezone import get_default_timezone, localtime

from dumas_docs.enums import DispositionInstruction, Level, Urgency
from dumas_docs.exports.dates import day_text
from dumas_docs.exports.disposition import Choice, DispositionSheet, disposition_docx
from dumas_docs.models import BasePage, Complaint, Disposition, IncomingLetter
from workflows.models import Position, RankGroup

from .parties import masked_complainants
from .sheet_frames import URGENCY, Taking, frame_of, letterhead_of_position

STRUCTURAL = (RankGroup.ESELON_I, RankGroup.ESELON_II, RankGroup.ESELON_III, RankGroup.ESELON_IV)
CODE = re.compile(r"disposisi-([1-9][0-9]{0,14})")


def disposition_named(page: BasePage, code: str) -> Disposition | None:
    """The sheet of `page` that `code` names ("disposisi-12"), for who may read the page, as in its tree."""
    match = CODE.fullmatch(code)
    if match is None or not isinstance(page, (Complaint, IncomingLetter)):
        return None
    found = Disposition.objects.filter(page=page.pk, pk=int(match[1]))
    return found.select_related("from_position__unit", "given_by", "parent__disposition").first()


def disposition_sheet_docx(sheet: Disposition, page: Complaint | IncomingLetter, taking: Taking) -> bytes:
    """The sheet as a docx file. It is the office's own record: neither a draft nor signed with the document."""
    taking = replace(taking, signature=None)
    position = sheet.from_position
    frame = frame_of(page, taking, is_signed=True, letterhead=letterhead_of_position(position))
    given = {row.position_id for row in sheet.recipients.all()}
    # Official words in Indonesian, whatever language the screen speaks.
    with translation.override("id"):
        instructions = tuple(Choice(str(each.label), each in sheet.instructions) for each in DispositionInstruction)
    return disposition_docx(DispositionSheet(
        frame=replace(frame, is_draft=False), **_came_in(page, taking), urgency=_urgency(sheet, page),
        subject=taking.hide(page.subject),
        forwarded_to=tuple(Choice(each.title, each.pk in given) for each in _choices(position, given)),
        instructions=instructions, note="\n".join(_notes(sheet, taking)), position=sheet.given_as,
        given_by=sheet.given_by.get_full_name() or sheet.given_by.get_username(), initialled_by=sheet.paraf,
        day=localtime(sheet.given_at, get_default_timezone()).date(),
    ))  # fmt: skip


def _came_in(page: Complaint | IncomingLetter, taking: Taking) -> dict[str, Any]:
    received = localtime(page.received_at, get_default_timezone()).date()
    if isinstance(page, IncomingLetter):
        return {
            "sender": taking.hide(page.sender), "sender_no": taking.hide(page.sender_no),
            "sender_day": page.sender_date, "received": received, "agenda_no": page.title,
        }  # fmt: skip
    people = ", ".join(party.name for party in masked_complainants(page) if party.name)
    return {
        "sender": f"Pengadu: {people}" if people else "Pengadu", "sender_no": page.external_id,
        "sender_day": page.letter_date, "received": received, "agenda_no": page.agenda_no,
    }  # fmt: skip


def _urgency(sheet: Disposition, page: BasePage) -> tuple[str, ...]:
    words = (URGENCY.get(Urgency(sheet.urgency), ""), "Rahasia" if page.level >= Level.RAHASIA else "")
    return tuple(word for word in words if word)


def _choices(giver: Position, given: set[int]) -> list[Position]:
    """Who stands on the form: the recipients, and the giver's other subordinates at his side or right below."""
    beside = Position.objects.filter(unit=giver.unit_id) | Position.objects.filter(unit__parent=giver.unit_id)
    order = {rank: at for at, rank in enumerate(RankGroup.values)}
    found = [each for each in beside.exclude(pk=giver.pk) if order[each.rank_group] > order[giver.rank_group]]
    # Who holds a function is offered where nobody leads below.
    found = [each for each in found if each.rank_group in STRUCTURAL] or found
    heads: dict[int, int] = {}
    for each in found:
        heads[each.unit_id] = min(heads.get(each.unit_id, len(order)), order[each.rank_group])
    near = [each for each in found if each.unit_id == giver.unit_id or order[each.rank_group] == heads[each.unit_id]]
    near += Position.objects.filter(pk__in=given - {each.pk for each in near})
    return sorted(near, key=lambda each: (order[each.rank_group], each.code))


def _notes(sheet: Disposition, taking: Taking) -> list[str]:
    """What was written, and what the form has no box for."""
    told = [taking.hide(line) for line in sheet.note.splitlines() if line.strip()]
    if sheet.due_on:
        told.append(f"Diselesaikan paling lambat {day_text(sheet.due_on)}.")
    if sheet.parent is not None:
        told.append(f"Meneruskan disposisi {sheet.parent.disposition.given_as}.")
    return [*told, "Diberikan secara lisan."] if sheet.is_verbal else told
