"""What lies in a folder or case, and what lies above a page, as far as the person of the scope may know of it."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from dumas_docs.models import (
    AssignmentOrder,
    BasePage,
    Complaint,
    FinancialAccountability,
    Folder,
    IncomingLetter,
    MonitoringReport,
    OutgoingLetter,
    Review,
)

SORTS = {
    "terbaru": ("-pk",),
    "terlama": ("pk",),
    "nomor": ("title", "pk"),
    "diubah": ("-latest_revision_created_at", "-pk"),
}
FIRST_SORT = "terbaru"
MOST_FOLDERS = 200


def folders_in(page: BasePage) -> QuerySet[Folder]:
    """Folders directly below: years from the latest, then names."""
    return Folder.objects.child_of(page).order_by("-year", "title")


def highest_folders() -> list[Folder]:
    """Where this person's archive begins: folders whose folders above he may not know of, in the archive's order."""
    highest: list[str] = []
    for path in Folder.objects.filter(depth__gte=3).order_by("path").values_list("path", flat=True):
        if not highest or not path.startswith(highest[-1]):
            highest.append(path)
    return list(Folder.objects.filter(path__in=highest[:MOST_FOLDERS]).select_related("unit").order_by("path"))


def documents_in(page: BasePage, *, sort: str = FIRST_SORT) -> QuerySet[BasePage]:
    """Documents directly below, as their own types. An unknown sort is the first one."""
    below = BasePage.objects.child_of(page).exclude(content_type__model__in=["folder", "basepage"])
    return (
        below.select_related("unit", for_specific_subqueries=True)
        .order_by(*SORTS.get(sort, SORTS[FIRST_SORT]))
        .specific()
    )


def ancestors_of(page: BasePage) -> list[BasePage]:
    """Pages above, from the top, without the site's own first page; those one may not know of are left out."""
    steplen = page.steplen
    paths = [page.path[: depth * steplen] for depth in range(3, page.depth)]
    return list(BasePage.objects.filter(path__in=paths).order_by("path")) if paths else []


def document_date(page: BasePage) -> date | None:
    """The day a document bears in lists: of registration, receipt, signature, or when it was made final."""
    moment: date | None
    if isinstance(page, Complaint):
        moment = page.agenda_date
    elif isinstance(page, IncomingLetter):
        moment = page.received_at
    elif isinstance(page, OutgoingLetter):
        moment = page.date or page.signed_at
    elif isinstance(page, AssignmentOrder):
        moment = page.signed_at
    elif isinstance(page, (MonitoringReport, FinancialAccountability)):
        moment = page.submitted_at
    elif isinstance(page, Review):
        moment = page.approved_at
    else:
        moment = getattr(page, "determined_on", None) or getattr(page, "effective_on", None)
    return _day(moment or page.first_published_at or page.latest_revision_created_at)


def _day(moment: date | None) -> date | None:
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
