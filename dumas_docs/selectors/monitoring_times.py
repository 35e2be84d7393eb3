"""How long each part of a monitoring took, beside the standard time of S0 B (domain.md §7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dumas_docs.access.scope import office_day
from dumas_docs.enums import MonitoringState
from dumas_docs.models import MonitoringActivity
from workflows.calendar.office import office_calendar
from workflows.models import TransitionRecord


@dataclass(frozen=True)
class Part:
    """A part of the work: from entering one state to entering another; standard working days, direct and indirect."""

    label: Promise
    begins: str
    ends: str
    direct: str
    indirect: str


PARTS = (
    Part(_("Preparation"), "DIARAHKAN", "SIAP", "1", "1"),
    Part(_("Coordination with the institution"), "SIAP", "DILAKSANAKAN", "1", "1"),
    Part(_("Carrying out"), "DILAKSANAKAN", "ANALISIS", "3-4", "1"),
    Part(_("Analysis and report"), "ANALISIS", "LAPORAN_DISAMPAIKAN", "2", "2"),
    Part(_("Submission and acceptance"), "LAPORAN_DISAMPAIKAN", "SELESAI", "1", "1"),
)
TOTAL = Part(_("Altogether, after the direction (10 minutes)"), "DIARAHKAN", "SELESAI", "8-9", "6")
ENDED = ("SELESAI", "DIBATALKAN")


@dataclass(frozen=True)
class Taken:
    """One line: working days it took; `is_running` counts up to today, None: not begun."""

    label: Promise
    standard: str
    days: int | None
    is_running: bool
    is_longer: bool
    is_total: bool = False


def times_of(activity: MonitoringActivity, *, now: datetime) -> list[Taken]:
    """The parts in their order and their total; two queries."""
    records = TransitionRecord.objects.filter(subject_id=activity.pk, lifecycle="pemantauan").order_by("pk")
    entered: dict[str, datetime] = {}
    for record in records:
        if record.target == MonitoringState.PERSIAPAN:  # perhaps anew
            entered.pop(MonitoringState.SIAP, None)
        entered[record.target] = record.at
    if not entered:
        return [_line(part, activity, entered, None, now=now) for part in (*PARTS, TOTAL)]
    first = office_day(min(entered.values()))
    days = office_calendar(first=first, last=office_day(now)).days
    return [_line(part, activity, entered, days.between, now=now) for part in (*PARTS, TOTAL)]


def _line(
    part: Part, activity: MonitoringActivity, entered: dict[str, datetime], between: Callable | None, *, now: datetime
) -> Taken:
    standard = part.direct if activity.is_direct else part.indirect
    begun, ended = entered.get(part.begins), entered.get(part.ends)
    is_running = begun is not None and ended is None and activity.state not in ENDED
    until = ended or entered.get("DIBATALKAN") or now
    days = between(office_day(begun), office_day(until)) if begun is not None and between is not None else None
    longer = days is not None and days > int(standard.rpartition("-")[2])
    return Taken(part.label, standard, days, is_running, longer, is_total=part is TOTAL)
