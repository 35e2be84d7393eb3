"""A complaint by mail, all the way: disposition, review, direction, letter, reply of the agency, closed file."""

from __future__ import annotations

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from docx import Document

from dumas_docs.models import Complaint, DispositionRecipient, IncomingLetter, OutgoingLetter, Review
from tests.intake.letters import raw_mail
from tests.journeys.desk import Desks, address_letter, write
from workflows.engine.sync import sync_chains

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DIVISION = "Kepala Bidang Penanganan Pengaduan"
SUBDIVISION = "Kepala Subbidang Pengaduan Wilayah I"
ANALYST = "Analis Pengaduan Masyarakat Wilayah I"
AGENCY, AGENCY_MAIL = "Kantor Pertanahan Kabupaten Rekaan", "surat@pertanahan-rekaan.example"
PROOF = "mx.kantor.example; dmarc=pass header.from=pertanahan-rekaan.example"
COMPLAINT = """Kepada Yth. Menteri Sekretaris Negara.

Nama saya Wagimin Sastrodihardjo, Jalan Mawar 3, Desa Sukamaju, Kabupaten Rekaan. Pada 3 Maret 2026 saya mengajukan
sertifikat tanah warisan di kantor pertanahan. Sampai hari ini berkas saya tidak diproses dan petugas meminta biaya di
luar tarif resmi. Saya mohon bantuan agar permohonan saya diselesaikan.

Hormat saya,
Wagimin Sastrodihardjo
"""


def signed_letter() -> bytes:
    document, target = Document(), BytesIO()
    document.add_paragraph("Surat pengaduan yang saya tanda tangani, beserta salinan tanda terima berkas.")
    document.save(target)
    return target.getvalue()


def receive(folder: Path, name: str, raw: bytes) -> str:
    path, out = folder / f"{name}.eml", StringIO()
    path.write_bytes(raw)
    call_command("receive_mail", str(path), stdout=out)
    return out.getvalue()


def now_of(case: Complaint) -> Complaint:
    return Complaint.objects.get(pk=case.pk)


def review(desks: Desks, case: Complaint) -> Review:
    window = desks.editor("analis1", case, "review")
    window.locator("form [name=subject]").fill("Telaah permohonan sertifikat tanah warisan")
    for name, text in {
        "issue_statement": "Apakah permohonan sertifikat diproses sesuai ketentuan.",
        "conclusion": "Pengaduan memenuhi syarat dan perlu diteruskan.",
        "recommendation": "Meneruskan pengaduan kepada kantor pertanahan.",
    }.items():
        write(window, name, text)
    window.get_by_role("tab", name="Hasil").click()
    window.locator("form [name=result]").select_option("MEMENUHI_SYARAT")
    window.locator("form [name=advice]").select_option("SURAT_TL")
    window.locator("form [name=sla_class]").select_option("NON_PEMERIKSAAN_14")
    desks.save("analis1", "Simpan sebagai konsep")
    return Review.objects.get()


def letter(desks: Desks, case: Complaint) -> OutgoingLetter:
    window = desks.open("analis1", case.url)
    with window.expect_navigation():
        window.get_by_role("button", name="Susun surat tindak lanjut").click()
    window.locator("form [name=subject]").fill("Penerusan pengaduan sertifikat tanah")
    address_letter(window, to=AGENCY, rank="ESELON_II", email=AGENCY_MAIL)
    desks.save("analis1", "Simpan konsep")
    return OutgoingLetter.objects.get()


def pass_on(desks: Desks, username: str, case: Complaint, to: str, *, given_to: str) -> None:
    part = DispositionRecipient.objects.get(position__title=given_to)
    desks.dispose(username, case, to, parent=part.pk, instructions=["TELAAH"])


