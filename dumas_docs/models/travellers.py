"""Who travels, and how high they reach: found by account, by name and by position, whatever a row leaves out (S0 B).

An official who is written down without his account is sent all the same: he signs no order for himself, and who signs
follows from his rank."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dumas_docs.enums import LeaderRank
from dumas_docs.intake.name_forms import name_words
from workflows.models import Appointment, Position, RankGroup

# Whoever is of these groups monitors as the Asdep does: the Deputy directs and the PPK signs (S0 B.1, B.2.a.2).
HEADS = (RankGroup.ESELON_II, RankGroup.ESELON_I, RankGroup.MENTERI)
SHORT_WORDS = {"asdep": ("asisten", "deputi"), "ppk": ("pejabat", "pembuat", "komitmen")}
CAPACITIES = ("plt", "plh", "an")


@dataclass(frozen=True)
class Row:
    """Somebody as a paper names him: by account or without one, by name and position."""

    person_id: int | None
    name: str
    titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Travellers:
    """The accounts of those who travel, as far as they are of this office, and the rank that decides who signs."""

    ids: frozenset[int]
    rank: LeaderRank


def rank_of(people: Collection[int], *, on: date) -> LeaderRank:
    """The rank that decides who directs and signs: of the highest position anybody of `people` holds on a day."""
    heads = Appointment.objects.on(on).filter(person_id__in=people, position__rank_group__in=HEADS)
    return LeaderRank.ASDEP if people and heads.exists() else LeaderRank.KABID_KE_BAWAH


def travellers(rows: Iterable[Row], *, on: date) -> Travellers:
    """Who travels by these rows on a day; three queries."""
    rows = list(rows)
    officials, held = _officials(), _titles_held(on=on) if rows else []
    ids = {row.person_id for row in rows if row.person_id}
    for row in rows:
        named = officials.get(_as_compared(row.name), set())
        ids |= named if row.person_id not in named else set()
        if row.person_id is None:
            ids |= {person for title, person in held if any(_is_called(own, title) for own in row.titles)}
    heads = Position.objects.filter(rank_group__in=HEADS).values_list("title", flat=True)
    ranks = {_title_words(title) for title in heads} if rows else set()
    if any(_is_head(title, ranks) for row in rows for title in row.titles):
        return Travellers(frozenset(ids), LeaderRank.ASDEP)
    return Travellers(frozenset(ids), rank_of(ids, on=on))


def fault_of_accounts(rows: Iterable[Row]) -> str:
    """What is wrong where an official of this office is named without his account, or with another's; else empty."""
    officials = _officials()
    for row in rows:
        named = officials.get(_as_compared(row.name), set())
        if named and row.person_id not in named:
            words = _("“%(name)s” is the name of an official of this office: choose that person's account in the row.")
            return words % {"name": row.name.strip()}
    return ""


def rows_of_lines(text: str) -> list[Row]:
    """Travellers who are written one on a line, the position behind the name."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [Row(None, line, tuple(part.strip() for part in line.split(","))) for line in lines]


def _officials() -> dict[tuple[str, ...], set[int]]:
    """Everybody who was ever given a position, by the words of his name."""
    found: dict[tuple[str, ...], set[int]] = {}
    people = Appointment.objects.order_by().values_list("person_id", "person__first_name", "person__last_name")
    for person, first, last in people.distinct():
        if words := _as_compared(f"{first} {last}"):
            found.setdefault(words, set()).add(person)
    return found


def _titles_held(*, on: date) -> list[tuple[tuple[str, ...], int]]:
    held = Appointment.objects.on(on).order_by().values_list("position__title", "person_id")
    return [(_title_words(title), person) for title, person in held]


def _as_compared(name: str) -> tuple[str, ...]:
    return tuple(name_words(name))


def _title_words(title: str) -> tuple[str, ...]:
    words = [word for word in re.findall(r"\w+", title.casefold()) if word not in CAPACITIES]
    return tuple(part for word in words for part in SHORT_WORDS.get(word, (word,)))


def _is_called(title: str, position: tuple[str, ...]) -> bool:
    """Whether `title` is that of a position, with or without more behind it."""
    return bool(position) and _title_words(title)[: len(position)] == position


def _is_head(title: str, heads: Collection[tuple[str, ...]]) -> bool:
    """Whether `title` is that of a head, whole, shortened, or of another field of work."""
    words = _title_words(title)
    return any(words[:2] == head[:2] or words == head[: len(words)] for head in heads) if words else False
