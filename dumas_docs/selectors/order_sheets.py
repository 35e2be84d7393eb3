"""A surat perintah and a monitoring report as the sheets they are printed on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Any

from django.utils import translation
from django.utils.timezone import get_default_timezone, localtime

from dumas_docs.access.choosers import known_rows
from dumas_docs.enums import LeaderRank, MonitoringBasis, MonitoringMode, MonitoringPurpose
from dumas_docs.exports.blocks import numbered
from dumas_docs.exports.dates import period_text
from dumas_docs.exports.frame import Signature
from dumas_docs.exports.monitoring import ClarifiedRow, MonitoringSheet
from dumas_docs.exports.order import OrderSheet
from dumas_docs.exports.people import Ordered
from dumas_docs.exports.rich import blocks_of_html
from dumas_docs.models import AssignmentOrder, MonitoringReport
from dumas_docs.models.activities import activity_around

from .evidence import files_of
from .monitored import letters_quoted
from .sheet_frames import Taking, frame_of, held_by, hidden, letterhead_of_signer, signed_under
from .team import team_of

SIGNATORY = {LeaderRank.ASDEP: "Pejabat Pembuat Komitmen", LeaderRank.KABID_KE_BAWAH: "Asisten Deputi"}
BASIS = {
    MonitoringBasis.PROGRAM_KERJA: "Program kerja pemantauan tindak lanjut pengaduan masyarakat.",
    MonitoringBasis.DATABASE: "Basis data surat tindak lanjut penanganan pengaduan masyarakat.",
}
PURPOSE = {
    MonitoringPurpose.RAKOR: "rapat koordinasi", MonitoringPurpose.KLARIFIKASI: "klarifikasi",
    MonitoringPurpose.PEMUTAKHIRAN_DATA: "pemutakhiran data",
}  # fmt: skip
MODE = {MonitoringMode.LANGSUNG: "secara langsung", MonitoringMode.TIDAK_LANGSUNG: "secara tidak langsung"}


def order_sheet(order: AssignmentOrder, taking: Taking) -> OrderSheet:
    """The sheet for `order`; who signs follows from who travels (S0 B.2.a.2)."""
    hide = taking.hide
    signed_on = localtime(order.signed_at, get_default_timezone()).date() if order.signed_at else None
    position, name = who_orders(order, on=signed_on or taking.on)
    signed = taking.signature
    position = signed.signed_as if signed else position
    head = letterhead_of_signer(position, unit=order.unit)
    return OrderSheet(
        frame=frame_of(order, taking, is_signed=order.signed_at is not None, letterhead=head),
        number=order.number,
        considering=_rich(order.considering, hide),
        basis=_rich(order.basis, hide),
        people=tuple(
            Ordered(each.name, each.employee_no, each.grade, each.position_title, each.is_leader)
            for each in order.assignees.all()
        ),
        task=_rich(order.task, hide),
        place=hide(order.place),
        period=period_text(order.starts_on, order.ends_on),
        reporting=hide(order.reporting),
        charged_to=hide(order.funded_by),
        signature=replace(
            signed_under(signed) if signed else Signature(position=position, name=name),
            place=f"Ditetapkan di {order.issued_at_place}", day=order.issued_on or signed_on, day_lead="pada tanggal",
        ),
        copies=tuple(hide(", ".join(part for part in (row.name, row.place) if part)) for row in order.copies.all()),
    )  # fmt: skip


def who_orders(order: AssignmentOrder, *, on: date) -> tuple[str, str]:
    """Position and name of who signs `order` on a day; in words of the office where nobody does."""
    return held_by(order.signatory_role, title=SIGNATORY[order.rank], unit=order.unit, on=on)


def monitoring_sheet(report: MonitoringReport, taking: Taking) -> MonitoringSheet:
    """The sheet for `report`. Rows about cases the reader may not know of are left out, as on the page."""
    hide = taking.hide
    # Official words in Indonesian, whatever language the screen speaks.
    with translation.override("id"):
        activities = report._meta.get_field("activities").labels(report.activities)
    aim = f"Pemantauan {MODE[MonitoringMode(report.mode)]} untuk {PURPOSE[MonitoringPurpose(report.purpose)]}"
    how = f" ({', '.join(activities).lower()})" if activities else ""
    where = "\n".join(part for part in (period_text(report.starts_on, report.ends_on), hide(report.locus)) if part)
    activity = activity_around(report)
    led_by = [member.name for member in team_of(activity)] if activity else _lines(report.team)
    return MonitoringSheet(
        frame=frame_of(report, taking, is_signed=report.submitted_at is not None),
        number=report.title,
        subject=hide(report.subject),
        basis=numbered((BASIS[MonitoringBasis(report.basis)], *_lines(hide(report.direction_text)))),
        aim=f"{aim}{how}, bersama {hide(report.partner)}.",
        team=tuple(_lines(hide(report.team))),
        institutions=tuple(_lines(hide(report.institutions))),
        when_and_where=where,
        implementation=_rich(report.implementation, hide),
        rows=tuple(_clarified(report, hide)),
        agreements=_rich(report.agreements, hide),
        analysis=_rich(report.analysis, hide),
        conclusion=_rich(report.conclusion, hide),
        recommendation=_rich(report.recommendation, hide),
        further=tuple(
            (hide(block.value["heading"]), _rich(block.value["text"].source, hide)) for block in report.sections
        ),
        attachments=tuple(
            hide(PurePath(row.name).stem) for row in files_of(report) if not (row.is_withheld or row.is_rejected)
        ),
        signature=Signature(position="Koordinator tim pemantauan", name=hide(led_by[0]) if led_by else ""),
    )


def _clarified(report: MonitoringReport, hide: Callable[[str], str]) -> list[ClarifiedRow]:
    rows = known_rows(list(report.clarified_cases.all()))
    quoted = letters_quoted(rows)
    return [
        ClarifiedRow(
            letter_ref=hide(quoted[row.letter_ref.strip()]), institution=hide(row.institution),
            response=hide(row.response), clarified=hide(row.clarified), result=hide(row.result),
        )
        for row in rows
    ]  # fmt: skip


def _rich(html: str, hide: Callable[[str], str]) -> Any:
    return hidden(blocks_of_html(html), hide)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
