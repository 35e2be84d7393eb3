"""Mails are found wherever they lie, in a stable order, and nothing is touched."""

import io
import os
from pathlib import Path

import pytest

from dumas_docs.intake.errors import MailTooLarge, SourceUnreadable
from dumas_docs.intake.sources import iterate_mails
from tests.intake.letters import raw_mail, read


def names(path) -> list[str]:
    return [mail.name for mail in iterate_mails(path)]


def snapshot(path) -> dict[str, tuple[bytes, int]]:
    return {str(f): (f.read_bytes(), f.stat().st_mtime_ns) for f in sorted(path.rglob("*")) if f.is_file()}


def test_one_file(tmp_path):
    (tmp_path / "surat.eml").write_bytes(raw_mail("isi"))
    (mail,) = iterate_mails(tmp_path / "surat.eml")
    assert (mail.name, mail.read()) == ("surat.eml", raw_mail("isi"))


def test_a_folder_with_subfolders_in_order_without_hidden_files_and_links(tmp_path):
    box, outside = tmp_path / "kotak", tmp_path / "luar.eml"
    outside.write_bytes(raw_mail("rahasia orang lain"))
    for name in ("b.eml", "a.eml", "2026/c.eml", ".tersembunyi", ".git/config"):
        (box / name).parent.mkdir(parents=True, exist_ok=True)
        (box / name).write_bytes(raw_mail(name))
    (box / "tautan.eml").symlink_to(outside)
    (box / "map").symlink_to(tmp_path)
    os.mkfifo(box / "pipa.eml")
    before = snapshot(box)
    assert names(box) == ["2026/c.eml", "a.eml", "b.eml"] == names(box)
    assert [mail.read() for mail in iterate_mails(box)] == [raw_mail(n) for n in ("2026/c.eml", "a.eml", "b.eml")]
    assert snapshot(box) == before


def test_a_maildir_keeps_names_and_order_when_mails_are_read(tmp_path):
    for box in ("cur", "new", "tmp", ".Arsip/cur", ".Arsip/new"):
        (tmp_path / box).mkdir(parents=True)
    (tmp_path / "cur/1700000002.M1.server:2,S").write_bytes(raw_mail("dua"))
    (tmp_path / "new/1700000001.M1.server").write_bytes(raw_mail("satu"))
    (tmp_path / "new/1700000003.M1.server").write_bytes(raw_mail("tiga"))
    (tmp_path / "tmp/1700000004.M1.server").write_bytes(b"setengah")
    (tmp_path / ".Arsip/cur/1600000000.M1.server:2,S").write_bytes(raw_mail("arsip"))
    before = snapshot(tmp_path)
    first = names(tmp_path)
    assert first[:3] == ["1700000001.M1.server", "1700000002.M1.server", "1700000003.M1.server"]
    assert len(first) == 4 and "setengah" not in str(first)
    assert [read(mail.read()).text for mail in iterate_mails(tmp_path)] == ["satu", "dua", "tiga", "arsip"]
    assert snapshot(tmp_path) == before
    (tmp_path / "new/1700000001.M1.server").rename(tmp_path / "cur/1700000001.M1.server:2,")
    assert names(tmp_path) == first


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_an_mbox(tmp_path, ends):
    one, two = raw_mail("satu\n>From sini mulai"), raw_mail("dua")
    parts = [
        b"From budi@x.example Thu Mar 12 09:15:00 2026\n" + raw.replace(b"\nFrom ", b"\n>From ") for raw in (one, two)
    ]
    (tmp_path / "kotak").write_bytes(b"\n".join(parts).replace(b"\n", ends))
    found = list(iterate_mails(tmp_path))
    assert [mail.name for mail in found] == ["kotak#1", "kotak#2"]
    assert [read(mail.read()).text for mail in found] == ["satu\nFrom sini mulai", "dua"]


def test_an_mbox_line_that_only_looks_like_a_start(tmp_path):
    start = b"From a@x.example Thu Mar 12 09:15:00 2026\n"
    text = start + b"Subject: uji\n\nFrom mana uang itu?\nFrom 12 orang tahun 2026 ada.\n"
    (tmp_path / "kotak").write_bytes(text)
    (mail,) = iterate_mails(tmp_path / "kotak")
    assert read(mail.read()).text.startswith("From mana uang itu?")


def test_a_huge_mail_is_neither_read_nor_lost(tmp_path):
    with (tmp_path / "besar.eml").open("wb") as file:
        file.write(b"From: a@x.example\n\n")
        file.truncate(80 * 1024 * 1024)
    (mail,) = iterate_mails(tmp_path)
    with pytest.raises(MailTooLarge):
        mail.read()
    kept = io.BytesIO()
    mail.copy_to(kept)
    assert kept.getbuffer().nbytes == 80 * 1024 * 1024


def test_what_is_missing_or_vanishes_has_a_name(tmp_path):
    with pytest.raises(SourceUnreadable) as caught:
        list(iterate_mails(tmp_path / "tidak-ada"))
    assert "tidak-ada" in caught.value.message
    (tmp_path / "a.eml").write_bytes(raw_mail("a"))
    (mail,) = iterate_mails(tmp_path)
    (tmp_path / "a.eml").unlink()
    for use in (mail.read, lambda: mail.copy_to(io.BytesIO())):
        with pytest.raises(SourceUnreadable):
            use()


def test_a_subfolder_that_cannot_be_opened_is_reported_and_holds_up_no_other(tmp_path, monkeypatch):
    (tmp_path / "a").mkdir()
    (tmp_path / "b.eml").write_bytes(b"From: a@x.example\n\nisi")
    real = Path.iterdir

    def closed(self):
        if self.name == "a":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self)

    monkeypatch.setattr(Path, "iterdir", closed)
    shut, mail = iterate_mails(tmp_path)
    assert (shut.name, mail.name) == ("a", "b.eml")
    with pytest.raises(SourceUnreadable):
        shut.read()
