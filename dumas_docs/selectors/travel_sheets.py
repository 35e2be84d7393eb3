"""The memorandum on travel facilities: what the PPK asks of the finance bureau for those an order sends (S0 B.2.a.3).

It tells the order as it was signed and the facilities as they stood when the PPK approved; what is changed in the plan
after that is not his word."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dumas_docs.access.roles import READ
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.enums import OutgoingState
from dumas_docs.exports.dates import day_text, period_text
from dumas_docs.exports.frame import Signature
from dumas_docs.exports.letter import Addressee
from dumas_docs.exports.memo import MemoSheet, TravelFacility, memo_docx, travel_body
from dumas_docs.exports.people import Ordered
from dumas_docs.models import AssignmentOrder, BasePage, MonitoringActivity
from dumas_docs.models.activities import activity_around
from dumas_docs.models.registers import memo_number_of
from workflows.models import StepState

from .sheet_frames import Taking, frame_of, held_by, letterhead_of_signer
from .team import team_of
from .versions import text_to_read

FACILITIES = ("tiket perjalanan", "penginapan", "uang harian")
APPROVED = "Disetujui secara elektronik, {day}"


def travel_docx(activity: MonitoringActivity, taking: Taking) -> bytes:
    """The memorandum as the plan's readers take it; a draft of the plan as long as there is no order."""
    order = order_of(activity)
    with bookkeeping():
        text = text_to_read(order) if order is not None else None
    return _memo(activity, replace(taking, is_final=True), activity=activity, order=order, text=text)


def travel_of_order_docx(order: AssignmentOrder, taking: Taking) -> bytes:
    """The same for readers of the order, to whom the plan may be closed: the PPK reads what he approves."""
    activity = travel_of(order)
    assert activity is not None  # noqa: S101  sheet_named asked
    return _memo(order, taking, activity=activity, order=order, text=order)


def travel_of(order: BasePage) -> MonitoringActivity | None:
    """The newest plan of the direct monitoring an order lies in; None elsewhere."""
    activity = activity_around(order) if isinstance(order, AssignmentOrder) else None
    if activity is None:
        return None
    with bookkeeping():
        plan = activity.newest_for_facts()
    return plan if plan.is_direct else None


def order_of(activity: MonitoringActivity) -> AssignmentOrder | None:
    """The order of the monitoring, where the reader may read it."""
    found = AssignmentOrder.objects.child_of(activity).exclude(state=OutgoingState.BATAL).order_by("-pk")
    return next((order for order in found if READ in order.reader_verbs), None)


def people_of(activity: MonitoringActivity, order: AssignmentOrder | None) -> tuple[Ordered, ...]:
    """Who travels: as ordered, or as planned while there is no order."""
    if order is None:
        return tuple(Ordered(each.name, "", "", each.position, each.row.is_coordinator) for each in team_of(activity))
    return tuple(
        Ordered(row.name, row.employee_no, row.grade, row.position_title, row.is_leader)
        for row in order.assignees.all()
    )


def period_of(activity: MonitoringActivity, order: AssignmentOrder | None) -> str:
    """When they travel: as ordered, or as planned while there is no order."""
    told: Any = activity if order is None else order
    return period_text(told.starts_on, told.ends_on) if told.starts_on and told.ends_on else "…"


def decision_of(page: BasePage, role: str) -> StepState | None:
    """The step at which a role approved the document as it stands; None while it has not."""
    decided = StepState.objects.filter(
        subject_id=page.pk, status=StepState.STATUS_APPROVED, outdated_at=None, task__officetask__role_code=role
    )
    return decided.order_by("finished_at", "pk").last()


def _memo(
    page: BasePage, taking: Taking, *, activity: MonitoringActivity, order: AssignmentOrder | None,
    text: AssignmentOrder | None,
) -> bytes:  # fmt: skip
    # The step at which the PPK approved the journey, or signed the order himself.
    hide, decided = taking.hide, decision_of(order, "ppk") if order is not None and order.signed_at else None
    position, name = held_by("ppk", title="Pejabat Pembuat Komitmen", unit=activity.unit, on=taking.on)
    signature = Signature(position=position, name=name)
    if decided is not None and decided.finished_at is not None:
        day = day_text(office_day(decided.finished_at))
        signature = Signature(position=decided.acted_as, name=decided.actor_name, note=APPROVED.format(day=day))
    wanted = tuple(line.strip() for line in _facilities(activity, decided).splitlines() if line.strip())
    number, day_of_order = (order.number if order else ""), (text.issued_on if text else None)
    destination = text.place if text else activity.locus or ", ".join(activity.institutions.splitlines())
    travel = TravelFacility(
        order_number=number or "…", order_day=day_of_order, travellers=people_of(activity, text),
        destination=hide(destination), period=period_of(activity, text),
        facilities=tuple(map(hide, wanted)) or FACILITIES,
        charged_to=hide(text.funded_by if text else activity.funded_by) or "…",
    )  # fmt: skip
    head = letterhead_of_signer(signature.position, unit=activity.unit)
    return memo_docx(MemoSheet(
        frame=frame_of(
            page, replace(taking, signature=None), is_signed=decided is not None and bool(number), letterhead=head
        ),
        title="Memorandum", number=memo_number_of(order) if order and decided else "",
        to=(Addressee("Kepala Biro Keuangan"),), from_position=signature.position,
        subject="Permohonan fasilitas perjalanan dinas pemantauan", day=day_of_order,
        body=travel_body(travel), signature=signature,
    ))  # fmt: skip


def _facilities(activity: MonitoringActivity, decided: StepState | None) -> str:
    """What is asked for; of a decided journey as it stood when that was decided."""
    if decided is None:
        return activity.facilities
    with bookkeeping():
        before = activity.revisions.filter(created_at__lte=decided.finished_at).order_by("-created_at", "-pk").first()
    return before.content.get("facilities", "") if before else activity.facilities
