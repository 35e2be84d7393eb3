"""The sheets of a monitoring: proposal, travel facility, matrix, and the cover of its account (domain.md §13; S0 B)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from dumas_docs.access.roles import IDENTITY, READ
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.enums import AccountState, MonitoringPurpose, MonitoringState
from dumas_docs.exports.accountability import AccountabilitySheet, Cost, accountability_docx
from dumas_docs.exports.frame import Signature
from dumas_docs.exports.letter import Addressee
from dumas_docs.exports.memo import (
    MemoSheet,
    MonitoringProposal,
    memo_docx,
    proposal_body,
)
from dumas_docs.exports.monitoring import ClarifiedRow, MatrixSheet, matrix_docx
from dumas_docs.models import BasePage, FinancialAccountability, MonitoringActivity
from dumas_docs.models.registers import memo_number_of
from workflows.models import TransitionRecord

from .monitored import MatrixRow, letters_quoted, matrix_of
from .order_sheets import PURPOSE
from .parties import masked_reported_parties
from .sheet_frames import Taking, frame_of, held_by, letterhead_of_signer
from .team import team_of
from .travel_sheets import decision_of, order_of, people_of, period_of, travel_docx

# Official words; they are Indonesian whatever language the screen speaks.
NOT_FINAL = (MonitoringState.KONSEP, MonitoringState.DIARAHKAN, MonitoringState.PERSIAPAN, MonitoringState.DIBATALKAN)
OPENING = (
    "Dengan hormat kami usulkan rencana pelaksanaan pemantauan tindak lanjut pengaduan masyarakat sebagai berikut."
)
# Who is complained about, where not even an office can be told.
MASKED = "(disamarkan)"
CLOSING = "Demikian kami sampaikan, mohon arahan lebih lanjut."


def proposal_docx(activity: MonitoringActivity, taking: Taking) -> bytes:
    """The memorandum of the Asdep to the Deputi with its six contents (S0 B.2.a.1)."""
    hide, on, is_approved = taking.hide, taking.on, _is_as_approved(activity, taking)
    position, name = held_by("asdep", title="Asisten Deputi", unit=activity.unit, on=on)
    # A draft may lack its purpose.
    purpose = PURPOSE[MonitoringPurpose(activity.purpose)] if activity.purpose else ""
    matrix = matrix_of(activity)
    quoted = letters_quoted(found.row for found in matrix)
    proposal = MonitoringProposal(
        opening=OPENING, aim=hide(activity.aim), partner=hide(activity.partner),
        mechanism=hide(". ".join(part for part in (purpose.capitalize(), activity.mechanism) if part)),
        expected_result=hide(activity.expected_result), expected_relation=hide(activity.relation_prospect),
        letters=tuple(
            (hide(quoted[found.row.letter_ref.strip()]), hide(found.row.institution), hide(found.matter),
             hide(found.row.response))
            for found in matrix
        ),
        closing=CLOSING,
    )  # fmt: skip
    return memo_docx(MemoSheet(
        frame=frame_of(
            activity, taking, is_signed=is_approved,
            letterhead=letterhead_of_signer(position, unit=activity.unit),
        ),
        title="Memorandum", number=memo_number_of(activity) if is_approved else "",
        to=(Addressee(held_by("deputy", title="Deputi", unit=activity.unit, on=on)[0]),), from_position=position,
        subject=f"Usulan rencana pelaksanaan pemantauan: {hide(activity.subject)}", day=_day(activity),
        body=proposal_body(proposal), signature=Signature(position=position, name=name),
    ))  # fmt: skip


def matrix_sheet_docx(activity: MonitoringActivity, taking: Taking) -> bytes:
    """The matrix; rows of cases the reader may not know of are left out, as on the page.

    Complainants are masked for all, who is complained about for those without the right to identities."""
    hide, matrix = taking.hide, matrix_of(activity)
    quoted = letters_quoted(found.row for found in matrix)
    rows = tuple(
        ClarifiedRow(
            letter_ref=hide(quoted[found.row.letter_ref.strip()]), parties=_parties(found, taking),
            matter=hide(found.matter), institution=hide(found.row.institution), response=hide(found.row.response),
            clarified=hide(found.row.to_clarify), result=hide(found.row.result),
        )
        for found in matrix
    )  # fmt: skip
    frame = frame_of(activity, taking, is_signed=_is_final(activity))
    return matrix_docx(MatrixSheet(frame=frame, about=f"{activity.title}: {hide(activity.subject)}", rows=rows))


def account_docx(account: FinancialAccountability, taking: Taking) -> bytes:
    """The cover of the account, to the PPK through the BPP (S0 B.6.b).

    Who verifies it reads on it whose travel it is, though he may not read the plan itself."""
    hide = taking.hide
    with bookkeeping():
        activity = MonitoringActivity.objects.get(path=account.path[: -account.steplen])
        team = team_of(activity)
    order = order_of(activity)
    with bookkeeping():
        people = people_of(activity, order)
    expenses = list(account.expenses.all())
    return accountability_docx(AccountabilitySheet(
        frame=frame_of(account, taking, is_signed=account.state == AccountState.DITERIMA), number=account.title,
        order_number=order.number if order and order.number else "…", order_day=order.issued_on if order else None,
        people=people, destination=hide(activity.locus or activity.institutions),
        period=period_of(activity, order), charged_to=hide(account.charged_to),
        costs=tuple(Cost(hide(row.text), row.amount) for row in expenses),
        proofs=tuple(dict.fromkeys(hide(row.proof) for row in expenses)),
        signature=Signature(position="Koordinator tim pemantauan", name=team[0].name if team else ""),
        verified_by=_under(account, "bpp", title="Bendahara Pengeluaran Pembantu", on=taking.on),
        received_by=_under(account, "ppk", title="Pejabat Pembuat Komitmen", on=taking.on),
    ))  # fmt: skip


def _under(account: FinancialAccountability, role: str, *, title: str, on: date) -> Signature:
    """Who decided on the account in a role; as long as nobody has, who holds it."""
    if (decided := decision_of(account, role)) is not None:
        return Signature(position=decided.acted_as, name=decided.actor_name)
    position, name = held_by(role, title=title, unit=account.unit, on=on)
    return Signature(position=position, name=name)


Sheet = tuple[Promise, Callable[[Any, Taking], bytes]]
OF_ACTIVITY: dict[str, Sheet] = {
    "usulan": (_("Memorandum with the proposal"), proposal_docx),
    "fasilitas": (_("Memorandum on travel facilities"), travel_docx),
    "matriks": (_("Matrix of clarification"), matrix_sheet_docx),
}
OF_ACCOUNT: dict[str, Sheet] = {"sampul": (_("Cover of the account (SPJ)"), account_docx)}


def sheets_of(page: BasePage) -> dict[str, Sheet]:
    """The sheets of `page` by their codes, the usual one first; empty for types with one sheet only."""
    if isinstance(page, MonitoringActivity):
        return {code: sheet for code, sheet in OF_ACTIVITY.items() if code != "fasilitas" or page.is_direct}
    return OF_ACCOUNT if isinstance(page, FinancialAccountability) else {}


def _parties(found: MatrixRow, taking: Taking) -> str:
    """Nothing where the reader may only know of the case."""
    if READ not in found.case.reader_verbs:
        return ""
    opened = taking.reported_in(found.case) if IDENTITY in found.case.reader_verbs else None
    masked = dict.fromkeys(party.name or MASKED for party in masked_reported_parties(found.case))
    reported = "; ".join(masked if opened is None else opened)
    return f"Pengadu: {found.complainants or '-'}\nTerlapor: {reported or '-'}"


def _is_final(activity: MonitoringActivity) -> bool:
    return activity.state not in NOT_FINAL


def _is_as_approved(activity: MonitoringActivity, taking: Taking) -> bool:
    """Whether this version is the plan that was approved; what was changed since is a draft."""
    record = _ready(activity)
    made = Revision.objects.filter(pk=taking.revision_id).values_list("created_at", flat=True).first()
    return _is_final(activity) and record is not None and made is not None and made <= record.at


def _ready(activity: MonitoringActivity) -> TransitionRecord | None:
    return TransitionRecord.objects.filter(subject_id=activity.pk, target=MonitoringState.SIAP).last()


def _day(activity: MonitoringActivity) -> date | None:
    """The day the plan became final."""
    record = _ready(activity)
    return office_day(record.at) if record else None
