"""A mail becomes a whole case, once, at the right level, with what it needs and with what it resembles."""

from __future__ import annotations

import base64
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from dumas_docs.access import audit
from dumas_docs.access.pointers import audit_pointers
from dumas_docs.access.scope import system_scope
from dumas_docs.access.selectors import may, verbs_on
from dumas_docs.actions.receive_mail import MailStatus
from dumas_docs.actions.stop_inheriting import stop_inheriting
from dumas_docs.enums import Addressee, Channel, Classification, ComplaintState, Level
from dumas_docs.models import (
    Attachment,
    AuditEntry,
    Complaint,
    GrantCause,
    ReceiptState,
    ReceivedMail,
    RelationKind,
    Scan,
)
from dumas_docs.models.intake import RECEIPT_NOTE
from tests.imports.makers import make_docx
from tests.intake.letters import raw_mail

LETTER = (
    "Kepada Yth. Bapak Presiden\n\nSejak 3 Maret 2021 permohonan sertifikat sawah saya di kantor pertanahan Kabupaten "
    "Ngawi, Jawa Timur tidak diproses. Pada 5 Mei 2024 saya datang lagi dan tetap ditolak tanpa alasan yang jelas "
    "sehingga saya dirugikan.\n\nHormat saya,\nSumarni Wulandari\nDusun Krajan RT 03, Kabupaten Ngawi\n"
    "HP 0812-3456-7890"
)
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC")


def only_case() -> Complaint:
    return Complaint.objects.get()


def test_a_mail_becomes_a_whole_case(take_in, office):
    outcome = take_in(text=LETTER, files={"bukti.png": PNG, "catatan.txt": b"catatan Sumarni Wulandari"})
    case, year = only_case(), timezone.localdate().year
    assert (outcome.status, outcome.number) == (MailStatus.TERDAFTAR, case.title)
    assert case.title == f"DM-{year}-000001"
    assert case.agenda_no == f"1/Agd-Dumas/{year}"
    assert case.url_path.endswith(f"/arsip/asdep-dumas/pengaduan/{year}/dm-{year}-000001/")
    assert len(case.tracking_code.replace("-", "")) == 16
    assert (case.live, case.state, case.level) == (True, ComplaintState.TERCATAT, Level.TERBATAS)
    assert (case.channel, case.addressees) == (Channel.EMAIL_DUMAS, [Addressee.PRESIDEN])
    assert case.letter_date.isoformat() == "2026-03-12"
    assert [code.code for code in case.issue_codes.all()] == ["05"]
    assert [(place.regency, place.province) for place in case.locations.all()] == [("Kabupaten Ngawi", "Jawa Timur")]
    assert case.latest_revision_id == case.live_revision_id is not None
    assert list(audit_pointers()) == []
    assert list(audit.faults()) == []


def test_identities_are_sealed_and_leave_every_other_text(take_in):
    take_in(
        text=LETTER, subject="Pengaduan Sumarni Wulandari", files={"catatan.txt": b"Sumarni Wulandari 081234567890"}
    )
    case = only_case()
    person = case.complainants.get()
    assert person.full_name.reveal() == "Sumarni Wulandari"
    assert person.phone.reveal() == "081234567890"
    texts = [case.subject, case.chronology, case.substance_summary, *case.attachments.values_list("text", flat=True)]
    for text in texts:
        assert "Sumarni" not in text and "0812-3456-7890" not in text and "081234567890" not in text
    assert "Sumarni" not in str(case.latest_revision.content)


def test_files_are_kept_with_their_bytes_and_the_original_beside_them(take_in):
    raw = raw_mail(LETTER, files={"bukti.png": PNG})
    take_in(raw)
    case = only_case()
    scan = Scan.objects.get(page=case)
    assert (scan.title, scan.mime, scan.width) == ("bukti.png", "image/png", 1)
    assert scan.file.open("rb").read() == PNG
    received = ReceivedMail.objects.get()
    assert received.original.open("rb").read() == raw
    assert Path(received.original.path).stat().st_mode & 0o077 == 0
    assert Attachment.objects.get(page=case).note == RECEIPT_NOTE


