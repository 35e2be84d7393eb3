"""What a story is made of: one thing that happened, and what of a case its reader may be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from dumas_docs.models import BasePage, Complaint


@dataclass(frozen=True)
class Event:
    """One thing that happened."""

    at: datetime
    title: str
    who: str = ""
    note: str = ""
    icon: str = ""
    url: str = ""


@dataclass(frozen=True)
class Told:
    """A case with the documents in it, and the monitorings of it, that the reader may read."""

    case: Complaint
    documents: list[BasePage] = field(default_factory=list)
    monitorings: list[BasePage] = field(default_factory=list)

    @property
    def pages(self) -> dict[int, BasePage]:
        """All of them by id, the case first."""
        return {page.pk: page for page in (self.case, *self.documents, *self.monitorings)}

    def may_tell_of(self, page_id: int | None) -> bool:
        """Whether a row that names a document may be shown."""
        return page_id is None or any(page.pk == page_id for page in self.documents)

    def prefix(self, page: BasePage) -> str:
        """The number of a document before what happened to it; nothing for the case itself."""
        return "" if page.pk == self.case.pk else f"{page.title}: "

    def address(self, page: BasePage) -> str:
        return "" if page.pk == self.case.pk else page.url or ""


def person_words(name: str, label: str) -> str:
    """Who did it and as what; the system where nobody did."""
    return ", ".join(part for part in (name or _("The system"), label) if part)
