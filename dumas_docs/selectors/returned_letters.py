"""A draft as it would be with what came back from Word; nothing is stored here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import uuid4

from dumas_docs.exports.blocks import Block, Blocks, Grid, Line
from dumas_docs.exports.letter import NO_ATTACHMENT, Addressee
from dumas_docs.exports.rich import html_of_lines
from dumas_docs.imports.round_trip import ReturnedLetter
from dumas_docs.models import OutgoingLetter, Recipient, RecipientKind

from .letter_sheets import blocks_of, copy_text


def with_returned(draft: OutgoingLetter, returned: ReturnedLetter, *, ranks: Sequence[str] = ()) -> OutgoingLetter:
    """Put text, subject, attachments, addressees and copies of `returned` into `draft`, in memory.

    Parts of the text that did not change keep their blocks. Letterhead, number, date and signature are not taken.
    `ranks` are those of the addressees the draft did not have, in their order (`new_addressees`); else they have none.
    """
    if returned.subject is not None:
        draft.subject = returned.subject
    if returned.attachments is not None:
        draft.attachments_note = "" if returned.attachments == NO_ATTACHMENT else returned.attachments
    rows = list(draft.recipients.all())
    to = _recipients(rows, returned.to, RecipientKind.KEPADA)
    for row, rank in zip(_unranked(to), ranks, strict=False):
        row.rank = rank
    copies = _recipients(rows, returned.copies, RecipientKind.TEMBUSAN)
    if _changed(rows, [*to, *copies]):
        for place, row in enumerate([*to, *copies]):
            row.sort_order = place
        draft.recipients.set([*to, *copies])
    field = draft._meta.get_field("body")
    draft.body = field.stream_block.to_python(list(_merged(draft, returned.body)))
    return draft


def new_addressees(proposed: OutgoingLetter) -> list[str]:
    """Who was not addressed before, in their order: their rank is not in the file, and decides who signs."""
    return [row.name for row in _unranked(proposed.recipients.all())]


def _unranked(rows: Iterable[Recipient]) -> list[Recipient]:
    return [row for row in rows if row.kind == RecipientKind.KEPADA and not row.rank]


def _recipients(rows: Sequence[Recipient], lines: Sequence[str], kind: RecipientKind) -> list[Recipient]:
    """The rows whose words came back as they were, and new rows for new words."""
    known = {text: row for row in rows if row.kind == kind for text in _words(row)}
    of_name = {row.name: row for row in rows if row.kind == kind}
    return [known.get(line) or _new_row(line, kind, of_name) for line in lines]


def _words(row: Recipient) -> Iterator[str]:
    yield Addressee(row.name, row.place).text
    yield copy_text(row)


def _new_row(line: str, kind: RecipientKind, of_name: Mapping[str, Recipient]) -> Recipient:
    """Rank and address of a name the draft has; a name it has not comes without."""
    first, _break, rest = line.partition("\n")
    name, place = " ".join(first.split()), " ".join(rest.split())
    if (same := of_name.get(name)) is not None:
        return Recipient(kind=kind, name=name, place=place, rank=same.rank, email=same.email)
    return Recipient(kind=kind, name=name, place=place, **({"rank": ""} if kind == RecipientKind.KEPADA else {}))


def _changed(before: Sequence[Recipient], after: Sequence[Recipient]) -> bool:
    ordered = sorted(before, key=lambda row: row.kind != RecipientKind.KEPADA)
    return len(ordered) != len(after) or any(a is not b for a, b in zip(ordered, after, strict=True))


def _merged(draft: OutgoingLetter, returned: Blocks) -> Iterator[dict[str, Any]]:
    """The stream in its stored form: blocks that came back unchanged, and between them what is new."""
    at = 0
    for block, raw in zip(draft.body, draft.body.get_prep_value(), strict=True):
        words = [_key(each) for each in blocks_of(block)]
        found = _find(words, returned, at)
        if found is None or not words:
            continue
        yield from _new(returned[at:found])
        yield raw
        at = found + len(words)
    yield from _new(returned[at:])


def _find(words: list[Any], returned: Blocks, begin: int) -> int | None:
    keys = [_key(each) for each in returned]
    places = range(begin, len(keys) - len(words) + 1)
    return next((at for at in places if keys[at : at + len(words)] == words), None)


def _key(block: Block) -> Any:
    """What makes two blocks the same; where a list begins follows from what stands before."""
    return (block.head, block.rows) if isinstance(block, Grid) else (block.runs, block.mark, block.level)


def _new(blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, Line) and (not lines or _is_item(lines[0]) == _is_item(block)):
            lines.append(block)
            continue
        yield from _text(lines)
        lines = []
        if isinstance(block, Grid):
            yield _table(block)
        else:
            lines = [block]
    yield from _text(lines)


def _is_item(line: Line) -> bool:
    """An item of a plain numbered list, for which letters have a block of their own."""
    return line.mark == "number" and not line.level and not any(run.bold or run.italic for run in line.runs)


def _text(lines: list[Line]) -> Iterator[dict[str, Any]]:
    if lines and _is_item(lines[0]):
        yield _stored("numbered", [_stored("item", line.text) for line in lines])
    elif lines:
        yield _stored("paragraph", html_of_lines(lines))


def _table(grid: Grid) -> dict[str, Any]:
    width = max((len(row) for row in (grid.head, *grid.rows)), default=0)
    head = (*grid.head, *[""] * (width - len(grid.head)))
    rows = [{"values": [*row, *[""] * (width - len(row))]} for row in grid.rows]
    columns = [{"type": "text", "heading": text} for text in head]
    return _stored("table", {"columns": columns, "rows": rows, "caption": ""})


def _stored(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid4())}
