"""Begin the papers of a monitoring out of its plan: the order, the report, the account (S0 B.2, B.5, B.6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dumas_docs.access.roles import CHANGE, READ
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.access.selectors import verbs_on, visible_to
from dumas_docs.enums import LeaderRank, MonitoringBasis, MonitoringState, OutgoingState
from dumas_docs.models import (
    AssignmentOrder,
    BasePage,
    ClarifiedCase,
    FinancialAccountability,
    MonitoringActivity,
    MonitoringReport,
    OrderAssignee,
)
from dumas_docs.selectors.activity_facts import directions_in_force, plan_of
from dumas_docs.selectors.order_sheets import BASIS
from dumas_docs.selectors.team import position_of
from dumas_docs.templatetags.dumas_ui import long_date

from .file_document import file_document

STATE = MonitoringState
# Official words; they are Indonesian whatever language the screen speaks.
HEAD = {LeaderRank.KABID_KE_BAWAH: "Asisten Deputi", LeaderRank.ASDEP: "Deputi"}
AFTERWARDS = "melaporkan hasil pelaksanaan tugas secara tertulis."


class MayNotBegin(PermissionError):
    """Only who works on the monitoring begins its papers."""


class NotNow(ValueError):
    """The paper cannot be begun now; the message says why."""


@dataclass(frozen=True)
class Paper:
    """A kind of paper: in which states it may be begun, and how it is filled from the plan."""

    label: Promise
    model: type[Any]
    states: tuple[str, ...]
    fill: Callable[..., Any]
    only_direct: bool = False


def offered(activity: MonitoringActivity, *, verbs: frozenset[str]) -> dict[str, Promise]:
    """The papers that may be begun now by somebody with `verbs` on the monitoring, with their labels."""
    if CHANGE not in verbs:
        return {}
    return {code: paper.label for code, paper in PAPERS.items() if not _against(activity, paper)}


@transaction.atomic
def begin_paper(*, activity: MonitoringActivity, paper: str, by: Any, now: datetime) -> BasePage:
    """Make a draft of `paper` (a key of PAPERS) inside the monitoring, filled from its newest plan.

    Rows of the matrix come along as they are, also those about cases `by` may not know of: he does not see them in the
    draft either. Raises MayNotBegin, NotNow."""
    if CHANGE not in verbs_on(by, activity):
        raise MayNotBegin
    with bookkeeping():
        activity = MonitoringActivity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
        reason = _against(activity, PAPERS[paper])
        if reason:
            raise NotNow(reason)
        document = PAPERS[paper].fill(plan_of(activity), by=by, on=office_day(now))
        parent = BasePage.objects.get(pk=activity.pk)
    return file_document(page=document, parent=parent, by=by, now=now)


def _against(activity: MonitoringActivity, paper: Paper) -> str:
    """Why the paper cannot be begun now; empty when it can."""
    if paper.only_direct and not activity.is_direct:
        return _("An indirect monitoring needs no such document.")
    if activity.state not in paper.states:
        return _("The monitoring is not at the step this document belongs to.")
    with bookkeeping():
        found = paper.model.objects.child_of(activity).exclude(state=OutgoingState.BATAL)
        if found.exists():
            return _("This document exists already in the monitoring.")
        plan = plan_of(activity)
    if paper.model is AssignmentOrder and not (plan.starts_on and plan.ends_on):
        return _("Enter first and last day of the monitoring first.")
    if paper.model is AssignmentOrder and not directions_in_force(plan).exists():
        return _("The direction for this team comes first: of the Asdep, or of the Deputy when the Asdep monitors.")
    return ""


def _order(plan: MonitoringActivity, *, by: Any, on: date) -> AssignmentOrder:
    rank, known = plan.leader_rank, _as_ordered_before(plan, by=by)
    order = AssignmentOrder(
        subject=plan.subject, place=plan.locus or _lines(plan.institutions)[0][:200], starts_on=plan.starts_on,
        ends_on=plan.ends_on, leader_rank=rank, funded_by=plan.funded_by, reporting=f"Melapor kepada {HEAD[rank]}.",
        considering=format_html("<p>bahwa perlu dilaksanakan pemantauan dengan tujuan: {}</p>", plan.aim),
        basis=_list([*([BASIS[MonitoringBasis(plan.basis)]] if plan.basis else []), *_directions(plan)]),
        task=_list([plan.mechanism, AFTERWARDS]),
    )  # fmt: skip
    order.assignees = [
        OrderAssignee(
            person=row.person, name=_name(row.person), position_title=position_of(row.person, on=on)[:200],
            is_leader=row.is_coordinator, sort_order=at, **known.get(row.person_id, {}),
        )
        for at, row in enumerate(_team(plan))
    ]  # fmt: skip
    return order


def _as_ordered_before(plan: MonitoringActivity, *, by: Any) -> dict[int, dict[str, str]]:
    """Employee number and grade of each of the team, as the latest order that `by` may read names them (§13)."""
    readable = visible_to(by, READ, model=AssignmentOrder).values("pk")
    rows = OrderAssignee.objects.filter(person__in=plan.team_ids, order__in=readable).exclude(employee_no="")
    return {row.person_id: {"employee_no": row.employee_no, "grade": row.grade} for row in rows.order_by("order", "pk")}


def _report(plan: MonitoringActivity, *, by: Any, on: date) -> MonitoringReport:
    rank = plan.leader_rank
    report = MonitoringReport(
        subject=plan.subject, basis=plan.basis, mode=plan.mode, purpose=plan.purpose, leader_rank=rank,
        direction_text="\n".join(_directions(plan)), partner=plan.partner, institutions=plan.institutions,
        locus=plan.locus, starts_on=plan.starts_on or on, ends_on=plan.ends_on or on, agreements=plan.agreements,
        team="\n".join(f"{_name(row.person)}, {position_of(row.person, on=on)}" for row in _team(plan)),
        routed_to=HEAD[rank],
    )  # fmt: skip
    report.clarified_cases = [
        ClarifiedCase(
            complaint_id=row.complaint_id, letter_ref=row.letter_ref, institution=row.institution,
            response=row.response, clarified=row.to_clarify, result=row.result, sort_order=at,
        )
        for at, row in enumerate(plan.monitored_cases.all())
    ]  # fmt: skip
    return report


def _account(plan: MonitoringActivity, *, by: Any, on: date) -> FinancialAccountability:
    return FinancialAccountability(subject=plan.subject, charged_to=plan.funded_by)


PAPERS: dict[str, Paper] = {
    "surat-perintah": Paper(
        gettext_lazy("Draft the assignment order"), AssignmentOrder, (STATE.DIARAHKAN, STATE.PERSIAPAN), _order,
        only_direct=True,
    ),
    "laporan": Paper(
        gettext_lazy("Draft the monitoring report"), MonitoringReport, (STATE.DILAKSANAKAN, STATE.ANALISIS), _report
    ),
    "spj": Paper(
        gettext_lazy("Draft the financial account"), FinancialAccountability,
        (STATE.DILAKSANAKAN, STATE.ANALISIS, STATE.LAPORAN_DISAMPAIKAN), _account, only_direct=True,
    ),
}  # fmt: skip


def _team(plan: MonitoringActivity) -> list[Any]:
    return sorted(plan.team.all(), key=lambda row: not row.is_coordinator)


def _directions(plan: MonitoringActivity) -> list[str]:
    """What was directed, as a line of "dasar"."""
    words = "Arahan {giver} tanggal {day}: {text}"
    found = directions_in_force(plan)
    return [words.format(giver=row.given_by, day=long_date(row.given_at), text=row.text) for row in found]


def _name(person: Any) -> str:
    return person.get_full_name() or person.get_username()


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()] or ["-"]


def _list(items: list[str]) -> str:
    return format_html("<ol>{}</ol>", format_html_join("", "<li>{}</li>", ((item,) for item in items)))
