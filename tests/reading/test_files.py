"""Files: taken in whole or not at all, kept unchanged, removed from drafts only, judged with a reason."""

from __future__ import annotations

import errno
import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

from dumas_docs.actions.assign_handler import assign_handler
from dumas_docs.actions.attach_file import FileTwice, MayNotAttach, attach_file
from dumas_docs.actions.judge_evidence import JudgementNeedsReason, MayNotJudge, judge_evidence
from dumas_docs.actions.remove_file import FileIsRecord, remove_file
from dumas_docs.actions.stored_files import NoFileTransaction, file_transaction, store
from dumas_docs.enums import EvidenceValidity, Level
from dumas_docs.models import Attachment, BasePage, Scan
from tests.reading.office import jpeg

EXE = b"MZ\x90\x00" + bytes(range(256)) * 8


def on_disk(settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def send(client, page, *files):
    return client.post(f"/naskah/{page.pk}/berkas/", {"files": list(files)}, follow=True)


def test_several_files_come_in_with_their_fingerprints(office, enter, trail, settings):
    case = office.case(handler="analis")
    text, photo = b"Kuitansi tanggal 3 Maret 2026.", jpeg()
    answer = send(
        enter("analis"), case, SimpleUploadedFile("kuitansi.txt", text), SimpleUploadedFile("foto.jpg", photo)
    )
    attachment, scan = Attachment.objects.get(page=case), Scan.objects.get(page=case)
    assert attachment.text == text.decode()
    assert attachment.sha256 == hashlib.sha256(text).hexdigest()
    assert scan.file.read() == photo
    assert scan.sha256 == hashlib.sha256(photo).hexdigest()
    assert "kuitansi" not in attachment.file.name and "foto" not in scan.file.name
    assert trail("berkas.ditambah", page_id=case.pk) == len(on_disk(settings)) == 2
    assert "“kuitansi.txt” telah ditambahkan." in answer.content.decode()


@pytest.mark.parametrize("username", ["pembaca", "agendaris", "orang_luar"])
def test_who_may_not_edit_adds_nothing(office, enter, trail, settings, username):
    case = office.case()
    answer = enter(username).post(f"/naskah/{case.pk}/berkas/", {"files": SimpleUploadedFile("a.txt", b"isi berkas")})
    assert answer.status_code == 404
    assert not Attachment.objects.exists() and on_disk(settings) == []
    assert trail("berkas.ditambah") == 0
    assert trail("naskah.ditolak", refused=True, page_id=case.pk) == 1
    with pytest.raises(MayNotAttach):
        attach_file(page=case, name="a.txt", content=BytesIO(b"isi"), by=office.people[username], now=office.now)


def test_a_form_sent_after_the_right_was_lost_changes_nothing(office, enter, settings):
    case = office.case(handler="analis")
    client = enter("analis")
    assert client.get(f"/naskah/{case.pk}/berkas/").status_code == 200
    assign_handler(case=case, to=office.people["kabid"], by=None, now=office.now)
    answer = client.post(f"/naskah/{case.pk}/berkas/", {"files": SimpleUploadedFile("a.txt", b"isi berkas")})
    assert answer.status_code == 404
    assert not Attachment.objects.exists() and on_disk(settings) == []


def test_what_is_wrong_with_one_file_keeps_no_other_out(office, enter, settings):
    case = office.case(handler="analis")
    send(enter("analis"), case, SimpleUploadedFile("satu.txt", b"isi yang sama"))
    text = send(
        enter("analis"),
        case,
        SimpleUploadedFile("dua.txt", b"isi yang sama"),
        SimpleUploadedFile("pasang.pdf", EXE),
        SimpleUploadedFile("kosong.txt", b""),
        SimpleUploadedFile("tiga.txt", b"isi yang lain"),
    ).content.decode()
    assert "“dua.txt” sudah ada dengan nama “satu.txt”" in text
    assert "program komputer" in text
    assert "kosong" in text
    assert set(Attachment.objects.values_list("title", flat=True)) == {"satu.txt", "tiga.txt"}
    assert len(on_disk(settings)) == 2


def test_limits_are_said_in_words(office, enter, settings):
    settings.DUMAS_DOCS = {**settings.DUMAS_DOCS, "MAX_FILE_BYTES": 1024 * 1024, "MAX_IMAGE_PIXELS": 100_000}
    case = office.case(handler="analis")
    text = send(
        enter("analis"),
        case,
        SimpleUploadedFile("besar.txt", b"x" * (1024 * 1024 + 1)),
        SimpleUploadedFile("f.jpg", jpeg()),
    ).content.decode()
    assert "“besar.txt”" in text and "1 MB" in text
    assert "“f.jpg”" in text and "piksel" in text
    assert on_disk(settings) == []


def test_a_full_disk_leaves_nothing_behind(office, enter, settings, monkeypatch, trail):
    case = office.case(handler="analis")
    real_save = FileSystemStorage._save

    def save_then_fail(self, name, content):
        real_save(self, name, content)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", save_then_fail)
    answer = send(enter("analis"), case, SimpleUploadedFile("a.txt", b"isi berkas"))
    assert answer.status_code == 200
    assert "ruang penyimpanan penuh" in answer.content.decode()
    assert not Attachment.objects.exists() and on_disk(settings) == []
    assert trail("berkas.ditambah") == 0


def test_a_rollback_takes_the_file_with_it(office, settings):
    case = office.case()
    with pytest.raises(RuntimeError), file_transaction():
        office.text_file(case)
        assert len(on_disk(settings)) == 1
        raise RuntimeError
    assert on_disk(settings) == []
    assert not Attachment.objects.exists()


def test_storing_outside_of_a_file_transaction_is_refused(office):
    with pytest.raises(NoFileTransaction), transaction.atomic():
        store(Attachment(page=office.case()), name="a.txt", content=BytesIO(b"isi"))


def test_the_same_file_belongs_to_a_page_once(office):
    case, other = office.case(), office.case()
    office.text_file(case)
    with pytest.raises(FileTwice):
        office.text_file(case, name="nama-lain.txt")
    office.text_file(other)


def test_the_small_copy_holds_no_camera_notes(office, enter):
    scan = office.photo(office.letter(office.case()))
    assert b"KameraRahasia" in scan.file.read()
    answer = enter("pembaca").get(f"/gambar/{scan.pk}/kecil/")
    small = b"".join(answer.streaming_content)
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "private, no-store"
    assert b"KameraRahasia" not in small
    with Image.open(BytesIO(small)) as image:
        assert image.size == (480, 320)
        assert not image.getexif()
    assert enter("pembaca").get(f"/gambar/{scan.pk}/kecil/").status_code == 200
    assert scan.renditions.count() == 1


@pytest.mark.parametrize("username", ["analis", "orang_luar"])
def test_files_are_for_readers_of_their_page(office, enter, username):
    page = office.letter(office.case())
    scan, text = office.photo(page), office.text_file(page)
    client = enter(username)
    for address in (
        f"/gambar/{scan.pk}/",
        f"/gambar/{scan.pk}/kecil/",
        f"/berkas/{text.pk}/",
        f"/naskah/{page.pk}/berkas/",
    ):
        assert client.get(address).status_code == 404, address
        assert enter("pembaca").get(address).status_code == 200, address
    assert scan.renditions.count() == 1


def test_visitors_are_asked_to_sign_in_whether_or_not_there_is_a_file(office, enter):
    text = office.text_file(office.case())
    hidden, missing = enter("").get(f"/berkas/{text.pk}/"), enter("").get("/berkas/999999/")
    assert hidden.status_code == missing.status_code == 302
    assert hidden.url.replace(str(text.pk), "") == missing.url.replace("999999", "")


def test_evidence_of_a_case_stays(office, enter, settings, trail):
    case = office.case(handler="analis")
    held = office.text_file(case)
    answer = enter("analis").post(f"/naskah/{case.pk}/berkas/berkas/{held.pk}/hapus/", follow=True)
    assert "tetap disimpan" in answer.content.decode()
    assert Attachment.objects.filter(pk=held.pk).exists() and len(on_disk(settings)) == 1
    assert trail("berkas.dihapus") == 0
    with pytest.raises(FileIsRecord):
        remove_file(held=held, by=office.people["analis"], now=office.now)


def test_a_file_of_a_draft_goes_with_its_bytes(office, enter, settings, trail, django_capture_on_commit_callbacks):
    letter = office.letter(office.case(handler="analis"), final=False)
    held = office.photo(letter)
    with django_capture_on_commit_callbacks(execute=True):
        answer = enter("analis").post(f"/naskah/{letter.pk}/berkas/gambar/{held.pk}/hapus/")
    assert answer.status_code == 302
    assert not Scan.objects.exists() and on_disk(settings) == []
    assert trail("berkas.dihapus", page_id=letter.pk, data__sha256=held.sha256) == 1


def test_a_file_is_reached_through_its_own_page_only(office, enter):
    mine, other = office.case(handler="analis"), office.case(level=Level.RAHASIA)
    held = office.text_file(other)
    client = enter("analis")
    for door, pk in (("berkas", held.pk), ("gambar", held.pk), ("salah", held.pk), ("berkas", 2**62)):
        for verb in ("hapus", "nilai"):
            answer = client.post(f"/naskah/{mine.pk}/berkas/{door}/{pk}/{verb}/", {"validity": "SESUAI"})
            assert answer.status_code == 404
    held.refresh_from_db()
    assert held.validity == ""


def test_judging_evidence(office, enter, trail):
    case = office.case(handler="analis")
    held = office.text_file(case)
    address = f"/naskah/{case.pk}/berkas/berkas/{held.pk}/nilai/"
    enter("analis").post(address, {"validity": "TIDAK", "reason": " "})
    held.refresh_from_db()
    assert held.validity == "" and trail("berkas.dinilai") == 0
    enter("analis").post(address, {"validity": "TIDAK", "reason": "Tanggalnya diubah."})
    held.refresh_from_db()
    assert (held.validity, held.validity_reason, held.validated_by) == (
        "TIDAK",
        "Tanggalnya diubah.",
        office.people["analis"],
    )
    assert trail("berkas.dinilai", reason="Tanggalnya diubah.") == 1
    assert enter("pembaca").post(address, {"validity": "SESUAI"}).status_code == 404
    with pytest.raises(MayNotJudge):
        judge_evidence(held=held, validity=EvidenceValidity.SESUAI, by=office.people["pembaca"], now=office.now)
    with pytest.raises(JudgementNeedsReason):
        judge_evidence(held=held, validity=EvidenceValidity.RAGU, by=office.people["analis"], now=office.now)
    held.refresh_from_db()
    assert held.validity == "TIDAK"


def test_changes_take_a_post(office, enter):
    letter = office.letter(office.case(handler="analis"), final=False)
    held = office.text_file(letter)
    for verb in ("hapus", "nilai"):
        assert enter("analis").get(f"/naskah/{letter.pk}/berkas/berkas/{held.pk}/{verb}/").status_code == 405
    assert BasePage.objects.filter(pk=letter.pk).exists() and Attachment.objects.filter(pk=held.pk).exists()
