"""Who is told about the clocks of a subject. The archive registers its answer; this room knows no document.

The answer decides confidentiality: name only people who may know that the subject exists, and a reference that holds
no word of it (the registration number)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol


class NobodyAnswers(RuntimeError):
    """Reminders are due and nothing was registered to say whom they go to."""


@dataclass(frozen=True)
class Recipients:
    """For one subject: its number, its address on the site, who must act, and their superiors."""

    reference: str
    path: str
    actors: tuple[Any, ...]
    superiors: tuple[Any, ...] = ()


class RecipientSource(Protocol):
    """Answers for many subjects at once, in a constant number of queries, in an access scope of its own. A subject that
    is gone, or for which nobody is to be told, is left out."""

    def __call__(self, *, subject_ids: Collection[int], on: date) -> Mapping[int, Recipients]: ...


_registered: list[RecipientSource] = []


def register_recipients(source: RecipientSource) -> None:
    """Make `source` the one that answers, in place of any before it."""
    _registered[:] = [source]


@contextmanager
def recipients_from(source: RecipientSource) -> Iterator[None]:
    """Let `source` answer inside the block."""
    before = list(_registered)
    register_recipients(source)
    try:
        yield
    finally:
        _registered[:] = before


def recipients_of(*, subject_ids: Collection[int], on: date) -> Mapping[int, Recipients]:
    """Ask the registered source. Raises NobodyAnswers."""
    if not subject_ids:
        return {}
    if not _registered:
        raise NobodyAnswers
    return _registered[0](subject_ids=set(subject_ids), on=on)