def test_the_same_message_again_is_only_named(take_in):
    raw = raw_mail(LETTER)
    first, again = take_in(raw), take_in(raw)
    assert (again.status, again.number) == (MailStatus.SUDAH_TERCATAT, first.number)
    assert Complaint.objects.count() == 1


def test_the_same_message_by_another_way_is_recognised(take_in):
    raw = raw_mail(LETTER)
    take_in(raw)
    by_other_way = take_in(b"Received: from relay.example by mx.example; Thu, 12 Mar 2026 09:16:00 +0700\r\n" + raw)
    assert by_other_way.status == MailStatus.SUDAH_TERCATAT
    assert ReceivedMail.objects.filter(state=ReceiptState.DUPLIKAT, complaint=only_case()).count() == 1
    assert only_case().title.endswith("000001")


def test_a_copied_message_id_does_not_swallow_another_complaint(take_in):
    take_in(text=LETTER)
    other = take_in(text="Limbah pabrik mencemari sungai kami sejak 2024 dan ikan mati.", subject="Limbah")
    assert other.status == MailStatus.TERDAFTAR
    assert Complaint.objects.count() == 2


def test_likely_the_same_matter_is_registered_and_proposed(take_in):
    take_in(text=LETTER)
    sent_again = take_in(
        text=f"Saya kirim ulang.\n\n{LETTER}", subject="Fwd: Pengaduan sertifikat tanah", headers={"X-Lain": "1"}
    )
    assert sent_again.status == MailStatus.TERDAFTAR
    proposal = Complaint.objects.get(title=sent_again.number).proposed_relations.get()
    assert (proposal.kind, proposal.accepted) == (RelationKind.DUPLIKAT, None)
    assert {"text", "subject", "sender"} <= set(proposal.signs)
    assert sent_again.likely[0].number.endswith("000001")
    assert not Complaint.objects.get(title=sent_again.number).related_cases.exists()


def test_the_same_file_in_another_mail_is_a_sign(take_in):
    letter = b"Surat perjanjian nomor 12/AB/2026 yang panjang isinya dan sama"
    take_in(text=LETTER, files={"surat.txt": letter})
    other = take_in(
        text="Saya tetangga, ikut melampirkan.", subject="Dukungan", sender="Wati <wati@warga.example>",
        files={"lain.txt": letter},
    )  # fmt: skip
    assert "file" in Complaint.objects.get(title=other.number).proposed_relations.get().signs


def test_a_question_about_progress_is_proposed_as_continuation(take_in):
    take_in(text=LETTER)
    asked = take_in(
        text="Mohon informasi perkembangan pengaduan ibu saya, Sumarni Wulandari, mengenai sertifikat.",
        subject="Permintaan informasi perkembangan", sender="Dewi <dewi@warga.example>",
    )  # fmt: skip
    case = Complaint.objects.get(title=asked.number)
    assert case.classification == Classification.PERMINTAAN_INFORMASI
    assert "Sumarni" not in case.chronology
    assert case.proposed_relations.get().kind == RelationKind.LANJUTAN


@pytest.mark.parametrize(
    ("text", "subject", "level"),
    [
        (LETTER, "Sertifikat", Level.TERBATAS),
        ("Ada pungli dan korupsi di kantor itu sejak 2024.", "Dugaan korupsi", Level.RAHASIA),
        (LETTER + "\nMohon identitas saya dirahasiakan.", "Sertifikat", Level.RAHASIA),
    ],
)
def test_confidentiality_by_default(take_in, text, subject, level):
    assert take_in(text=text, subject=subject).level == level


def test_a_sealed_letter_is_opened_to_the_addressee_alone(take_in, office):
    outcome = take_in(
        text="Surat pribadi dalam amplop tertutup saya titipkan, mohon tidak dibuka.", subject="PRIBADI - Bapak Menteri"
    )
    assert outcome.level == Level.SANGAT_RAHASIA
    readers = {name for name, user in office.users.items() if may(user, "see", only_case())}
    assert readers == {"menteri"}


def test_a_personal_mail_that_says_top_secret_too_is_not_opened_to_the_head_of_intake(take_in, office):
    take_in(text="Laporan saya tentang pejabat.", subject="SANGAT RAHASIA - pribadi untuk Menteri")
    assert {name for name, user in office.users.items() if may(user, "see", only_case())} == {"menteri"}


