"""A signature that was taken back counts nowhere; the sheet bears the position of who signed, whatever was drafted."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from dumas_docs.actions.advance_case import advance_case
from dumas_docs.actions.number_document import number_document
from dumas_docs.actions.sign_document import sign_document
from dumas_docs.models import OutgoingLetter
from tests.chains.chain_office import PASSWORD
from tests.exports.reading_docx import body_texts, footer_of, text_of
from workflows.engine.decide import approve_step, return_step
from workflows.models import Signature

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(office) -> OutgoingLetter:
    """Signed by the Asdep, though the drafter wrote another position under it."""
    draft = office.letter()
    draft.signatory_position = "Menteri Rekaan"
    draft.save_revision(user=office.people["analis"])
    office.hand_in(draft)
    for code in ("kasubid", "kabid"):
        approve_step(step=office.waits(draft), by=office.people[code], now=timezone.now())
    sign_document(step=office.waits(draft), by=office.people["asdep"], password=PASSWORD, now=timezone.now())
    return OutgoingLetter.objects.get(pk=draft.pk)


def sheet(office, letter) -> str:
    client = Client()
    client.force_login(office.people["analis"], backend="dumas_docs.access.backend.AppointmentBackend")
    content = client.get(f"/naskah/{letter.pk}/unduh/").content
    return "\n".join([*body_texts(content), text_of(footer_of(content))])


def test_the_sheet_bears_who_signed(office, letter):
    text = sheet(office, letter)
    assert "Asdep," in text and "Menteri Rekaan" not in text


def test_what_is_returned_after_signing_is_signed_no_more(office, letter, client, capsys):
    signature = Signature.objects.get(subject=letter.pk)
    typed = signature.code.replace("-", " ").lower()
    assert "sah" in client.get("/periksa/", {"kode": typed}).content.decode()
    return_step(step=office.waits(letter), by=office.people["agendaris"], now=timezone.now(), comment="Salah tanggal.")
    page = client.get("/periksa/", {"kode": signature.code}).content.decode()
    assert "tidak berlaku lagi" in page and "Asdep" not in page
    with pytest.raises(SystemExit):
        call_command("verify_signature", signature.code)
    told = capsys.readouterr().out
    assert "tidak berlaku lagi" in told and "tanda tangan sah" not in told
    call_command("verify_signature")
    told = capsys.readouterr().out
    assert "0 tanda tangan sah" in told and "1 lagi" in told
    text = sheet(office, OutgoingLetter.objects.get(pk=letter.pk))
    assert signature.code not in text and "Ditandatangani secara elektronik" not in text


def test_who_drafts_above_a_position_does_not_wait_for_it(office):
    draft = office.letter(by="kabid")
    office.hand_in(draft, by="kabid")
    assert office.story(draft)[:2] == [("paraf-kasubid", "LEWAT"), ("paraf-kabid", "LEWAT")]
    assert office.waits(draft).office_task.step_code == "ttd-asdep"
    office.vacate("kasubid")
    other = office.letter()
    office.hand_in(other)
    assert office.story(other) == [("paraf-kasubid", "KOSONG")]


def test_what_is_void_bears_its_mark_wherever_it_is_read(office, letter, client):
    """domain.md §8: the number stays in the register, marked void; nobody takes the letter for a valid one."""
    number_document(step=office.waits(letter), by=office.people["agendaris"], now=timezone.now())
    numbered = OutgoingLetter.objects.get(pk=letter.pk)
    advance_case(
        page=numbered, name="BATALKAN", by=office.people["analis"], now=timezone.now(), given={"reason": "Keliru."}
    )
    signature = Signature.objects.get(subject=letter.pk)
    answer = client.get("/periksa/", {"kode": signature.code}).content.decode()
    assert "tidak berlaku lagi" in answer and "Asdep" not in answer
    reader = Client()
    reader.force_login(office.people["analis"])
    for query in ("", f"?versi={signature.revision_id}"):
        content = reader.get(f"/naskah/{letter.pk}/unduh/{query}").content
        assert b'string="BATAL"' in ZipFile(BytesIO(content)).read("word/header1.xml")
        text = "\n".join([*body_texts(content), text_of(footer_of(content))])
        assert signature.code not in text and "Ditandatangani secara elektronik" not in text
    for address in (numbered.get_url(), f"/naskah/{letter.pk}/versi/{signature.revision_id}/"):
        shown = reader.get(address).content.decode()
        assert "Naskah ini batal" in shown and ">BATAL<" in shown and "Keliru." in shown
        assert "masih ditunggu" not in shown and signature.code not in shown and "secara elektronik" not in shown
