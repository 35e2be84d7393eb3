"""Some of the demo's cases and letters moved along by the people of the office, so that their pages tell a story."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from dumas_docs.actions.advance_case import advance_case
from dumas_docs.actions.case_records import link_reply, record_inquiry, record_intervention
from dumas_docs.actions.give_disposition import give_disposition
from dumas_docs.actions.record_direction import record_direction
from dumas_docs.actions.work_on_disposition import begin_work, report_done
from dumas_docs.enums import ComplaintState, IncomingLetterState, LetterSeal, Level, Urgency
from dumas_docs.models import Complaint, Disposition, DispositionRecipient, IncomingLetter, InstitutionReply
from dumas_docs.models.directions import DirectionMode
from dumas_docs.selectors.intervention_triggers import triggers_reached
from workflows.models import Position

from .reviews import review_case


def move_along(*, persons: dict[str, Any], now: datetime) -> None:
    """Tell three stories, each once: a case up to its direction, an answered case, a letter and its dispositions."""
    _case_up_to_direction(persons, now=now)
    _answered_case(persons, now=now)
    _letter(persons, now=now)


def _case_up_to_direction(persons: dict[str, Any], *, now: datetime) -> None:
    """Disposed, passed on, taken, completed, reviewed; the Deputy has said something he has yet to confirm."""
    if Disposition.objects.filter(page__in=Complaint.objects.all()).exists():
        return
    fresh = Complaint.objects.filter(state=ComplaintState.TERCATAT, handler=None, level=Level.TERBATAS)
    case = fresh.order_by("-pk").first()
    if case is None:
        return
    begun = max(now - timedelta(hours=6), case.received_at)
    sheet = give_disposition(
        page=case, from_position=_position("asdep-dumas"), to_positions=[_position("kabid-dumas")],
        by=persons["asdep"], now=begun, instructions=["PROSES_LEBIH_LANJUT"], note="Telaah dan laporkan.",
        due_on=timezone.localtime(now).date() + timedelta(days=7), urgency=Urgency.SEGERA, paraf="RK",
    )  # fmt: skip
    give_disposition(
        page=case, from_position=_position("kabid-dumas"), to_positions=[_position("analis-dumas-1")],
        by=persons["kabid"], now=begun + timedelta(minutes=40), instructions=["TELAAH", "SIAPKAN_JAWABAN"],
        parent=sheet.recipients.get(),
    )  # fmt: skip
    case = _again(case)
    advance_case(page=case, name="AMBIL", by=persons["analis1"], now=begun + timedelta(hours=1))
    message = {"medium": "EMAIL", "on": timezone.localtime(begun).date(), "text": "Mohon melengkapi bukti pendukung."}
    advance_case(
        page=_again(case), name="MINTA_KELENGKAPAN", by=persons["analis1"], now=begun + timedelta(hours=2),
        given={"items": _again(case).completeness.missing or ["evidence"], "message": message},
    )  # fmt: skip
    arrived = {"items": _again(case).completeness.missing, "on": message["on"], "note": "Lewat surel."}
    advance_case(
        page=_again(case), name="DATA_MASUK", by=persons["agendaris"], now=begun + timedelta(hours=3),
        given={"arrived": arrived},
    )  # fmt: skip
    review_case(_again(case), by=persons["analis1"], now=now)
    # A direction is given after the review was approved, which was a moment ago.
    told = timezone.now()
    record_direction(
        case=_again(case), position=_position("deputi-d4"), mode=DirectionMode.LISAN, channel="Telepon",
        given_at=told, text="Teruskan kepada instansi yang berwenang dan pantau jawabannya.",
        by=persons["kabid"], now=told,
    )  # fmt: skip


def _answered_case(persons: dict[str, Any], *, now: datetime) -> None:
    """An institution has replied, the complainant has asked, and a time limit came near."""
    if InstitutionReply.objects.exists():
        return
    answered = Complaint.objects.filter(state=ComplaintState.DITANGGAPI, handler__isnull=False)
    case = answered.order_by("pk").first()
    if case is None:
        return
    link_reply(
        case=case, institution="Inspektorat Daerah", replied_on=timezone.localtime(now).date() - timedelta(days=1),
        summary="Pemeriksaan awal selesai; dua petugas dimintai keterangan.", by=case.handler, now=now,
        reply_letter=IncomingLetter.objects.child_of(case).first(),
    )  # fmt: skip
    record_inquiry(
        case=case, medium="WHATSAPP", asked_at=now - timedelta(hours=3), question="Menanyakan hasil pemeriksaan.",
        by=case.handler, now=now,
    )  # fmt: skip
    for trigger in triggers_reached(case, on=timezone.localdate(now))[:1]:
        record_intervention(
            case=case, trigger=trigger, action="Menghubungi inspektorat agar jawaban dipercepat.", by=case.handler,
            now=now,
        )  # fmt: skip


def _letter(persons: dict[str, Any], *, now: datetime) -> None:
    """A letter to the Minister goes from him to his Kasubbag and on to the staff, and one part comes back done (S4)."""
    letters = IncomingLetter.objects.filter(
        state=IncomingLetterState.DITERIMA,
        seal=LetterSeal.TERBUKA,
        level__lte=Level.TERBATAS,
        unit__code="biro-tu",
        addressee=_position("mensesneg").title,
    )
    letter = letters.order_by("pk").first()
    if letter is None or Disposition.objects.filter(page__in=IncomingLetter.objects.all()).exists():
        return
    advance_case(page=letter, name="CATAT", by=persons["staf.tu"], now=now)
    advance_case(page=_again(letter), name="AJUKAN", by=persons["staf.tu"], now=now)
    sheet = give_disposition(
        page=letter, from_position=_position("mensesneg"),
        to_positions=[_position("kabag-protokol-tu"), _position("kasubbag-tu-menteri")], by=persons["menteri"],
        now=now, instructions=["KOORDINASI_KONFIRMASI"], note="Siapkan kehadiran pimpinan.", is_verbal=True,
    )  # fmt: skip
    sorting = sheet.recipients.get(position=_position("kasubbag-tu-menteri"))
    passed = give_disposition(
        page=letter, from_position=_position("kasubbag-tu-menteri"), to_positions=[_position("staf-tu-menteri")],
        by=persons["katu"], now=now, instructions=["SIAPKAN_JAWABAN"], note="Konsep balasan hari ini.", parent=sorting,
    )  # fmt: skip
    begin_work(row=_part(passed), by=persons["staf.tu"], now=now)
    report_done(row=_part(passed), report="Konsep balasan selesai.", by=persons["staf.tu"], now=now)


def _part(sheet: Disposition) -> DispositionRecipient:
    return sheet.recipients.get()


def _position(code: str) -> Position:
    return Position.objects.get(code=code)


def _again(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)
