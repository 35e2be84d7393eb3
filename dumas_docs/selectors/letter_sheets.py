"""An outgoing letter as the sheet it is printed on: surat dinas, memorandum or another kind by its type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dumas_docs.enums import OnBehalf, OutgoingType
from dumas_docs.exports.blocks import Block, Blocks, Grid, numbered
from dumas_docs.exports.frame import Signature
from dumas_docs.exports.letter import Addressee, LetterSheet
from dumas_docs.exports.memo import MemoSheet
from dumas_docs.exports.rich import blocks_of_html
from dumas_docs.models import OutgoingLetter, RecipientKind
from dumas_docs.models.copy_numbers import copy_line
from dumas_docs.models.fields import one_kind_of_newline

from .sheet_frames import (
    CAPACITY,
    PLACE,
    Taking,
    frame_of,
    hidden,
    letterhead_of_signer,
    nature_of,
    signed_position,
    signed_under,
    signer_name,
)
from .signatories import signatory_of

AS_LETTER = frozenset({OutgoingType.SURAT_DINAS, OutgoingType.SURAT_UNDANGAN_INTERNAL})
# Official titles; they are Indonesian whatever language the screen speaks.
TITLES = {
    OutgoingType.MEMORANDUM: "MEMORANDUM", OutgoingType.NOTA_DINAS: "NOTA DINAS",
    OutgoingType.BERITA_ACARA: "BERITA ACARA", OutgoingType.SURAT_KETERANGAN: "SURAT KETERANGAN",
    OutgoingType.SURAT_KUASA: "SURAT KUASA", OutgoingType.PENGUMUMAN: "PENGUMUMAN", OutgoingType.LAPORAN: "LAPORAN",
    OutgoingType.TELAAHAN_STAF: "TELAAHAN STAF", OutgoingType.NOTULA: "NOTULA",
}  # fmt: skip


def letter_sheet(letter: OutgoingLetter, taking: Taking) -> LetterSheet | MemoSheet:
    """The sheet for `letter`, a page or a version of it."""
    hide = taking.hide
    recipients = letter.recipients.get_object_list()
    signed = taking.signature
    position = signed_position(signed) if signed else signatory_of(letter, on=taking.on)
    signature = signed_under(signed) if signed else _to_sign(letter, position, taking)
    frame = frame_of(
        letter, taking, is_signed=letter.signed_at is not None, urgency=letter.urgency,
        copy_line=copy_line(letter), letterhead=letterhead_of_signer(position, unit=letter.unit),
    )  # fmt: skip
    to = tuple(Addressee(hide(each.name), hide(each.place)) for each in recipients if each.kind == RecipientKind.KEPADA)
    copies = tuple(copy_text(each, hide=hide) for each in recipients if each.kind == RecipientKind.TEMBUSAN)
    body = hidden(body_of(letter), hide)
    if OutgoingType(letter.type) in AS_LETTER:
        return LetterSheet(
            frame=frame, number=letter.number, nature=nature_of(letter.level, letter.urgency),
            attachments=hide(letter.attachments_note), subject=hide(letter.subject), place=PLACE, day=letter.date,
            to=to, body=body, signature=signature, copies=copies,
        )  # fmt: skip
    return MemoSheet(
        frame=frame, title=TITLES[OutgoingType(letter.type)], number=letter.number, to=to,
        from_position=position if to else "", subject=hide(letter.subject),
        nature=nature_of(letter.level, letter.urgency), attachments=hide(letter.attachments_note), day=letter.date,
        body=body, signature=signature, copies=copies,
    )  # fmt: skip


def copy_text(recipient: Any, *, hide: Any = str) -> str:
    """A line of "tembusan"."""
    return hide(", ".join(part for part in (recipient.name, recipient.place) if part))


def body_of(letter: OutgoingLetter) -> Blocks:
    """The text of the letter."""
    return tuple(each for block in letter.body for each in blocks_of(block))


def blocks_of(block: Any) -> Iterator[Block]:
    """One block of the stream as paragraphs, items and tables."""
    if block.block_type == "paragraph":
        yield from blocks_of_html(block.value.source)
    elif block.block_type == "numbered":
        yield from numbered(one_kind_of_newline(text).strip() for text in block.value)
    else:
        head = tuple(column["heading"] for column in block.value.columns)
        rows = tuple(tuple(str(cell.value or "") for cell in row) for row in block.value.rows)
        yield Grid(head if any(head) else (), rows)


def _to_sign(letter: OutgoingLetter, position: str, taking: Taking) -> Signature:
    """What stands below a letter without a signature of its chain: a draft, or one of before the archive."""
    return Signature(
        position=position, capacity=CAPACITY.get(OnBehalf(letter.on_behalf), ""),
        name=signer_name(position, unit=letter.unit, on=letter.date or taking.on),
    )  # fmt: skip
