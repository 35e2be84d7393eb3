"""What the guards of a monitoring's life cycle ask, in one place (domain.md §7; S0 B, C.1).

Like `case_facts` read without the reader's filter: yes and no, nothing of a hidden document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from dumas_docs.access.scope import bookkeeping
from dumas_docs.enums import AccountState, LeaderRank, MonitoringMode, OutgoingState
from dumas_docs.models import (
    AssignmentOrder,
    Attachment,
    Direction,
    FinancialAccountability,
    MonitoringActivity,
    MonitoringReport,
    Scan,
)
from dumas_docs.models.directions import DirectionMode
from workflows.models import Signature, StepState

from .case_facts import ON_THE_WAY, Facts

# S0 B.2.a.1: what the plan says; the sixth content is the matrix.
CONTENTS = ("aim", "partner", "mechanism", "expected_result", "relation_prospect", "institutions")
HANDED_IN = (OutgoingState.PARAF, OutgoingState.DIKIRIM, OutgoingState.DIBERKASKAN)
RECEIVED = (OutgoingState.DIKIRIM, OutgoingState.DIBERKASKAN)


def facts_of_activity(activity: MonitoringActivity, *, user: Any, on: date) -> Facts:
    """Facts of a monitoring; of its plan those of the newest version."""
    plan = plan_of(activity)
    reports = MonitoringReport.objects.child_of(activity).order_by()
    return Facts(
        {
            "mode": lambda: plan.mode,
            "direction": directions_in_force(plan).exists,
            "plan_complete": lambda: is_complete(plan),
            "team_competent": lambda: _is_competent(plan),
            "plan_approved": lambda: is_approved(activity),
            "order_signed": signed_orders(activity).exists,
            "order_differs": lambda: plan.is_direct and _differs(plan, signed_orders(activity)),
            "signatory_travels": lambda: _signatory_travels(activity),
            "material": lambda: has_material(activity),
            "first_day_come": lambda: plan.starts_on is None or plan.starts_on <= on,
            "report_written": reports.filter(state__in=HANDED_IN).exists,
            "report_received": reports.filter(state__in=RECEIVED).exists,
            "account_accepted": accounts_of(activity).filter(state=AccountState.DITERIMA).exists,
        }
    )


def plan_of(activity: MonitoringActivity) -> MonitoringActivity:
    """The newest version of the plan."""
    with bookkeeping():
        return activity.get_latest_revision_as_object()


def directions_in_force(plan: MonitoringActivity) -> QuerySet[Direction]:
    """Directions that count: of the Asdep or the Deputy, of the Deputy alone when the Asdep monitors (S0 B.1)."""
    roles = ("deputy",) if plan.leader_rank == LeaderRank.ASDEP else ("asdep", "deputy")
    counting = Q(mode=DirectionMode.TERTULIS) | Q(confirmed_at__isnull=False)
    return Direction.objects.filter(counting, page_id=plan.pk, position__role_code__in=roles)


def is_complete(plan: MonitoringActivity) -> bool:
    """The six contents of the proposal, with a team; when and for how long, where the team travels."""
    texts = all(str(getattr(plan, name)).strip() for name in CONTENTS)
    dated = not plan.is_direct or bool(plan.starts_on and plan.ends_on)
    return texts and dated and plan.monitored_cases.exists() and plan.team.exists()


def is_approved(activity: MonitoringActivity) -> bool:
    """Whether the chain of an indirect monitoring has come to its end on the plan as it is now (W5c)."""
    return StepState.objects.filter(
        subject_id=activity.pk, status=StepState.STATUS_APPROVED, revision_id=activity.latest_revision_id,
        workflow_state__status=WorkflowState.STATUS_APPROVED, workflow_state__workflow__chain_version__code="W5c",
    ).exists()  # fmt: skip


def signed_orders(activity: MonitoringActivity) -> QuerySet[AssignmentOrder]:
    void = AssignmentOrder.objects.filter(state=OutgoingState.BATAL).values("pk")
    return AssignmentOrder.objects.child_of(activity).filter(signed_at__isnull=False).exclude(pk__in=void).order_by()


def _differs(plan: MonitoringActivity, signed: Iterable[AssignmentOrder]) -> bool:
    orders = list(signed)
    return bool(orders) and not any(order.sends_as_planned(plan) for order in orders)


@dataclass(frozen=True)
class Sending:
    """Who travels by a plan, and when."""

    people: frozenset[int]
    starts_on: date | None
    ends_on: date | None
    mode: str

    def is_as_signed(self, order: AssignmentOrder) -> bool:
        return self.mode == MonitoringMode.LANGSUNG and order.sends(
            self.people, starts_on=self.starts_on, ends_on=self.ends_on
        )


def why_approved_stands(activity: MonitoringActivity, *, proposed: Sending) -> str:
    """Why team, days and mode of a plan cannot be changed into these now, and what to do; empty when they can.

    A plan that is another one than its order was signed for may be put back as that order says."""
    if activity.pk is None:
        return ""
    with bookkeeping():
        order = signed_orders(activity).first()
        plan = plan_of(activity) if order is not None and activity.state not in ON_THE_WAY else None
        if order and plan and not order.sends_as_planned(plan) and proposed.is_as_signed(order):
            return ""
    if activity.state in ON_THE_WAY:
        return _("The monitoring was carried out as planned: team, days and mode stand.")
    if order is not None:
        return _(
            "Team, days and mode stand as the assignment order %(number)s was signed. To change them, have it returned "
            "or withdrawn first; then change the plan and draft another order."
        ) % {"number": order.number or order.title}
    if not activity.awaits_approval:
        return _("Team, days and mode stand as approved. To change them, take the step “Prepare anew” first.")
    return ""


def accounts_of(activity: MonitoringActivity) -> QuerySet[FinancialAccountability]:
    return FinancialAccountability.objects.child_of(activity).order_by()


def has_material(activity: MonitoringActivity) -> bool:
    """Whether files to be clarified lie with the monitoring (S0 B.3.b, C.1.c)."""
    found = [model.objects.filter(page_id=activity.pk).exists() for model in (Attachment, Scan)]
    return any(found)


def _is_competent(plan: MonitoringActivity) -> bool:
    people = list(plan.team.all())
    return bool(people) and all(row.competence.strip() for row in people)


def _signatory_travels(activity: MonitoringActivity) -> bool:
    for order in signed_orders(activity):
        signer = (
            Signature.objects.standing().filter(subject_id=order.pk).order_by("-at").values_list("signer_id", flat=True)
        )
        if set(signer[:1]) & order.sent.ids:
            return True
    return False
