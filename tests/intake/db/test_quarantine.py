"""What cannot be taken in lies in quarantine as it came, with a note, and can be tried again."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from dumas_docs.actions.receive_mail import MailStatus, retry_mail
from dumas_docs.actions.retry_file import retry_file
from dumas_docs.models import Attachment, Complaint, QuarantinedFile, ReceiptState, ReceivedMail
from dumas_docs.selectors.intake_desk import intake_notes
from tests.intake.letters import raw_mail

LETTER = "Kepada Bapak Presiden. Sejak 3 Maret 2021 jalan kami rusak.\n\nHormat saya,\nSumarni Wulandari"


def docx_bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * 300_000_000)
    return target.getvalue()


def docx_with_entity() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="x"/>')
        archive.writestr(
            "word/document.xml",
            '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        )
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("bukti.pdf", b"MZ" + b"\0" * 200, "PROGRAM"),
        ("surat.docx", b"PK\x03\x04" + b"x" * 50, "RUSAK"),
        ("surat.docx", docx_bomb(), "BOM_ZIP"),
        ("surat.docx", docx_with_entity(), "DEKLARASI_DOKUMEN"),
        ("arsip.zip", gzip.compress(b"isi", mtime=0), "ARSIP"),
        ("kosong.pdf", b"", "KOSONG"),
        ("halaman.html", b"<html><script>alert(1)</script></html>", "KODE_AKTIF"),
    ],
)
def test_a_bad_file_is_quarantined_and_the_case_stands(take_in, stores, name, content, code):
    outcome = take_in(text=LETTER, files={name: content})
    assert outcome.status == MailStatus.TERDAFTAR and outcome.is_trouble
    case = Complaint.objects.get()
    assert "files" in case.completeness.missing
    kept = case.quarantined_files.get()
    assert kept.reason_code == code
    assert "#001" in outcome.refused_files[0][1]
    path = stores / "quarantine" / kept.quarantine_name
    assert path.read_bytes() == content
    assert path.stat().st_mode & 0o077 == 0
    note = Path(f"{path}.catatan.txt").read_text()
    assert case.title in note and "retry_quarantine" in note and "Sumarni" not in note
    assert "Minta salinan yang dapat dibaca" in note


@pytest.mark.parametrize("name", ["../../../etc/passwd", "..\\..\\evil.txt", "a\0b.txt", "CON.txt", "x" * 400 + ".txt"])
def test_names_with_paths_lead_nowhere(take_in, stores, name):
    take_in(text=LETTER, files={name: b"isi berkas yang baik"})
    held = Attachment.objects.exclude(note="Tanda terima").get()
    assert "/" not in held.title and "\\" not in held.title and "\0" not in held.title
    assert Path(held.file.path).is_relative_to(stores / "files")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "SUREL_KOSONG"),
        (b"\r\n\r\n", "SUREL_KOSONG"),
        (b"%PDF-1.7 bukan surel", "BUKAN_SUREL"),
        (raw_mail("Saya sedang cuti.", headers={"Auto-Submitted": "auto-replied"}), "SUREL_OTOMATIS"),
    ],
)
def test_a_refused_mail_is_kept_as_it_came(take_in, stores, raw, code):
    outcome = take_in(raw)
    assert (outcome.status, outcome.code) == (MailStatus.DITOLAK, code)
    assert outcome.reason
    received = ReceivedMail.objects.get()
    assert (stores / "quarantine" / received.quarantine_name).read_bytes() == raw
    assert not Complaint.objects.exists()
    assert take_in(raw).status == MailStatus.DITOLAK
    assert ReceivedMail.objects.count() == 1


def test_a_refused_mail_with_other_line_ends_lies_in_quarantine_once(take_in):
    raw = b"From: a@x.example\r\nTo: dumas@setneg.go.id\r\n\r\n"
    for came in (raw, raw.replace(b"\r\n", b"\n"), raw.replace(b"\r\n", b"\n") + b"\n", raw.rstrip()):
        outcome = take_in(came)
        assert (outcome.code, outcome.is_repeated) == ("SUREL_KOSONG", came is not raw)
    assert ReceivedMail.objects.count() == 1
    assert take_in(b"\r\n").is_repeated is False


def test_fifty_megabytes_are_kept_without_being_read_into_a_case(take_in, stores, settings):
    raw = raw_mail(LETTER) + b"x" * (50 * 1024 * 1024)
    outcome = take_in(raw)
    assert outcome.code == "SUREL_TERLALU_BESAR"
    assert (stores / "quarantine" / ReceivedMail.objects.get().quarantine_name).stat().st_size == len(raw)


def test_nul_and_wrong_charset_do_no_harm(take_in):
    raw = raw_mail(LETTER).replace(b"jalan kami rusak", b"jal\x00an Caf\xe9 rusak")
    assert take_in(raw).status == MailStatus.TERDAFTAR
    assert "Café" in Complaint.objects.get().chronology and "\x00" not in Complaint.objects.get().chronology


def test_a_refused_mail_can_be_tried_again(take_in, office, stores, settings):
    settings.DUMAS_DOCS = {**settings.DUMAS_DOCS, "MAX_MAIL_BYTES": 100}
    raw = raw_mail(LETTER)
    assert take_in(raw).code == "SUREL_TERLALU_BESAR"
    received = ReceivedMail.objects.get()
    path = stores / "quarantine" / received.quarantine_name
    assert retry_mail(received=received, unit=office.unit, now=timezone.now()).status == MailStatus.DITOLAK
    assert path.exists() and "menaikkan batas MAX_MAIL_BYTES" in Path(f"{path}.catatan.txt").read_text()
    settings.DUMAS_DOCS = {**settings.DUMAS_DOCS, "MAX_MAIL_BYTES": 1_000_000}
    outcome = retry_mail(received=received, unit=office.unit, now=timezone.now())
    assert outcome.status == MailStatus.TERDAFTAR
    assert not path.exists() and not Path(f"{path}.catatan.txt").exists()
    received.refresh_from_db()
    assert (received.state, received.quarantine_name) == (ReceiptState.TERDAFTAR, "")
    assert take_in(raw).status == MailStatus.SUDAH_TERCATAT


def test_a_file_can_be_tried_again(take_in, stores, settings):
    settings.DUMAS_DOCS = {**settings.DUMAS_DOCS, "MAX_FILE_BYTES": 10}
    take_in(text=LETTER, files={"catatan.txt": b"catatan Sumarni Wulandari yang panjang"})
    kept = QuarantinedFile.objects.get()
    assert not retry_file(quarantined=kept, now=timezone.now()).taken
    settings.DUMAS_DOCS = {**settings.DUMAS_DOCS, "MAX_FILE_BYTES": 1_000_000}
    assert retry_file(quarantined=kept, now=timezone.now()).taken
    case = Complaint.objects.get()
    held = case.attachments.get(title="catatan.txt")
    assert held.file.open("rb").read() == b"catatan Sumarni Wulandari yang panjang"
    assert "Sumarni" not in held.text
    assert "files" not in case.completeness.missing
    assert not (stores / "quarantine" / kept.quarantine_name).exists()


def test_an_empty_file_tried_again_is_no_evidence(take_in, settings):
    settings.DUMAS_DOCS = {**settings.DUMAS_DOCS, "MAX_FILE_BYTES": 1}
    take_in(text=LETTER, files={"catatan.txt": b" \n \n "})
    settings.DUMAS_DOCS = {**settings.DUMAS_DOCS, "MAX_FILE_BYTES": 1_000_000}
    assert retry_file(quarantined=QuarantinedFile.objects.get(), now=timezone.now()).taken
    check = Complaint.objects.get().completeness
    assert check.evidence is False and "evidence" in check.missing and "files" not in check.missing


def test_the_command_says_what_stays(take_in, office, settings, capsys):
    settings.DUMAS_DOCS = {**settings.DUMAS_DOCS, "MAX_FILE_BYTES": 10}
    take_in(text=LETTER, files={"catatan.txt": b"catatan yang panjang sekali"})
    take_in(b"")
    call_command("retry_quarantine")
    assert "2." in capsys.readouterr().out.splitlines()[-1]
    settings.DUMAS_DOCS = {**settings.DUMAS_DOCS, "MAX_FILE_BYTES": 1_000_000}
    call_command("retry_quarantine")
    assert "1." in capsys.readouterr().out.splitlines()[-1]


def test_the_name_of_a_refused_file_is_told_to_nobody_on_the_case(take_in, stores):
    """People write names into names of files; accepted ones that do are hidden, so these are too."""
    raw = raw_mail(LETTER, files={"KTP Sumarni Wulandari.pdf": b"MZ\x90\x00rusak"})
    take_in(raw)
    case = Complaint.objects.get()
    assert QuarantinedFile.objects.get().name == "KTP Sumarni Wulandari.pdf"
    told = intake_notes(case).quarantined
    assert len(told) == 1
    assert "#001" in told[0]
    assert "Sumarni" not in told[0]
