"""Letters, an order and a report in some of the demo's cases, so that a case file looks like one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from dumas_docs.access.scope import local_today
from dumas_docs.enums import (
    DirectActivity,
    LeaderRank,
    LetterNeed,
    Level,
    MonitoringBasis,
    MonitoringMode,
    MonitoringPurpose,
    OutgoingType,
    Urgency,
)
from dumas_docs.exports.dates import day_text
from dumas_docs.models import (
    AssignmentOrder,
    BasePage,
    ClarifiedCase,
    Complaint,
    IncomingLetter,
    MonitoringReport,
    OrderAssignee,
    OrderCopy,
    OutgoingLetter,
    Recipient,
    RecipientKind,
)
from dumas_docs.models.follow_up import DIRECTED


def write_children(cases: dict[str, Complaint | None], *, persons: dict[str, Any], now: datetime) -> None:
    """Add a follow-up draft, an institution's reply, an order and a report to the first assigned cases."""
    known = [case.pk for case in cases.values() if case is not None and case.handler_id]
    assigned = list(Complaint.objects.filter(pk__in=known).order_by("pk"))
    # A follow-up letter is drafted on a direction (S1 A.1.1c).
    for case in [case for case in assigned if case.state in DIRECTED][:6]:
        if case.get_children().exists():
            continue
        _add(case, _draft(case), by=case.handler, publish=False)
    for case in assigned[:3]:
        if case.get_children().count() == 1:
            _add(case, _reply(now), by=persons["agendaris"], publish=True)
    if assigned and assigned[0].get_children().count() == 2:
        _add(assigned[0], _order(now, persons), by=persons["kabid"], publish=False)
        _add(assigned[0], _report(now, assigned[0]), by=persons["kabid"], publish=False)


def _add(case: Complaint, page: BasePage, *, by: Any, publish: bool) -> None:
    page.live = False
    page.owner = by
    case.add_child(instance=page)
    revision = page.save_revision(user=by)
    if publish:
        revision.publish(user=by, skip_permission_checks=True)


def _draft(case: Complaint) -> OutgoingLetter:
    due = local_today() + timedelta(days=21)
    letter = OutgoingLetter(
        reply_due_on=due,
        subject="Penerusan pengaduan masyarakat untuk ditindaklanjuti",
        type=OutgoingType.SURAT_DINAS,
        urgency=Urgency.SEGERA,
        copy_numbers="1 dan 2" if case.level >= Level.RAHASIA else "",
        signatory_position="Asisten Deputi Pengaduan Masyarakat",
        drafter=case.handler,
        body=[
            (
                "paragraph",
                f"<p>Kami menerima pengaduan masyarakat yang tercatat dengan nomor {case.title}. Identitas pengadu "
                "kami rahasiakan.</p>",
            ),
            (
                "numbered",
                [
                    "Mohon pengaduan tersebut diteliti sesuai dengan kewenangan Saudara.",
                    f"Mohon hasilnya disampaikan kepada kami paling lambat tanggal {day_text(due)}.",
                ],
            ),
            ("paragraph", "<p>Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.</p>"),
        ],
    )
    letter.recipients = [
        Recipient(kind=RecipientKind.KEPADA, name="Inspektur Daerah", place="di tempat", sort_order=0),
        Recipient(
            kind=RecipientKind.TEMBUSAN, name="Deputi Bidang Hubungan Kelembagaan dan Kemasyarakatan", sort_order=1
        ),
    ]
    return letter


def _reply(now: datetime) -> IncomingLetter:
    return IncomingLetter(
        subject="Jawaban atas penerusan pengaduan",
        received_at=now - timedelta(days=3),
        sender="Inspektorat Daerah",
        sender_no="700/218/ITDA/2026",
        sender_date=(now - timedelta(days=9)).date(),
        addressee="Asisten Deputi Pengaduan Masyarakat",
        letter_need=LetterNeed.TELAAHAN_LANJUT,
        body="Pemeriksaan awal telah dilakukan. Dua petugas dimintai keterangan dan dokumen pelayanan sedang diteliti.",
    )


def _order(now: datetime, persons: dict[str, Any]) -> AssignmentOrder:
    order = AssignmentOrder(
        subject="Pemantauan tindak lanjut pengaduan",
        considering="<p>bahwa tanggapan instansi atas surat penerusan perlu diklarifikasi di tempat;</p>",
        basis="<p>Program kerja pemantauan tindak lanjut pengaduan masyarakat tahun 2026.</p>",
        task="<p>Melakukan klarifikasi dan pemutakhiran data tindak lanjut, lalu melaporkan hasilnya.</p>",
        place="Kantor instansi terkait",
        starts_on=(now - timedelta(days=12)).date(),
        ends_on=(now - timedelta(days=9)).date(),
        leader_rank=LeaderRank.KABID_KE_BAWAH,
        reporting="Tim melapor kepada Asisten Deputi paling lambat 2 hari kerja setelah kembali.",
        funded_by="DIPA Deputi tahun 2026",
    )
    order.assignees = [
        OrderAssignee(
            sort_order=place,
            person=persons[username],
            name=persons[username].get_full_name(),
            position_title=title,
            is_leader=place == 0,
        )
        for place, (username, title) in enumerate([("kabid", "Kepala Bidang"), ("analis1", "Analis")])
    ]
    order.copies = [OrderCopy(name="Deputi Bidang Hubungan Kelembagaan dan Kemasyarakatan", sort_order=0)]
    return order


def _report(now: datetime, case: Complaint) -> MonitoringReport:
    report = MonitoringReport(
        subject="Laporan hasil pemantauan tindak lanjut",
        basis=MonitoringBasis.DATABASE,
        mode=MonitoringMode.LANGSUNG,
        purpose=MonitoringPurpose.KLARIFIKASI,
        activities=[DirectActivity.DISKUSI, DirectActivity.KUNJUNGAN_LAPANGAN],
        leader_rank=LeaderRank.KABID_KE_BAWAH,
        direction_text="Persetujuan Asisten Deputi secara tertulis pada lembar disposisi.",
        partner="Inspektur Daerah",
        institutions="Inspektorat Daerah\nKantor Pertanahan",
        locus="Lokasi pengaduan",
        starts_on=(now - timedelta(days=12)).date(),
        ends_on=(now - timedelta(days=9)).date(),
        team="Kepala Bidang\nAnalis",
        implementation="<p>Tim berdiskusi dengan instansi dan melihat keadaan di lokasi.</p>",
        agreements="<p>Instansi menyampaikan perkembangan setiap dua minggu.</p>",
        analysis="<p>Keterlambatan disebabkan oleh berkas yang tidak diteruskan antarseksi.</p>",
        conclusion="<p>Sebagian isi pengaduan terbukti.</p>",
        recommendation="<p>Penyelesaian dipantau sampai dokumen diterima pengadu.</p>",
        routed_to="Asisten Deputi Pengaduan Masyarakat",
    )
    report.clarified_cases = [
        ClarifiedCase(
            sort_order=0,
            complaint=case,
            letter_ref="Surat penerusan, konsep",
            institution="Inspektorat Daerah",
            response="Dalam pemeriksaan",
            clarified="Urutan penanganan berkas",
            result="Berkas ditemukan dan diproses kembali",
        )
    ]
    return report
