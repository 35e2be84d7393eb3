"""Letterhead, marks and signature of a document out, from the organisation and the page (domain.md §8, §10)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dumas_docs.access.scope import office_day
from dumas_docs.conf import setting
from dumas_docs.enums import Level, OnBehalf, Urgency
from dumas_docs.exports.blocks import Blocks, Grid, Line, Run
from dumas_docs.exports.frame import Frame, Signature
from dumas_docs.models import BasePage, Complaint
from workflows.models import Appointment, Position, RankGroup, Unit
from workflows.models import Signature as Signed
from workflows.selectors import PositionVacant, holders, upwards

from .team import post_of

CAPACITY = {OnBehalf.AN: "a.n.", OnBehalf.UB: "u.b.", OnBehalf.PLT: "Plt.", OnBehalf.PLH: "Plh."}
SECRECY = {Level.RAHASIA: "RAHASIA", Level.SANGAT_RAHASIA: "SANGAT RAHASIA"}
NATURE = {
    Level.BIASA: "Biasa", Level.TERBATAS: "Terbatas", Level.RAHASIA: "Rahasia", Level.SANGAT_RAHASIA: "Sangat rahasia",
}  # fmt: skip
URGENCY = {Urgency.SEGERA: "Segera", Urgency.SANGAT_SEGERA: "Sangat segera"}
PLACE = "Jakarta"
STATE_NAME = "Republik Indonesia"
ELECTRONIC = "Ditandatangani secara elektronik"


@dataclass(frozen=True, kw_only=True)
class Taking:
    """One taking of a document: `hide` masks what this person may not read, `taken_by` goes on secret copies."""

    hide: Callable[[str], str]
    is_final: bool
    revision_id: int | None
    on: date
    taken_by: str = ""
    # Of the cases the sheet tells of, where one is kept more strictly than the document itself.
    level: int = 0
    # The signature this version bears; None for drafts, and for what was changed after it was signed.
    signature: Signed | None = None
    # Persons who became known after the signature are withheld in this copy.
    is_masked: bool = False
    # Who is complained about in a case, by name, for those with the right to identities; None for all others.
    reported_in: Callable[[Complaint], tuple[str, ...] | None] = lambda _case: None


def frame_of(
    page: BasePage,
    taking: Taking,
    *,
    is_signed: bool,
    urgency: str = "",
    copy_line: str = "",
    letterhead: tuple[str, ...] = (),
) -> Frame:
    """The sheet for `page`; whatever is not the signed text bears the draft's watermark.

    `letterhead` is that of who signs, where it is not that of the unit the page belongs to."""
    level = Level(max(page.level, taking.level))
    return Frame(
        letterhead=letterhead or letterhead_of(page.unit),
        title=page.title,
        author=setting("OFFICE_NAME"),
        secrecy=SECRECY.get(level, ""),
        urgency=URGENCY.get(Urgency(urgency), "").upper() if urgency else "",
        copy_line=copy_line if level >= Level.RAHASIA else "",
        is_draft=not (is_signed and taking.is_final),
        is_void=getattr(page, "is_void", False),
        verification=_verification(taking),
        taken_by=taking.taken_by,
        version=f"dumas-docs-{page.pk}-{taking.revision_id or ''}",
    )


def _verification(taking: Taking) -> str:
    if taking.signature is None:
        return ""
    code = f"Kode verifikasi: {taking.signature.code}"
    masked = ". Dalam salinan ini ada nama yang disamarkan; naskah yang ditandatangani tidak berubah."
    return code + masked if taking.is_masked else code


def letterhead_of(unit: Unit | None) -> tuple[str, ...]:
    """The ministry, and the units from the highest down to `unit`."""
    names = [each.name for each in reversed(list(upwards(unit)))]
    ministry = setting("MINISTRY_NAME")
    return tuple(names) if names and names[0].casefold().startswith(ministry.casefold()) else (ministry, *names)


def letterhead_of_position(position: Position) -> tuple[str, ...]:
    """The letterhead of who holds `position`: that of the unit, and the minister's own above every unit."""
    if position.rank_group == RankGroup.MENTERI:
        return (position.title, STATE_NAME)
    return letterhead_of(position.unit)


def letterhead_of_signer(title: str, *, unit: Unit | None) -> tuple[str, ...]:
    """The letterhead of the office whose head signs as `title` for `unit`; that of `unit` where nobody is called so.

    domain.md §13, S4: a letter of the minister goes out under the minister's name, whoever drafted it."""
    units = list(upwards(unit))
    bare = _without_capacity(title.strip())
    found = list(Position.objects.filter(title__iexact=bare, unit__in=units).select_related("unit"))
    # Of several positions called so, the one nearest to the drafter.
    nearest = min(found, key=lambda each: units.index(each.unit), default=None)
    if nearest is None:
        return letterhead_of(unit)
    nearest.unit = units[units.index(nearest.unit)]
    return letterhead_of_position(nearest)


def nature_of(level: int, urgency: str) -> str:
    """Urgency and secrecy as the head of a letter writes them."""
    words = [URGENCY[Urgency(urgency)]] if urgency in URGENCY else []
    if level > Level.BIASA or not words:
        words.append(NATURE[Level(level)])
    return ", ".join(words)


def signed_position(signature: Any) -> str:
    """The position under which a document was signed, without the capacity that is printed before it."""
    return _without_capacity(signature.signed_as)


def signed_under(signed: Signed) -> Signature:
    """What stands below a signed document: behind "a.n." the signer's own position too."""
    position = signed_position(signed)
    capacity, principal = signed.signed_as.removesuffix(position).strip(), ""
    if capacity == CAPACITY[OnBehalf.AN] and (own := post_of(signed.signer, on=office_day(signed.at))):
        principal, position = position, own
    return Signature(
        position=position, capacity=capacity, principal=principal, name=signed.signer_name, note=ELECTRONIC
    )


def _without_capacity(label: str) -> str:
    sign = next((sign for sign in CAPACITY.values() if label.startswith(f"{sign} ")), "")
    return label.removeprefix(sign).strip()


def signer_name(title: str, *, unit: Unit | None, on: date) -> str:
    """Who holds the position `title` in the unit or above it on a day; empty when nobody or more than one does."""
    held = Appointment.objects.on(on).filter(position__title__iexact=title, position__unit__in=list(upwards(unit)))
    people: dict[int, Any] = {each.person_id: each.person for each in held.select_related("person")}
    return next(iter(people.values())).get_full_name() if len(people) == 1 else ""


def held_by(role_code: str, *, title: str, unit: Unit | None, on: date) -> tuple[str, str]:
    """Position and name of who holds a role for the unit on a day; the mere `title` where nobody does."""
    if unit is None:
        return title, ""
    try:
        held = holders(role_code=role_code, unit=unit, on=on)
    except PositionVacant:
        return title, signer_name(title, unit=unit, on=on)
    return held[0].label, held[0].person.get_full_name()


def hidden(blocks: Blocks, hide: Callable[[str], str]) -> Blocks:
    """Blocks with what must stay hidden masked. A paragraph in which something is masked loses bold and italic."""
    return tuple(_hidden(block, hide) for block in blocks)


def _hidden(block: Line | Grid, hide: Callable[[str], str]) -> Line | Grid:
    if isinstance(block, Grid):
        rows = tuple(tuple(hide(cell) for cell in row) for row in block.rows)
        return Grid(tuple(hide(cell) for cell in block.head), rows, block.widths)
    text = hide(block.text)
    if text == block.text:
        return block
    # A name may stand across bold and plain letters, so the paragraph is looked at as one.
    return Line((Run(text),), block.mark, block.level, block.begins)
