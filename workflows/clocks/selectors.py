"""What boards and pages show of clocks. The caller says which subjects a reader may see; nothing else is counted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from workflows.calendar.office import office_calendar
from workflows.models import Clock, ClockNotice, ClockPause

# Ids, or a query for them: both stay one statement.
SubjectIds = Collection[int] | QuerySet


class Group(StrEnum):
    """The three groups of a board (S2): a clock stands in exactly one of them."""

    AMAN = "AMAN"
    TITIK_PANTAU = "TITIK_PANTAU"
    TERLAMBAT = "TERLAMBAT"

    @property
    def label(self) -> str:
        return {
            Group.AMAN: _("Safe"),
            Group.TITIK_PANTAU: _("At monitoring point"),
            Group.TERLAMBAT: _("Overdue"),
        }[self]


@dataclass(frozen=True)
class Board:
    """How many running clocks stand where; paused and provisional ones are counted in their group as well."""

    safe: int
    at_monitoring_point: int
    overdue: int
    paused: int
    provisional: int

    @property
    def total(self) -> int:
        return self.safe + self.at_monitoring_point + self.overdue


@dataclass(frozen=True)
class BoardRow:
    """One running clock on a board; `days_left` are working days, negative when overdue."""

    clock: Clock
    group: Group
    days_left: int
    paused: ClockPause | None

    @property
    def days_late(self) -> int:
        """Working days since the due day; 0 until then."""
        return max(-self.days_left, 0)


def deadline_board(*, subject_ids: SubjectIds, on: date, codes: Collection[str] = ()) -> Board:
    """The counts of the three groups. One query."""
    conditions = {group: _condition(group, on) for group in Group}
    found = _running(subject_ids, codes).aggregate(
        safe=Count("pk", filter=conditions[Group.AMAN]),
        at_monitoring_point=Count("pk", filter=conditions[Group.TITIK_PANTAU]),
        overdue=Count("pk", filter=conditions[Group.TERLAMBAT]),
        paused=Count("pk", filter=Exists(_open_pauses())),
        provisional=Count("pk", filter=Q(is_provisional=True)),
    )
    return Board(**found)


def board_rows(
    *, subject_ids: SubjectIds, on: date, group: Group | None = None, codes: Collection[str] = (), limit: int = 50,
    offset: int = 0,
) -> list[BoardRow]:  # fmt: skip
    """Running clocks, the most urgent first, of one group or of all. Three queries."""
    clocks = _running(subject_ids, codes)
    if group is not None:
        clocks = clocks.filter(_condition(group, on))
    page = list(clocks.order_by("due_on", "pk")[offset : offset + limit])
    if not page:
        return []
    pauses = {pause.clock_id: pause for pause in ClockPause.objects.filter(clock__in=page, resumed_on__isnull=True)}
    due = [clock.due_on for clock in page]
    days = office_calendar(first=min([on, *due]), last=max([on, *due])).days
    return [
        BoardRow(clock, group_of(clock, on=on), days.between(on, clock.due_on), pauses.get(clock.pk)) for clock in page
    ]


def clocks_of(*, subject_id: int) -> QuerySet[Clock]:
    """All clocks of one subject, running ones first, with what their explanation needs."""
    return (
        Clock.objects.filter(subject_id=subject_id)
        .prefetch_related("pauses", "changes")
        .order_by("stopped_at", "due_on", "pk")
    )


def running_clocks(*, subject_ids: SubjectIds) -> dict[int, list[Clock]]:
    """The running clocks of many subjects by subject, the most urgent first. One query."""
    found: dict[int, list[Clock]] = {}
    for clock in _running(subject_ids, ()).order_by("due_on", "pk"):
        found.setdefault(clock.subject_id, []).append(clock)
    return found


def reminders_of(*, person: Any, subject_ids: SubjectIds) -> QuerySet[ClockNotice]:
    """Reminders of running clocks to one person, the newest first, whatever became of their mails."""
    return (
        ClockNotice.objects.filter(person=person, clock__stopped_at__isnull=True, clock__subject_id__in=subject_ids)
        .select_related("clock")
        .order_by("-day", "-pk")
    )


def group_of(clock: Clock, *, on: date) -> Group:
    """Where a running clock stands on a day; the due date itself is not late (deadline: end of office hours)."""
    if on > clock.due_on:
        return Group.TERLAMBAT
    return Group.TITIK_PANTAU if on >= clock.monitor_on else Group.AMAN


def _condition(group: Group, on: date) -> Q:
    return {
        Group.AMAN: Q(monitor_on__gt=on, due_on__gte=on),
        Group.TITIK_PANTAU: Q(monitor_on__lte=on, due_on__gte=on),
        Group.TERLAMBAT: Q(due_on__lt=on),
    }[group]


def _running(subject_ids: SubjectIds, codes: Collection[str]) -> QuerySet[Clock]:
    clocks = Clock.objects.running().filter(subject_id__in=subject_ids)
    return clocks.filter(code__in=codes) if codes else clocks


def _open_pauses() -> QuerySet[ClockPause]:
    return ClockPause.objects.filter(clock=OuterRef("pk"), resumed_on__isnull=True)
