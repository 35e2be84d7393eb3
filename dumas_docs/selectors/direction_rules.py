"""What a direction must keep to: whose it is, from when it can be given, and which paper stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.enums import ComplaintState
from dumas_docs.models import Attachment, BasePage, Complaint, Direction, Review, Scan
from dumas_docs.models.case_records import PROGRESS_FORM
from dumas_docs.models.intake import RECEIPT_NOTE
from workflows.chains import Asks
from workflows.models import StepState

# S1 A.1.1c: a case is directed once its review is approved; what is directed later in its follow-up is kept as well.
DIRECTED_FROM = (
    ComplaintState.MENUNGGU_ARAHAN, ComplaintState.PENYUSUNAN_TL, ComplaintState.DITERUSKAN, ComplaintState.DITANGGAPI,
    ComplaintState.DIPANTAU,
)  # fmt: skip
DOORS: dict[str, type[Any]] = {"berkas": Attachment, "gambar": Scan}


@dataclass(frozen=True)
class DirectionPaper:
    """The paper behind a direction in writing: a file of the document ("berkas:7", "gambar:7"), or number and date."""

    file: str = ""
    number: str = ""
    dated: date | None = None


def reviewed_at(case: BasePage) -> datetime | None:
    """When the newest review of a case was approved, to the minute; None where none is."""
    found = Review.objects.child_of(case).aggregate(last=Max("approved_at"))["last"]
    return found.replace(second=0, microsecond=0) if found else None


def not_directed_yet(page: Any) -> str:
    """Why nothing can be directed in `page` yet, in words; empty where it can."""
    if not isinstance(page, Complaint) or page.state in DIRECTED_FROM:
        return ""
    return _(
        "The review of this case has not been approved yet; a direction is given after that (state: %(state)s)."
    ) % {"state": page.get_state_display()}


def too_early(page: Any, given_at: datetime, *, is_own: bool) -> str:
    """Why a direction cannot have been given at that moment, in words; empty where it can."""
    with bookkeeping():
        if isinstance(page, Complaint):
            since = reviewed_at(page)
            words = _("The review of this case was approved on %(day)s; a direction from before does not count.")
            early = since is not None and given_at < since
        else:
            since = None if is_own else page.revisions.aggregate(first=Min("created_at"))["first"]
            words = _("This document exists since %(day)s; nothing was directed in it before.")
            early = since is not None and office_day(given_at) < office_day(since)
    if not early or since is None:
        return ""
    return words % {"day": date_format(timezone.localtime(since), "j F Y H:i")}


def paper_in_words(page: Any, paper: DirectionPaper, *, given_at: datetime, now: datetime) -> str:
    """The paper as the record names it; "" where it is none: no such file since that day, no number, or a date that
    lies before the direction or has not come."""
    if paper.file:
        door, _colon, pk = paper.file.partition(":")
        files = files_since(page, office_day(given_at)).get(door) if pk.isdecimal() else None
        held = files.filter(pk=int(pk)).first() if files is not None else None
        return _("scan in the file, SHA-256 %s") % held.sha256[:16] if held else ""
    number = paper.number.strip()[:80]
    if not number or paper.dated is None or not office_day(given_at) <= paper.dated <= office_day(now):
        return ""
    return _("paper %(number)s of %(day)s") % {"number": number, "day": date_format(paper.dated, "j F Y")}


def files_since(page: BasePage, day: date) -> dict[str, Any]:
    """By door the files of `page` that came on that day or later, without what the office wrote for the complainant."""
    rows = {door: model.objects.filter(page_id=page.pk, received_at__date__gte=day) for door, model in DOORS.items()}
    own = [RECEIPT_NOTE, PROGRESS_FORM]
    return {door: found.exclude(note__startswith=own[0]).exclude(note__startswith=own[1])
            for door, found in rows.items()}  # fmt: skip


def awaited_giver(page: BasePage) -> StepState | None:
    """The step of W3 at which somebody is asked for his direction; None while the case waits for nobody."""
    steps = StepState.objects.filter(subject_id=page.pk, status=StepState.STATUS_IN_PROGRESS)
    found = steps.select_related("task__officetask__version", "position").first()
    return found if found is not None and found.office_task.asks == Asks.DIRECTION else None


def is_passed_over(page: BasePage, in_force: Any) -> bool:
    """Whether W3 waits for somebody's direction while `in_force` holds none that its giver himself has confirmed."""
    confirmed: Any = Direction.objects.filter(pk__in=in_force.values("pk"), confirmed_at__isnull=False)
    return awaited_giver(page) is not None and not confirmed.exists()
