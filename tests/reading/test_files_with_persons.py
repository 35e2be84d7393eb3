"""Files that name persons: known to every reader, opened with the right to identities; receipts are no evidence."""

from __future__ import annotations

from io import BytesIO

import pytest

from dumas_docs.access.scope import person_scope
from dumas_docs.actions.attach_file import FileTwice, attach_file
from dumas_docs.actions.judge_evidence import ReceiptIsKept, judge_evidence
from dumas_docs.actions.mark_persons import MayNotMark, mark_persons
from dumas_docs.actions.thumbnail import thumbnail_of
from dumas_docs.enums import EvidenceValidity
from dumas_docs.models import Attachment, Complaint, IncomingLetter
from dumas_docs.models.intake import RECEIPT_NOTE
from dumas_docs.selectors.evidence import files_of
from tests.reading.office import NAME

LETTER = f"Saya {NAME}, NIK 3174015501900009, mengadukan Kepala Gelap di kantor desa."


def addresses(text, scan):
    return [f"/berkas/{text.pk}/", f"/gambar/{scan.pk}/", f"/gambar/{scan.pk}/kecil/",
            f"/gambar/kecil/{thumbnail_of(scan).pk}/"]  # fmt: skip


def test_evidence_opens_with_the_right_to_identities_only(office, enter, trail):
    case = office.case()
    text, scan = office.text_file(case, name="surat-sekar.txt", text=LETTER), office.photo(case, name="ktp-sekar.jpg")
    reader, supervisor = enter("pembaca"), enter("kabid")
    opened = addresses(text, scan)
    for address in opened:
        assert reader.get(address).status_code == 404, address
        assert supervisor.get(address).status_code == 200, address
    assert trail("naskah.ditolak", refused=True, actor=office.people["pembaca"]) == len(opened)
    assert trail("berkas.dibaca", actor=office.people["kabid"]) == len(opened)
    assert trail("berkas.dibaca", actor=office.people["pembaca"]) == 0


def test_readers_are_told_that_such_files_exist_and_no_more(office, enter):
    case = office.case()
    held = office.text_file(case, name="surat-sekar.txt", text=LETTER)
    for address in (case.url, f"/naskah/{case.pk}/berkas/"):
        seen = enter("pembaca").get(address).content.decode()
        assert "Memuat identitas" in seen
        for secret in ("sekar", held.sha256[:12], f"/berkas/{held.pk}/"):
            assert secret not in seen, (address, secret)
        assert "surat-sekar.txt" in enter("kabid").get(address).content.decode()


def test_the_text_of_an_added_file_is_kept_without_the_persons_of_the_case(office):
    case = office.case()
    for page in (case, office.letter(case)):
        kept = office.text_file(page, name="salinan.txt", text=LETTER).text
        for secret in (NAME, "3174015501900009", "Kepala Gelap"):
            assert secret not in kept
        assert "kantor desa" in kept


def test_files_of_other_documents_are_open_to_their_readers(office):
    """The office's own letters name nobody who must stay unnamed; what comes from outside with a case may."""
    letter = office.letter(office.case())
    assert not office.text_file(letter).names_person
    came_in = IncomingLetter(subject="Hal", received_at=office.now, sender="Dinas", addressee="Asdep")
    office.case().add_child(instance=came_in)
    assert office.text_file(came_in).names_person and office.photo(came_in).names_person
    assert office.text_file(office.case()).names_person and office.photo(office.case()).names_person
    standard = office.text_file(office.standard(), text="Hubungi 081234567890.")
    assert not standard.names_person and standard.text == "Hubungi 081234567890."


