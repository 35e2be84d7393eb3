"""One filled sheet of every kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dumas_docs.exports.accountability import AccountabilitySheet, Cost, accountability_docx
from dumas_docs.exports.blocks import lines, numbered
from dumas_docs.exports.disposition import Choice, DispositionSheet, disposition_docx
from dumas_docs.exports.frame import Frame, Signature
from dumas_docs.exports.letter import Addressee, LetterSheet, letter_docx
from dumas_docs.exports.memo import (
    MemoSheet,
    MonitoringProposal,
    TravelFacility,
    memo_docx,
    proposal_body,
    travel_body,
)
from dumas_docs.exports.monitoring import ClarifiedRow, MatrixSheet, MonitoringSheet, matrix_docx, monitoring_docx
from dumas_docs.exports.order import OrderSheet, order_docx
from dumas_docs.exports.people import Ordered
from dumas_docs.exports.progress import ProgressSheet, SentLetter, progress_docx
from dumas_docs.exports.review import ReviewSheet, review_docx
from dumas_docs.exports.rich import blocks_of_html

DAY = date(2026, 11, 21)
FRAME = Frame(letterhead=("Kementerian Contoh", "Deputi Bidang Contoh", "Asdep Contoh"), title="NO-1", author="Asdep")
SIGNER = Signature(position="Asisten Deputi", name="Nama Penanda Tangan", grade="Pembina (IV/a)", employee_no="1970")
PEOPLE = (
    Ordered("Andi Contoh", "19800202", "Penata", "Kepala Bidang", is_leader=True),
    Ordered("Rina Contoh", "", "", "Analis"),
)
ROWS = (ClarifiedRow("B-1/2026", "B*** S***", "Pungutan", "Dinas Contoh", "", "Tarif", "Dikembalikan"),)


def letter(frame: Frame = FRAME, **values) -> bytes:
    given = {
        "number": "B-5/D-4/2026", "nature": "Segera", "attachments": "", "subject": "Tindak lanjut pengaduan",
        "place": "Jakarta", "day": DAY, "to": (Addressee("Bupati Contoh", "di Contoh"),),
        "body": blocks_of_html("<p>Pembuka.</p><ol><li>a<ol><li>b</li></ol></li><li>c</li></ol><p>Penutup.</p>"),
        "signature": SIGNER, "copies": ("Deputi",), **values,
    }  # fmt: skip
    return letter_docx(LetterSheet(frame=frame, **given))


def proposal() -> bytes:
    body = proposal_body(MonitoringProposal(
        opening="Kami usulkan:", aim="Klarifikasi.", partner="Inspektorat.", mechanism="Rapat.",
        expected_result="Tanggapan.", expected_relation="Narahubung.", letters=(("B-1/2026", "Dinas", "Pungutan", ""),),
        closing="Mohon arahan.",
    ))  # fmt: skip
    return memo_docx(MemoSheet(
        frame=FRAME, title="Memorandum", number="124/D-4", to=(Addressee("Deputi"),), from_position="Asdep",
        subject="Usulan", day=DAY, body=body, signature=SIGNER,
    ))  # fmt: skip


def travel() -> bytes:
    body = travel_body(TravelFacility(
        order_number="12/SP", order_day=DAY, destination="Contoh",
        travellers=(Ordered("Andi", "1980", "Penata", "Kabid"),),
        period="24 s.d. 27 November 2026", facilities=("tiket", "penginapan"), charged_to="DIPA",
    ))  # fmt: skip
    return memo_docx(MemoSheet(
        frame=FRAME, title="Memorandum", number="", to=(Addressee("Kepala Biro Keuangan"),), from_position="PPK",
        subject="Fasilitas", body=body, signature=SIGNER,
    ))  # fmt: skip


def order() -> bytes:
    return order_docx(OrderSheet(
        frame=FRAME, number="12/SP", considering=lines("bahwa perlu;"), basis=numbered(("Peraturan", "Arahan")),
        people=PEOPLE, task=numbered(("memantau;",)), place="Contoh", period="24 November 2026", reporting="Asdep",
        charged_to="DIPA", signature=SIGNER, copies=("Deputi",),
    ))  # fmt: skip


def disposition() -> bytes:
    return disposition_docx(DispositionSheet(
        frame=FRAME, sender="Gubernur", sender_no="045/1", sender_day=DAY, received=DAY, agenda_no="55/Agd",
        urgency=("Segera",), subject="Undangan", forwarded_to=(Choice("Kabid", ticked=True), Choice("Kasubbag")),
        instructions=(Choice("Tindak lanjuti", ticked=True),), note="Segera.", position="Asdep", initialled_by="NP",
        day=DAY,
    ))  # fmt: skip


def report() -> bytes:
    text = lines("Uraian.")
    return monitoring_docx(MonitoringSheet(
        frame=FRAME, number="LHP-1", subject="Pemantauan", basis=numbered(("Program kerja.",)), aim="Klarifikasi.",
        team=("Andi",), institutions=("Dinas",), when_and_where="24 November 2026", implementation=text, rows=ROWS,
        agreements=text, analysis=text, conclusion=text, recommendation=text, further=(("Catatan lapangan", text),),
        attachments=("Notula",), signature=SIGNER,
    ))  # fmt: skip


def matrix() -> bytes:
    return matrix_docx(MatrixSheet(frame=FRAME, about="Kabupaten Contoh", rows=ROWS))


def review() -> bytes:
    text = lines("Uraian.")
    return review_docx(ReviewSheet(
        frame=FRAME, subject="Pungutan", number="", problem=text, assumptions=text, facts=text, analysis=text,
        conclusion=text, advice=text, signature=SIGNER,
    ))  # fmt: skip


def account() -> bytes:
    return accountability_docx(AccountabilitySheet(
        frame=FRAME, number="", order_number="12/SP", order_day=DAY, people=PEOPLE, destination="Contoh",
        period="24 November 2026", charged_to="DIPA", costs=(Cost("Tiket", Decimal("1250000")),
        Cost("Hotel", Decimal("99.5"))), proofs=("Kuitansi",), signature=SIGNER, verified_by=SIGNER, received_by=SIGNER,
    ))  # fmt: skip


def progress() -> bytes:
    return progress_docx(ProgressSheet(
        frame=FRAME, register_no="DM-1", day=DAY, applicants=("B*** S***",), subject="Pungutan", state="Diteruskan",
        state_day=DAY, letters=(SentLetter("B-1", DAY, "Bupati"),), replies="", next_step="Tanggapan.",
        signature=SIGNER,
    ))  # fmt: skip
