"""What was opened to one person by name, and the folders a person works in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from dumas_docs.access.roles import ADD, DISPOSE
from dumas_docs.access.selectors import visible_to
from dumas_docs.models import BasePage, Cause, Complaint, Folder, FolderPurpose, GrantCause
from workflows.selectors import appointments_of

from .registers import numbers_per_year, register_name

SHARING = (Cause.BERBAGI, Cause.PERMINTAAN_AKSES, Cause.LANGKAH)


@dataclass(frozen=True)
class SharedPage:
    page: BasePage
    reason: str
    ends_on: date | None


@dataclass(frozen=True)
class YearBook:
    """A register's year with how many numbers it has given, void ones among them."""

    folder: Folder
    numbers: int

    @property
    def name(self) -> str:
        return register_name(self.folder.register)


def pages_shared_with(*, user: Any, on: date, limit: int = 10) -> list[SharedPage]:
    """Pages opened to the person by name, the latest grant first."""
    causes = GrantCause.objects.in_force(on).filter(user=user, cause__in=SHARING).order_by("-given_at")[: limit * 2]
    by_page: dict[int, GrantCause] = {}
    for cause in causes:
        by_page.setdefault(cause.page_id, cause)
    pages = {page.pk: page for page in BasePage.objects.filter(pk__in=by_page).select_related("unit", "content_type")}
    found = [SharedPage(pages[pk], cause.reason, cause.ends_on) for pk, cause in by_page.items() if pk in pages]
    return found[:limit]


def unit_folders(*, user: Any, on: date) -> list[Folder]:
    """Folders of units the person may know of, those of the person's own units first."""
    own = {held.position.unit_id for held in appointments_of(person=user, on=on)}
    folders = Folder.objects.filter(purpose__in=(FolderPurpose.UNIT, FolderPurpose.UMUM), depth__gte=3)
    found = list(folders.select_related("unit").order_by("path")[:60])
    return sorted(found, key=lambda folder: folder.unit_id not in own or folder.purpose != FolderPurpose.UNIT)


def registers_complaints(*, user: Any) -> bool:
    """Whether the person may put complaints into a unit's register."""
    places = Q(register=Complaint.register_code) | Q(purpose=FolderPurpose.UNIT)
    return visible_to(user, ADD, model=Folder).filter(places).exists()


def year_books(*, user: Any, limit: int = 20) -> list[YearBook]:
    """Registers by year for those who keep the records (`dispose`), the latest first."""
    found = visible_to(user, DISPOSE, model=Folder).filter(purpose=FolderPurpose.TAHUN).exclude(register="")
    folders = list(found.select_related("unit").order_by("-year", "path")[:limit])
    counts = numbers_per_year(folders)
    return [YearBook(folder, counts.get((folder.register, folder.unit_id, folder.year), 0)) for folder in folders]
