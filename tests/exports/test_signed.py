"""A letter that went through its chain: the signed text bears signer and code, and its draft comes back no more."""

import pytest
from django.test import Client
from django.utils import timezone

from dumas_docs.access.scope import system_scope
from dumas_docs.actions.take_back_letter import may_take_back
from dumas_docs.exports.dates import day_text
from dumas_docs.models import OutgoingLetter
from tests.chains.chain_office import ChainOffice
from tests.chains.test_letter_chain import act, number, sign
from tests.exports.reading_docx import body_texts, footer_of, text_of
from tests.exports.test_download import has_watermark


@pytest.fixture
def office(db) -> ChainOffice:
    return ChainOffice()


@pytest.fixture
def signed(office) -> OutgoingLetter:
    letter = office.letter("ESELON_II")
    office.hand_in(letter)
    act(office, letter, "kasubid")
    act(office, letter, "kabid")
    sign(office, letter, "asdep")
    return OutgoingLetter.objects.get(pk=letter.pk)


def download(office, page, query: str = "") -> bytes:
    client = Client()
    client.force_login(office.people["analis"], backend="dumas_docs.access.backend.AppointmentBackend")
    response = client.get(f"/naskah/{page.pk}/unduh/{query}")
    assert response.status_code == 200
    return response.content


def test_the_signed_text_bears_signer_and_code(office, signed):
    signature = signed.signatures.get()
    content = download(office, signed)
    assert f"Kode verifikasi: {signature.code}" in text_of(footer_of(content))
    assert {signature.signer_name, "Ditandatangani secara elektronik"} <= set(body_texts(content))
    assert not has_watermark(content)
    text = number(office, signed)
    assert any(row.startswith(f"Nomor | : | {text} |") for row in body_texts(download(office, signed)))


def test_words_changed_after_the_signature_are_a_draft(office, signed):
    with system_scope("test"):
        old = signed.latest_revision_id
        signed.subject = "Sesudah tanda tangan"
        signed.save_revision()
    later = download(office, signed)
    assert has_watermark(later) and "Kode verifikasi" not in text_of(footer_of(later))
    assert not has_watermark(download(office, signed, f"?versi={old}"))


def test_a_signed_letter_takes_nothing_back(office, signed):
    assert not may_take_back(signed, by=office.people["analis"])


def test_capacity_and_date_stand_on_the_sheet_before_it_is_sent(office):
    """The desk prints the letter after it was numbered: plh. and date were set after its version was written."""
    stand_in = office.appoint("asdep", "PLH")
    letter = office.letter("ESELON_II")
    office.hand_in(letter)
    act(office, letter, "kasubid")
    act(office, letter, "kabid")
    office.people["asdep"] = stand_in
    sign(office, letter, "asdep")
    number(office, letter)
    page = OutgoingLetter.objects.get(pk=letter.pk)
    assert (page.live, page.on_behalf, page.date) == (False, "PLH", timezone.localdate())
    for query in ("", f"?versi={page.latest_revision_id}"):
        texts = body_texts(download(office, letter, query))
        assert [text for text in texts if text.startswith("Plh.")]
        assert any(day_text(page.date) in text for text in texts)
    client = Client()
    client.force_login(office.people["analis"])
    assert "(belum bertanggal)" not in client.get(page.url).content.decode()