def test_top_secret_without_a_position_for_it_waits_in_quarantine(take_in, office, settings):
    settings.DUMAS_DOCS = {**settings.DUMAS_DOCS, "INTAKE_HEAD_ROLE": "nobody", "ADDRESSEE_ROLES": {}}
    outcome = take_in(text="Sangat rahasia, mohon dibaca sendiri.", subject="SANGAT RAHASIA - laporan")
    assert (outcome.status, outcome.code) == (MailStatus.DITOLAK, "TIDAK_ADA_PENERIMA")
    assert not Complaint.objects.exists()
    assert ReceivedMail.objects.get().state == ReceiptState.DITOLAK


def test_who_sees_a_restricted_case(take_in, office):
    take_in(text=LETTER)
    case = only_case()
    verbs = {name: {verb for verb in ("see", "read", "identity") if may(user, verb, case)} for name, user in
             office.users.items()}  # fmt: skip
    assert verbs == {
        "menteri": set(), "asdep": {"see", "read", "identity"}, "kabid": {"see", "read", "identity"},
        "analis": {"see"}, "agendaris": {"see", "read"}, "pembaca": {"see", "read"},
    }  # fmt: skip


def test_another_office_names_its_own_mailboxes(take_in, settings):
    mailboxes = {"Aduan@Kantor.example": "EMAIL_PERSURATAN"}
    settings.DUMAS_DOCS = {**settings.DUMAS_DOCS, "INTAKE_MAILBOXES": mailboxes}
    take_in(text=LETTER, to="aduan@kantor.example")
    assert only_case().channel == Channel.EMAIL_PERSURATAN
    back = take_in(text="Tanda terima.", sender="aduan@kantor.example", to="warga@warga.example", subject="Balasan")
    assert back.code == "SUREL_SENDIRI"


def test_what_is_missing_is_said(take_in):
    outcome = take_in(text="tolong ditindak oknum di dinas. saya saksi", subject="ADUAN", sender="joko@warga.example")
    check = only_case().completeness
    assert {"addressed", "signed", "evidence", "chronology_clear"} <= set(check.missing)
    assert len(outcome.missing) == len(check.missing)


def test_a_mail_without_date_keeps_none_and_says_so(take_in):
    take_in(raw_mail(LETTER).replace(b"Date: Thu, 12 Mar 2026 09:15:00 +0700\n", b""))
    case = only_case()
    assert case.letter_date is None and case.letter_date_note
    assert timezone.now() - case.received_at < timedelta(minutes=5)


def test_the_office_received_it_when_its_server_took_it(take_in):
    take_in(b"Received: from a.example by mx.example; Fri, 13 Mar 2026 10:00:00 +0700\n" + raw_mail(LETTER))
    assert timezone.localtime(only_case().received_at).isoformat() == "2026-03-13T10:00:00+07:00"


def test_a_forged_date_far_from_the_arrival_is_noted(take_in):
    take_in(b"Received: from a.example by mx.example; Fri, 13 Nov 2026 10:00:00 +0700\n" + raw_mail(LETTER))
    assert only_case().letter_date_note


def test_dry_run_keeps_nothing(take_in, stores):
    outcome = take_in(text=LETTER, files={"bukti.png": PNG}, dry_run=True)
    assert (outcome.status, outcome.number) == (MailStatus.AKAN_TERDAFTAR, "")
    assert not Complaint.objects.exists() and not ReceivedMail.objects.exists()
    assert not list((stores / "files").rglob("*")) and not (stores / "quarantine").exists()


def test_an_empty_file_is_neither_evidence_nor_a_signed_letter(take_in):
    take_in(text=LETTER, files={"surat.docx": make_docx("", " "), "catatan.txt": b" \n"})
    case = only_case()
    assert (case.completeness.evidence, case.completeness.signed) == (False, False)
    assert {"evidence", "signed"} <= set(case.completeness.missing)
    assert all("tidak membuktikan" in file.note for file in case.attachments.filter(title="surat.docx"))
    assert case.attachments.filter(title="surat.docx").exists()


def test_a_picture_beside_an_empty_file_may_be_the_signed_letter(take_in):
    take_in(text=LETTER, files={"surat.docx": make_docx(""), "surat.png": PNG})
    assert (only_case().completeness.evidence, only_case().completeness.signed) == (True, None)


