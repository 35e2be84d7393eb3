"""Three monitorings of the demo: by a division on the spot, by the Asdep herself, and one without travelling."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from dumas_docs.actions.advance_case import advance_case
from dumas_docs.actions.attach_file import attach_file
from dumas_docs.actions.begin_in_activity import begin_paper
from dumas_docs.actions.ensure_folder import ensure_year_folder
from dumas_docs.actions.export_document import export_document
from dumas_docs.actions.file_document import file_document
from dumas_docs.actions.number_document import dispatch_document, number_document
from dumas_docs.actions.record_direction import record_direction
from dumas_docs.actions.sign_document import sign_document
from dumas_docs.enums import ComplaintState, Level, MonitoringBasis, MonitoringMode, MonitoringPurpose
from dumas_docs.exports.dates import day_text
from dumas_docs.models import BasePage, Complaint, MonitoredCase, MonitoringActivity, TeamMember
from dumas_docs.models.directions import DirectionMode
from workflows.engine.acting import step_of
from workflows.engine.decide import approve_step
from workflows.engine.submit import hand_in
from workflows.models import Position, StepState, Unit

from .office import DEMO_PASSWORD

FORWARDED = (
    ComplaintState.DIPANTAU, ComplaintState.DITERUSKAN, ComplaintState.DITANGGAPI, ComplaintState.PENYUSUNAN_TL,
    ComplaintState.SELESAI,
)  # fmt: skip
FIT = {
    "kabid": "Memimpin rapat dengan inspektorat daerah; memahami penanganan pengaduan pertanahan.",
    "analis1": "Menangani kasus yang dipantau sejak ditelaah.",
    "asdep": "Penanggung jawab pelayanan; memimpin koordinasi dengan gubernur dan bupati.",
    "kasubid1": "Memahami tugas instansi di wilayah I.",
    "kasubid2": "Memahami tugas instansi di wilayah II.",
    "analis3": "Menyusun surat penerusan kasus yang diklarifikasi.",
}


def monitor_follow_up(*, persons: dict[str, Any], now: datetime) -> None:
    """Walk three monitorings, each up to another state; once."""
    forwarded = Complaint.objects.filter(state__in=FORWARDED).order_by("pk")
    cases, secret = (list(forwarded.filter(level=level)) for level in (Level.TERBATAS, Level.RAHASIA))
    if MonitoringActivity.objects.exists() or len(cases) < 4:
        return
    _by_a_division(cases[:2], persons=persons, now=now)
    _by_the_asdep([cases[2], *secret[:1]], persons=persons, now=now)
    _without_travelling(cases[3:5], persons=persons, now=now)


def _by_a_division(cases: list[Complaint], *, persons: dict[str, Any], now: datetime) -> None:
    """Ordered, carried out; the report is being written and the account lies with the treasurer."""
    plan = _plan("Pemantauan tindak lanjut pengaduan pertanahan", cases, ("kabid", "analis1"), persons=persons, now=now)
    day = timezone.localtime(now).date()
    plan.starts_on, plan.ends_on = day - timedelta(days=4), day - timedelta(days=1)
    activity = _file(plan, by=persons["kabid"], now=now - timedelta(days=7))
    activity = _direct(activity, "asdep-dumas", by=persons["asdep"], at=now - timedelta(days=6))
    activity = _step(activity, "SIAPKAN", by=persons["kabid"], now=now - timedelta(days=5))
    order = begin_paper(activity=activity, paper="surat-perintah", by=persons["kabid"], now=now)
    _sign(order, drafter=persons["kabid"], before=(), signer=persons["asdep"], persons=persons)
    approve_step(step=_waiting(order), by=persons["ppk"], now=timezone.now())
    activity = _again(activity)
    _attach_matrix(activity, by=persons["kabid"], now=now)
    for name in ("KOORDINASIKAN", "LAKSANAKAN", "ANALISIS"):
        activity = _step(activity, name, by=persons["kabid"], now=timezone.now())
    begin_paper(activity=activity, paper="laporan", by=persons["kabid"], now=now)
    account: Any = begin_paper(activity=activity, paper="spj", by=persons["kabid"], now=now)
    for text, amount, proof in (
        ("Tiket kereta pulang pergi, 2 orang", 1_240_000, "Kuitansi KA-0917"),
        ("Penginapan 3 malam, 2 kamar", 3_900_000, "Kuitansi H-2231"),
        ("Uang harian 4 hari, 2 orang", 3_440_000, "Daftar penerimaan 12"),
    ):
        account.expenses.create(text=text, amount=amount, proof=proof)
    account.save()
    account.save_revision(user=persons["kabid"])
    hand_in(subject=_again(account), by=persons["kabid"])


def _by_the_asdep(cases: list[Complaint], *, persons: dict[str, Any], now: datetime) -> None:
    """Directed and approved by the Deputy, ordered by the PPK; ready."""
    plan = _plan("Rapat koordinasi tindak lanjut pengaduan", cases, ("asdep", "kasubid1"), persons=persons, now=now)
    plan.purpose, plan.basis = MonitoringPurpose.RAKOR, MonitoringBasis.PROGRAM_KERJA
    activity = _file(plan, by=persons["asdep"], now=now - timedelta(days=4))
    activity = _direct(activity, "deputi-d4", by=persons["deputi"], at=now - timedelta(days=3))
    activity = _step(activity, "SIAPKAN", by=persons["asdep"], now=now - timedelta(days=2))
    order = begin_paper(activity=activity, paper="surat-perintah", by=persons["asdep"], now=now)
    _sign(order, drafter=persons["asdep"], before=(persons["deputi"],), signer=persons["ppk"], persons=persons)


def _without_travelling(cases: list[Complaint], *, persons: dict[str, Any], now: datetime) -> None:
    """Prepared, and waiting for the approval of the Asdep."""
    subject = "Klarifikasi tanggapan instansi secara tertulis"
    plan = _plan(subject, cases, ("kasubid2", "analis3"), persons=persons, now=now)
    plan.mode, plan.facilities, plan.funded_by, plan.locus = MonitoringMode.TIDAK_LANGSUNG, "", "", ""
    plan.starts_on = plan.ends_on = None
    activity = _file(plan, by=persons["kasubid2"], now=now - timedelta(days=2))
    activity = _direct(activity, "asdep-dumas", by=persons["asdep"], at=now - timedelta(days=1))
    activity = _step(activity, "SIAPKAN", by=persons["kasubid2"], now=now)
    _attach_matrix(activity, by=persons["kasubid2"], now=now)
    hand_in(subject=_again(activity), by=persons["kasubid2"])


def _plan(
    subject: str, cases: list[Complaint], team: tuple[str, ...], *, persons: dict[str, Any], now: datetime
) -> MonitoringActivity:
    day = timezone.localtime(now).date()
    sent = day - timedelta(days=40)
    plan = MonitoringActivity(
        subject=subject, basis=MonitoringBasis.DATABASE, mode=MonitoringMode.LANGSUNG,
        purpose=MonitoringPurpose.KLARIFIKASI,
        aim="Memastikan surat penerusan ditindaklanjuti dan memperoleh tanggapan tertulis instansi.",
        partner="Inspektur Daerah", mechanism="Rapat klarifikasi, dilanjutkan peninjauan dokumen di kantor instansi.",
        expected_result="Tanggapan tertulis untuk setiap surat dan jadwal penyelesaian yang disepakati.",
        relation_prospect="Narahubung tetap di inspektorat, sehingga surat berikutnya ditanggapi lebih cepat.",
        institutions="Inspektorat Daerah\nKantor Pertanahan", locus="Kantor Inspektorat Daerah",
        starts_on=day + timedelta(days=1), ends_on=day + timedelta(days=4), funded_by="DIPA Deputi tahun 2026",
        facilities="tiket perjalanan\npenginapan\nuang harian",
    )  # fmt: skip
    plan.monitored_cases = [
        MonitoredCase(
            complaint=case,
            letter_ref=f"B-{201 + at}/Kemensetneg/D-4/DM.01.01/{sent:%m/%Y}, {day_text(sent)}",
            institution="Inspektorat Daerah", sort_order=at,
            to_clarify="Sejauh mana pemeriksaan berjalan dan kapan hasilnya disampaikan.",
        )
        for at, case in enumerate(cases)
    ]  # fmt: skip
    plan.team = [
        TeamMember(person=persons[name], is_coordinator=at == 0, competence=FIT[name], sort_order=at)
        for at, name in enumerate(team)
    ]
    return plan


def _file(plan: MonitoringActivity, *, by: Any, now: datetime) -> MonitoringActivity:
    year = timezone.localtime(now).year
    folder = ensure_year_folder(unit=Unit.objects.get(code="asdep-dumas"), register="pemantauan", year=year)
    file_document(page=plan, parent=BasePage.objects.get(pk=folder.pk), by=by, now=now)
    return _again(plan)


def _direct(activity: MonitoringActivity, position: str, *, by: Any, at: datetime) -> MonitoringActivity:
    record_direction(
        case=activity, position=Position.objects.get(code=position), mode=DirectionMode.TERTULIS, given_at=at,
        channel="Lembar arahan", text="Laksanakan pemantauan sesuai dengan matriks, utamakan surat yang belum dijawab.",
        by=by, now=at,
    )  # fmt: skip
    return _again(activity)


def _step(activity: MonitoringActivity, name: str, *, by: Any, now: datetime) -> MonitoringActivity:
    advance_case(page=activity, name=name, by=by, now=now)
    return _again(activity)


def _waiting(paper: Any) -> StepState:
    if (step := step_of(paper)) is None:
        raise RuntimeError(f"{paper} waits at no step")
    return step


def _sign(order: Any, *, drafter: Any, before: tuple[Any, ...], signer: Any, persons: dict[str, Any]) -> None:
    hand_in(subject=_again(order), by=drafter)
    for person in before:
        approve_step(step=_waiting(order), by=person, now=timezone.now())
    sign_document(step=_waiting(order), by=signer, password=DEMO_PASSWORD, now=timezone.now())
    number_document(step=_waiting(order), by=persons["agendaris"], now=timezone.now())
    dispatch_document(step=_waiting(order), by=persons["agendaris"], now=timezone.now())


def _attach_matrix(activity: MonitoringActivity, *, by: Any, now: datetime) -> None:
    """The matrix itself is the material that goes to the institution."""
    made = export_document(page=activity, version=activity, revision_id=None, by=by, now=now, sheet="matriks")
    name = f"Matriks klarifikasi {activity.title}.docx"
    attach_file(page=activity, name=name, content=io.BytesIO(made.content), by=by, now=now)


def _again(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)