def back_up(desks: Desks, case: Complaint, number: str) -> None:
    """Each reports to the one above, who closes the sheet; the unit's head closes the first."""
    for username, title in (("analis1", ANALYST), ("kasubid1", SUBDIVISION), ("kabid", DIVISION)):
        part = DispositionRecipient.objects.get(position__title=title)
        desks.act_on(username, case, part.pk, "selesai", f"Diteruskan dengan surat {number}; instansi telah menjawab.")
        giver = part.disposition
        desks.act_on(giver.given_by.username, case, giver.pk, "tutup")


def test_from_a_mail_to_a_closed_file(office: dict[str, Any], browser_page, tmp_path, settings):
    settings.DUMAS_DOCS = {**settings.DUMAS_DOCS, "TRUSTED_MAIL_SERVER": "mx.kantor.example"}
    sync_chains()
    desks = Desks(office, browser_page)
    said = receive(tmp_path, "pengaduan", raw_mail(
        COMPLAINT, sender="Wagimin Sastrodihardjo <wagimin@warga.example>", subject="Sertifikat tanah tidak diproses",
        files={"surat bertanda tangan.docx": signed_letter()},
    ))  # fmt: skip
    case = Complaint.objects.get()
    assert case.title in said

    desks.dispose("asdep", case, DIVISION, instructions=["TELAAH"])
    pass_on(desks, "kabid", case, SUBDIVISION, given_to=DIVISION)
    pass_on(desks, "kasubid1", case, ANALYST, given_to=SUBDIVISION)
    desks.step("analis1", case, "AMBIL")

    # W1: the review, and the case goes on by itself.
    found = review(desks, case)
    desks.hand_in("analis1", found)
    desks.initial("kasubid1", found)
    desks.initial("kabid", found)
    assert (now_of(case).review_result, now_of(case).state) == ("MEMENUHI_SYARAT", "MENUNGGU_ARAHAN")

    # W3: the Deputy's approval is the direction on record.
    assert case.title in desks.text("asdep", "/tugas/")
    desks.initial("asdep", case)
    desks.initial("deputi", case)
    assert now_of(case).state == "PENYUSUNAN_TL"

    # W4a: two initials, signature, number, dispatch.
    answer = letter(desks, case)
    desks.hand_in("analis1", answer)
    for username in ("kasubid1", "kabid"):
        desks.initial(username, answer)
    desks.sign("asdep", answer)
    desks.number("agendaris", answer)
    desks.dispatch("agendaris", answer, "Ekspedisi 15")
    answer = OutgoingLetter.objects.get(pk=answer.pk)
    assert (answer.state, now_of(case).state) == ("DIKIRIM", "DITERUSKAN")

    # The agency answers by mail, quoting the number.
    said = receive(tmp_path, "tanggapan", raw_mail(
        f"Menindaklanjuti surat Saudara nomor {answer.number}, sertifikat dimaksud telah kami terbitkan.",
        sender=f"Tata Usaha <{AGENCY_MAIL}>", subject="Tanggapan", headers={"Authentication-Results": PROOF},
    ))  # fmt: skip
    assert IncomingLetter.objects.get().title in said
    assert now_of(case).state == "DITANGGAPI"
    back_up(desks, case, answer.number)

    # The reply is worked on in its case, and does not wait for a disposition of its own.
    start = desks.text("asdep", "/")
    assert "menunggu diselesaikan" in start
    assert IncomingLetter.objects.get().title not in start
    desks.step(
        "asdep", case, "SELESAIKAN", outcome="TERBUKTI", reason="Kantor pertanahan menerbitkan sertifikat.",
        told_medium="SURAT", told_text="Sertifikat Saudara telah diterbitkan dan dapat diambil.",
    )  # fmt: skip
    assert "menunggu berkas ditutup" in desks.text("kepala.arsip", "/")
    desks.step("kepala.arsip", case, "TUTUP", reason="Penanganan selesai; berkas lengkap.")
    story = desks.text("asdep", f"/naskah/{case.pk}/perjalanan/")
    for words in (found.title, answer.number, AGENCY, "Ditutup"):
        assert words in story, words
    assert now_of(case).state == "DITUTUP"
