"""Taking a document out: who may, what is recorded, what the copy carries."""

import hashlib
from io import BytesIO
from zipfile import ZipFile

import pytest

from dumas_docs.access.scope import system_scope
from dumas_docs.enums import Level
from dumas_docs.models import AuditEntry, BasePage, OutgoingLetter, Recipient
from dumas_docs.models.copy_numbers import copy_line, lacks_copy_numbers
from tests.exports.reading_docx import body_texts, footer_of, header_of, opened, text_of
from tests.reading.office import NAME, STREET


def has_watermark(content: bytes) -> bool:
    return b'string="KONSEP"' in ZipFile(BytesIO(content)).read("word/header1.xml")


def office_scope():
    return system_scope("test")


def address(page, query: str = "") -> str:
    return f"/naskah/{page.pk}/unduh/{query}"


@pytest.fixture
def letter(office) -> OutgoingLetter:
    return office.letter(office.case(handler="analis"))


def test_a_reader_takes_a_letter_out_and_it_is_recorded(letter, enter):
    response = enter("analis").get(address(letter))
    assert response.status_code == 200
    assert response["Content-Disposition"] == f'attachment; filename="{letter.title}.docx"'
    texts = body_texts(response.content)
    assert "Isi-surat." in texts
    assert any("Penerusan-pengaduan" in text for text in texts)
    entry = AuditEntry.objects.get(verb="ekspor.dibuat")
    assert entry.data["sha256"] == hashlib.sha256(response.content).hexdigest()
    assert (entry.page_id, entry.actor.username) == (letter.pk, "analis")


def test_an_ordinary_document_is_not_recorded(letter, enter, trail):
    with office_scope():
        BasePage.objects.filter(pk=letter.pk).update(level=Level.BIASA)
    assert enter("asdep").get(address(letter)).status_code == 200
    assert trail("ekspor.dibuat") == 0


@pytest.mark.parametrize(("person", "status"), [("orang_luar", 404), ("", 302)])
def test_who_may_not_read_gets_nothing(letter, enter, trail, person, status):
    assert enter(person).get(address(letter)).status_code == status
    assert trail("ekspor.dibuat") == 0


def test_a_page_without_a_sheet_has_no_download(office, enter):
    assert enter("asdep").get(address(office.standard())).status_code == 404
    assert enter("asdep").get(address(office.year)).status_code == 404


def test_a_secret_copy_asks_a_reason_and_is_numbered(office, enter):
    letter = office.letter(office.case(handler="analis", level=Level.RAHASIA))
    letter.recipients = [Recipient(name="Bupati Contoh")]
    letter.save()
    client = enter("analis")
    asked = client.get(address(letter))
    assert asked.status_code == 200
    assert "Alasan" in asked.content.decode()
    assert client.post(address(letter), {"reason": " "}).status_code == 422
    assert not AuditEntry.objects.filter(verb="ekspor.dibuat").exists()
    for number in (1, 2):
        made = client.post(address(letter), {"reason": "Bahan rapat"})
        assert made["Content-Type"].endswith("wordprocessingml.document")
        footer = text_of(footer_of(made.content))
        assert f"Salinan ke-{number} untuk Analis" in footer
        # On page 1, also for a single copy (domain.md §8; F13).
        assert "Salinan tunggal" in body_texts(made.content)
        assert "RAHASIA" in footer and "RAHASIA" in text_of(header_of(made.content))
    entries = AuditEntry.objects.filter(verb="ekspor.dibuat").order_by("number")
    assert [(entry.data["copy"], entry.reason) for entry in entries] == [(1, "Bahan rapat"), (2, "Bahan rapat")]


def test_a_secret_letter_to_several_is_not_handed_in_without_copy_numbers(db):
    letter = OutgoingLetter(level=Level.RAHASIA)
    letter.recipients = [Recipient(name="Bupati Contoh"), Recipient(name="Gubernur Contoh", kind="TEMBUSAN")]
    assert "memakai nomor salinan" in lacks_copy_numbers(letter) and copy_line(letter).startswith("Salinan nomor: ..")
    letter.copy_numbers = "1-2"
    assert (lacks_copy_numbers(letter), copy_line(letter)) == ("", "Salinan nomor: 1-2")
    assert lacks_copy_numbers(OutgoingLetter(level=Level.TERBATAS)) == ""


def test_a_draft_carries_the_watermark_and_a_signed_letter_none(office, letter, enter):
    client = enter("asdep")
    assert has_watermark(client.get(address(letter)).content)
    with office_scope():
        OutgoingLetter.objects.filter(pk=letter.pk).update(signed_at=office.now)
    assert not has_watermark(client.get(address(letter)).content)


def test_an_older_version_is_taken_out_as_a_draft(office, enter):
    letter = office.letter(office.case(), final=False)
    with office_scope():
        old = letter.latest_revision_id
        letter.subject = "Perihal-baru"
        letter.save_revision()
        OutgoingLetter.objects.filter(pk=letter.pk).update(signed_at=office.now)
    content = enter("asdep").get(address(letter, f"?versi={old}")).content
    assert any("Penerusan-pengaduan" in text for text in body_texts(content))
    assert b"KONSEP" in ZipFile(BytesIO(content)).read("word/header1.xml")
    assert opened(content).core_properties.keywords == f"dumas-docs-{letter.pk}-{old}"
    assert enter("asdep").get(address(letter, "?versi=99999")).status_code == 404
    assert enter("asdep").get(address(letter, "?versi=x")).status_code == 404


def assert_masked(content: bytes) -> None:
    told = " ".join(body_texts(content))
    assert "[pengadu]" in told
    assert not [words for words in (NAME, STREET, "Wulandari", "Kepala Gelap") if words in told]


def test_names_of_the_case_are_masked_unless_disclosure_is_approved_and_the_reader_may_see_them(office, enter):
    case = office.case(handler="analis")
    letter = office.letter(case, final=False)
    with office_scope():
        OutgoingLetter.objects.filter(pk=letter.pk).update(identity_disclosure_approved=True)
        letter.refresh_from_db()
        letter.body = [("paragraph", f"<p>Surat dari <b>Sekar</b> Wulandari, {STREET}, tentang Kepala Gelap.</p>")]
        letter.save_revision()
    texts = body_texts(enter("analis").get(address(letter)).content)
    assert f"Surat dari {NAME}, {STREET}, tentang Kepala Gelap." in texts
    assert_masked(enter("agendaris").get(address(letter)).content)
    with office_scope():
        OutgoingLetter.objects.filter(pk=letter.pk).update(identity_disclosure_approved=False)
    assert_masked(enter("analis").get(address(letter)).content)


def test_the_progress_form_opens_names_on_record_only(office, enter, trail):
    case = office.case(handler="analis")
    masked = " ".join(body_texts(enter("agendaris").get(address(case)).content))
    assert NAME not in masked and "S*** W***" in masked
    assert trail("identitas.dibuka") == 0
    assert NAME in " ".join(body_texts(enter("analis").get(address(case)).content))
    assert trail("identitas.dibuka") == 1
