"""Documents somebody may know of and not read: whom to ask for access, told as the document's own card tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dumas_docs.models import BasePage, IncomingLetter
from dumas_docs.selectors.responsible import heads_of


@dataclass(frozen=True)
class Known:
    """One such document. `ask` is a position, never a person; empty where none answers for it.

    A closed envelope is nobody's to open but its addressee's: there is nobody to ask."""

    page: BasePage
    ask: str
    is_sealed: bool


def with_whom_to_ask(pages: Sequence[BasePage], *, on: date) -> list[Known]:
    """Each of a few pages (an exact number seldom means more than one) with the nearest position that may share it."""
    letters = IncomingLetter.objects.filter(pk__in=[page.pk for page in pages]) if pages else ()
    sealed = {letter.pk for letter in letters if letter.is_sealed}
    return [
        Known(page, "" if page.pk in sealed else next(iter(heads_of(page, on=on)), ""), page.pk in sealed)
        for page in pages
    ]
