"""Complaints as the start page lists and counts them, each for one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from dumas_docs.access.roles import APPROVE, DISPOSE, READ, SEE, SHARE
from dumas_docs.access.selectors import visible_to
from dumas_docs.enums import ComplaintState, ReviewResult
from dumas_docs.models import Complaint

FINISHED = (
    ComplaintState.SELESAI, ComplaintState.DIARSIPKAN, ComplaintState.DITUTUP, ComplaintState.DICABUT,
)  # fmt: skip
ENDED = (ComplaintState.SELESAI, ComplaintState.DIARSIPKAN, ComplaintState.DICABUT)
NEEDS_COMPLETING = Q(state=ComplaintState.MENUNGGU_KELENGKAPAN) | Q(
    completeness__result=ReviewResult.PERLU_KELENGKAPAN, state__in=(
        ComplaintState.DITERIMA, ComplaintState.TERCATAT, ComplaintState.DIDISPOSISI, ComplaintState.DITELAAH,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class CaseCounts:
    """Numbers of the start page; only cases the person may read are counted by what is in them."""

    this_month: int
    open: int
    mine: int
    awaiting_direction: int
    needs_completing: int
    unassigned: int


def latest_cases(*, user: Any) -> QuerySet[Complaint]:
    """Cases the person may know of, last registered first. Show no more than number, date and unit without `read`."""
    return visible_to(user, SEE, model=Complaint).select_related("unit", "handler").order_by("-pk")


def cases_handled_by(*, user: Any) -> QuerySet[Complaint]:
    """The person's own open cases, the oldest first."""
    mine = visible_to(user, READ, model=Complaint).filter(handler=user).exclude(state__in=FINISHED)
    return mine.select_related("unit", "handler").order_by("received_at")


def cases_needing_completion(*, user: Any) -> QuerySet[Complaint]:
    """Readable cases that lack something, with their completeness check."""
    found = visible_to(user, READ, model=Complaint).filter(NEEDS_COMPLETING)
    return found.select_related("unit", "handler", "completeness").order_by("received_at")


def cases_awaiting_direction(*, user: Any) -> QuerySet[Complaint]:
    """Cases that wait for a decision of those who approve, the longest waiting first."""
    found = visible_to(user, APPROVE, model=Complaint).filter(state=ComplaintState.MENUNGGU_ARAHAN)
    return found.select_related("unit", "handler").order_by("received_at")


def cases_to_resolve(*, user: Any) -> QuerySet[Complaint]:
    """Cases an institution has answered, for those who approve, the oldest first."""
    found = visible_to(user, APPROVE, model=Complaint).filter(state=ComplaintState.DITANGGAPI)
    return found.select_related("unit", "handler").order_by("received_at")


def cases_to_close(*, user: Any) -> QuerySet[Complaint]:
    """Readable cases that ended and whose file those who keep the records close, the longest ended first."""
    kept = visible_to(user, DISPOSE, model=Complaint).filter(state__in=ENDED)
    found = visible_to(user, READ, model=Complaint).filter(pk__in=kept.values("pk"))
    return found.select_related("unit", "handler").order_by("resolved_at", "pk")


def cases_without_handler(*, user: Any) -> QuerySet[Complaint]:
    """Open cases nobody works on yet, for those who assign work (`share`)."""
    found = visible_to(user, SHARE, model=Complaint).filter(handler=None).exclude(state__in=FINISHED)
    return found.select_related("unit", "handler").order_by("received_at")


def open_cases(*, user: Any) -> QuerySet[Complaint]:
    """Readable cases that are not finished, the last registered first."""
    found = visible_to(user, READ, model=Complaint).exclude(state__in=FINISHED)
    return found.select_related("unit", "handler").order_by("-pk")


def cases_of_month(*, user: Any, on: date) -> QuerySet[Complaint]:
    """Readable cases entered into the register in the month of `on`, until that day, the last first."""
    found = visible_to(user, READ, model=Complaint).filter(_in_month(on))
    return found.select_related("unit", "handler").order_by("-pk")


def count_cases(*, user: Any, on: date) -> CaseCounts:
    """The start page's numbers in one query."""
    unfinished = ~Q(state__in=FINISHED)
    found = visible_to(user, READ, model=Complaint).aggregate(
        this_month=Count("pk", filter=_in_month(on)),
        open=Count("pk", filter=unfinished),
        mine=Count("pk", filter=unfinished & Q(handler=user)),
        awaiting_direction=Count("pk", filter=Q(state=ComplaintState.MENUNGGU_ARAHAN)),
        needs_completing=Count("pk", filter=NEEDS_COMPLETING),
        unassigned=Count("pk", filter=unfinished & Q(handler=None)),
    )
    return CaseCounts(**found)


def _in_month(on: date) -> Q:
    """By the day of the register, as lists and the search show it; not by the day a letter arrived."""
    return Q(agenda_date__gte=on.replace(day=1), agenda_date__lte=on)