def test_who_may_see_identities_says_what_a_file_shows(office, enter, trail):
    case = office.case(handler="analis")
    held = office.photo(case)
    address = f"/naskah/{case.pk}/berkas/gambar/{held.pk}/identitas/"
    assert "Tidak memuat identitas" in enter("analis").get(f"/naskah/{case.pk}/berkas/").content.decode()
    assert enter("analis").get(address).status_code == 405
    assert enter("analis").post(address, {"names_person": "mungkin"}).status_code == 404
    assert enter("pembaca").post(address, {"names_person": "tidak"}).status_code == 404
    assert enter("pembaca").get(f"/gambar/{held.pk}/").status_code == 404
    assert enter("analis").post(address, {"names_person": "tidak"}).status_code == 302
    assert enter("pembaca").get(f"/gambar/{held.pk}/").status_code == 200
    assert trail("berkas.identitas", page_id=case.pk, data__names_person=False) == 1
    assert enter("kabid").post(address, {"names_person": "ya"}).status_code == 302
    assert enter("pembaca").get(f"/gambar/{held.pk}/").status_code == 404
    with pytest.raises(MayNotMark):
        mark_persons(held=held, names_person=False, by=office.people["pembaca"], now=office.now)


def test_an_editor_without_identities_neither_judges_nor_learns_names(office, enter):
    case = office.case()
    held = office.text_file(case, name="surat-sekar.txt", text=LETTER)
    office.grant(case, "editor", "orang_luar")
    client = enter("orang_luar")
    for verb in ("nilai", "hapus", "identitas"):
        sent = {"validity": "SESUAI", "names_person": "tidak"}
        assert client.post(f"/naskah/{case.pk}/berkas/berkas/{held.pk}/{verb}/", sent).status_code == 404
    held.refresh_from_db()
    assert held.validity == "" and held.names_person
    with pytest.raises(FileTwice) as twice:
        attach_file(page=case, name="x.txt", content=BytesIO(LETTER.encode()), by=office.people["orang_luar"],
                    now=office.now)  # fmt: skip
    assert twice.value.existing == ""


def test_a_judgement_makes_no_receipt_and_spoils_none(office, enter):
    case = office.case(handler="analis")
    evidence, receipt = office.text_file(case), office.text_file(case, name="tanda-terima.txt", text="Tanda terima")
    Attachment.objects.filter(pk=receipt.pk).update(note=RECEIPT_NOTE, names_person=False)
    judged = {"validity": "RAGU", "reason": RECEIPT_NOTE}
    for held in (evidence, receipt):
        enter("analis").post(f"/naskah/{case.pk}/berkas/berkas/{held.pk}/nilai/", judged)
    evidence.refresh_from_db()
    receipt.refresh_from_db()
    assert (evidence.note, evidence.validity, evidence.validity_reason) == ("", "RAGU", RECEIPT_NOTE)
    assert (receipt.note, receipt.validity) == (RECEIPT_NOTE, "")
    with person_scope(office.people["analis"]):
        rows = files_of(Complaint.objects.get(pk=case.pk))
    assert [row.is_receipt for row in rows] == [False, True]
    assert evidence.title in enter("analis").get(case.url).content.decode()
    assert enter("pembaca").get(f"/naskah/{case.pk}/tanda-terima/").status_code == 200
    for act in (
        lambda: judge_evidence(held=receipt, validity=EvidenceValidity.SESUAI, by=office.people["analis"],
                               now=office.now),
        lambda: mark_persons(held=receipt, names_person=True, by=office.people["analis"], now=office.now),
    ):  # fmt: skip
        with pytest.raises(ReceiptIsKept):
            act()


def test_the_list_of_files_and_small_pictures_are_on_record(office, enter, trail):
    letter = office.letter(office.case())
    scan = office.photo(letter)
    client = enter("pembaca")
    client.get(f"/naskah/{letter.pk}/berkas/")
    assert trail("naskah.dibaca", page_id=letter.pk, data__door="berkas") == 1
    client.get(f"/gambar/{scan.pk}/kecil/")
    assert trail("berkas.dibaca", page_id=letter.pk, data__sha256=scan.sha256) == 1
