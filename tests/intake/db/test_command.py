"""manage.py receive_mail: what it prints, for people and for machines."""

from __future__ import annotations

import errno
import io
import json
import mailbox
import os
from email import message_from_bytes

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from dumas_docs.enums import Channel
from dumas_docs.intake.mime import MailNote
from dumas_docs.management.commands.receive_mail import Command
from dumas_docs.models import Complaint
from tests.intake.letters import raw_mail

LETTER = "Kepada Bapak Presiden. Sejak 3 Maret 2021 jalan kami rusak.\n\nHormat saya,\nSumarni Wulandari"


@pytest.fixture
def folder(tmp_path, office):
    path = tmp_path / "inbox"
    path.mkdir()
    (path / "1.eml").write_bytes(raw_mail(LETTER))
    (path / "2.eml").write_bytes(b"")
    return path


def lines(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_one_object_a_line_for_machines(folder, capsys):
    call_command("receive_mail", str(folder), "--json")
    first, second = lines(capsys)
    assert (first["status"], first["level"], first["channel"]) == ("TERDAFTAR", "TERBATAS", "EMAIL_DUMAS")
    assert first["number"] == Complaint.objects.get().title
    assert (second["status"], second["code"]) == ("DITOLAK", "SUREL_KOSONG")


def test_a_refusal_repeated_tells_its_reason_again(folder, capsys):
    call_command("receive_mail", str(folder), "--json")
    first = lines(capsys)[1]["reason"]
    call_command("receive_mail", str(folder), "--json")
    assert lines(capsys)[1]["reason"] == first != ""
    call_command("receive_mail", str(folder))
    assert f"masih di karantina: {first}" in capsys.readouterr().out


def test_no_identity_and_no_subject_is_printed(folder, capsys):
    call_command("receive_mail", str(folder))
    call_command("receive_mail", str(folder), "--json")
    printed = capsys.readouterr().out
    assert Complaint.objects.get().title in printed
    assert "Sumarni" not in printed and "sertifikat" not in printed.lower()


def test_a_person_reads_the_name_of_the_channel(folder, capsys):
    call_command("receive_mail", str(folder))
    printed = capsys.readouterr().out
    assert str(Channel.EMAIL_DUMAS.label) in printed and "EMAIL_DUMAS" not in printed


def test_what_was_read_with_a_loss_is_said(office, tmp_path, capsys):
    inner = b"Content-Type: text/plain\n\nJalan kami rusak."
    for layer in range(100):
        mark = b"b%d" % layer
        inner = b"Content-Type: multipart/mixed; boundary=%b\n\n--%b\n%b\n--%b--\n" % (mark, mark, inner, mark)
    (tmp_path / "dalam.eml").write_bytes(b"From: a@warga.example\nTo: dumas@setneg.go.id\nSubject: Jalan\n" + inner)
    call_command("receive_mail", str(tmp_path / "dalam.eml"), "--dry-run")
    assert MailNote.TERLALU_DALAM.message in capsys.readouterr().out


def test_the_exit_code_tells_trouble(folder):
    command = Command()
    call_command(command, str(folder))
    assert command.exit_code == 1
    (folder / "2.eml").unlink()
    call_command(command, str(folder))
    assert command.exit_code == 0


@pytest.mark.parametrize("arguments", [("tidak-ada",), (".", "--unit", "tidak-ada")])
def test_it_cannot_work_without_source_or_unit(folder, arguments):
    with pytest.raises(CommandError) as stopped:
        call_command("receive_mail", *arguments)
    assert stopped.value.returncode == 2


def test_mbox_and_maildir_are_read_as_well(folder, tmp_path, capsys):
    box, maildir = mailbox.mbox(tmp_path / "kotak.mbox"), mailbox.Maildir(tmp_path / "maildir")
    for number in (1, 2):
        message = message_from_bytes(raw_mail(LETTER, subject=f"Perkara {number}", headers={"X-Nomor": str(number)}))
        box.add(message)
        maildir.add(message)
    box.flush()
    call_command("receive_mail", str(tmp_path / "kotak.mbox"), "--json")
    assert [each["status"] for each in lines(capsys)] == ["TERDAFTAR", "TERDAFTAR"]
    call_command("receive_mail", str(tmp_path / "maildir"), "--json")
    assert {each["status"] for each in lines(capsys)} == {"SUDAH_TERCATAT"}


def test_an_ordinary_mail_asks_a_bounded_number_of_questions(office, tmp_path, django_assert_max_num_queries):
    for number in (1, 2):
        (tmp_path / f"{number}.eml").write_bytes(raw_mail(LETTER, headers={"X-Nomor": str(number)}, subject="Jalan"))
    call_command("receive_mail", str(tmp_path / "1.eml"))
    with django_assert_max_num_queries(75):
        call_command("receive_mail", str(tmp_path / "2.eml"))


class Gone(io.StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError(32, "Broken pipe")


def test_whoever_stops_reading_the_lines_meets_no_traceback(folder, monkeypatch, capfd):
    monkeypatch.setattr(Command, "receive_all", lambda *_args, **_options: Gone().write("x"))
    monkeypatch.setattr("sys.stdout", os.fdopen(os.dup(1), "w"))
    with pytest.raises(SystemExit) as ended:
        Command().run_from_argv(["manage.py", "receive_mail", str(folder)])
    assert ended.value.code == 2
    assert "Traceback" not in capfd.readouterr().err


def test_an_interrupted_run_says_how_to_go_on(folder, monkeypatch):
    def interrupt(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(Command, "receive", interrupt)
    with pytest.raises(CommandError, match=r"Dihentikan|Interrupted") as stopped:
        call_command("receive_mail", str(folder))
    assert stopped.value.returncode == 2


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_full_or_locked_storage_is_named_in_the_office_language(folder, monkeypatch, number):
    def fail(**_facts):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("dumas_docs.management.commands.receive_mail.receive_mail", fail)
    with translation.override("id"), pytest.raises(CommandError) as stopped:
        call_command("receive_mail", str(folder))
    assert stopped.value.returncode == 2
    assert os.strerror(number) not in str(stopped.value)