@pytest.mark.parametrize("encoded", [b"JVBE", b"JVBERi0xLjQKJcTl", b"SlZC*** terputus ***U2F5YSB0aWRhayB1dHVo"])
def test_what_is_left_of_a_broken_file_is_no_evidence_and_a_whole_copy_is_asked_for(take_in, encoded):
    head, body = raw_mail(LETTER, files={"bukti.pdf": b"%PDF-"}).split(base64.b64encode(b"%PDF-"))
    take_in(head + encoded + body)
    check = only_case().completeness
    assert check.evidence is False
    assert {"evidence", "files"} <= set(check.missing)


def test_a_file_that_lacks_only_its_last_signs_is_evidence(take_in):
    take_in(raw_mail(LETTER, files={"bukti.txt": b"Foto jalan rusak sejak Juni."}).replace(b"Lg==", b"Lg"))
    assert only_case().completeness.evidence is True


SECRET = LETTER + "\nMohon identitas saya dirahasiakan."


@pytest.mark.parametrize(
    "said", ["nomor register {0.title}", "nomor agenda {0.agenda_no}", "kode lacak {0.tracking_code}"]
)
def test_a_question_that_quotes_the_offices_number_continues_that_case(take_in, said):
    take_in(text=SECRET)
    older = only_case()
    Complaint.objects.filter(pk=older.pk).update(received_at=timezone.now() - timedelta(days=3000))
    asked = take_in(
        text=f"Bagaimana kabar {said.format(older)}?", subject="Tanya", sender="Tini <t@x.example>",
        headers={"X-Lain": "1"},
    )  # fmt: skip
    newer = Complaint.objects.get(title=asked.number)
    proposal = newer.proposed_relations.get()
    assert (proposal.other_id, proposal.kind, proposal.signs) == (older.pk, RelationKind.LANJUTAN, ["own"])
    assert newer.level == asked.level == Level.RAHASIA
    assert list(audit.faults()) == [] and list(audit_pointers()) == []


def test_what_likely_repeats_a_secret_case_is_as_secret_and_says_why(take_in, office):
    take_in(text=SECRET)
    older = only_case()
    again = {"text": f"Saya kirim ulang.\n\n{LETTER}", "subject": "Fwd: Pengaduan sertifikat tanah"}
    assert take_in(**again, headers={"X-Lain": "1"}, dry_run=True).level == Level.RAHASIA
    newer = Complaint.objects.get(title=take_in(**again, headers={"X-Lain": "1"}).number)
    assert newer.level == Level.RAHASIA
    assert not may(office.users["pembaca"], "read", newer)
    raised = AuditEntry.objects.get(verb="naskah.tingkat", page_id=newer.pk)
    assert raised.data == {"from": "TERBATAS", "to": "RAHASIA"} and raised.reason and older.title not in raised.reason


def test_what_is_merely_related_to_a_secret_case_keeps_its_own_level(take_in):
    take_in(text=SECRET)
    other = take_in(text="Jalan di desa kami rusak sejak 3 Maret 2026.", subject="Jalan", sender="Ali <a@x.example>")
    assert other.level == Level.TERBATAS
    assert not AuditEntry.objects.filter(verb="naskah.tingkat").exists()


def test_readers_are_limited_as_those_of_the_case_it_repeats(take_in, office):
    take_in(text=LETTER)
    older = only_case()
    with system_scope("test"):
        head = GrantCause.objects.get(page=office.home, role="head")
        stop_inheriting(
            page=older, by=office.users["asdep"], now=timezone.now(), reason="Konflik kepentingan", keep=[head.pk]
        )
    again = take_in(text=f"Saya kirim ulang.\n\n{LETTER}", headers={"X-Lain": "1"})
    newer, older = Complaint.objects.get(title=again.number), Complaint.objects.get(pk=older.pk)
    assert not newer.inherits and newer.level == Level.TERBATAS
    for name in ("asdep", "kabid", "analis", "pembaca", "agendaris"):
        person = office.users[name]
        assert verbs_on(person, newer) == verbs_on(person, older), name
    assert list(audit.faults()) == [] and list(audit_pointers()) == []
