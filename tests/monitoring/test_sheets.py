"""The four sheets of a monitoring through the door: their contents, the draft's watermark, what stays hidden."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from django.test import Client

from dumas_docs.access import grants
from dumas_docs.enums import Level
from dumas_docs.models import (
    AuditEntry,
    Cause,
    ComplainantIdentity,
    Complaint,
    MonitoredCase,
    OutgoingLetter,
    ReportedParty,
)
from tests.exports.reading_docx import body_texts
from tests.monitoring.monitoring_office import again


def sheet(office, page, code: str, by: str = "asdep", query: str = "") -> bytes:
    client = Client()
    client.force_login(office.people[by])
    answer = client.get(f"/naskah/{page.pk}/unduh/?lembar={code}{query}")
    assert answer.status_code == 200
    assert f"{page.title}-{code}.docx" in answer["Content-Disposition"]
    return answer.content


def letter(case: Complaint, **values) -> OutgoingLetter:
    """A letter of the case that is not open to all who read the case."""
    found = OutgoingLetter(subject="Tindak lanjut", body=[], signatory_position="Asdep", level=Level.RAHASIA, **values)
    Complaint.objects.get(pk=case.pk).add_child(instance=found)
    return found


def is_draft(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return any(b"KONSEP" in archive.read(name) for name in archive.namelist() if "header" in name)


def test_the_sheets_of_a_direct_monitoring(office):
    case = office.case()
    case.complainants.add(ComplainantIdentity(full_name="Budi Santoso"))
    case.reported_parties.add(ReportedParty(name="Orang Terlapor", institution="Dinas Contoh"))
    case.reported_parties.add(ReportedParty(name="Tanpa Kantor", position="Kepala Seksi"))
    case.save()
    letter(case, number="B-0/2026", date=date(2026, 3, 4))
    hidden = office.case(level=Level.SANGAT_RAHASIA)
    activity = office.activity(cases=(case, hidden), facilities="tiket kereta\npenginapan", partner="Inspektur")
    proposal = sheet(office, activity, "usulan")
    told = body_texts(proposal)
    assert "MEMORANDUM" in told and is_draft(proposal)
    headings = [text for text in told if text.split("\n")[0] in (
        "Tujuan perjalanan dinas", "Partner kerja di instansi", "Mekanisme", "Prospek hasil",
        "Prospek hubungan dengan instansi", "Matriks data surat tindak lanjut",
    )]  # fmt: skip
    assert len(headings) == 6 and headings[1] == "Partner kerja di instansi\nInspektur"
    assert any("B-0/2026\ntanggal 4 Maret 2026" in text and "Pungutan" in text for text in told)
    for page in (case, activity):
        grants.give(page=page, role="editor", to=office.people["bpp"], cause=Cause.BERBAGI, now=office.now)
    matrix = "\n".join(body_texts(sheet(office, activity, "matriks", by="bpp")))
    assert "Pengadu: B*** S***\nTerlapor: Dinas Contoh; (disamarkan)" in matrix and "Tarif." in matrix
    assert "B-0/2026" in matrix and "Maret 2026" not in matrix  # the letter itself is not open to that reader
    assert not [name for name in ("Budi", "Orang", "Tanpa Kantor", "Kepala Seksi", "B-1/2026") if name in matrix]
    assert not AuditEntry.objects.filter(verb="identitas.dibuka").exists()
    matrix = "\n".join(body_texts(sheet(office, activity, "matriks")))
    assert "Terlapor: Orang Terlapor, Dinas Contoh; Tanpa Kantor, Kepala Seksi" in matrix and "Budi" not in matrix
    assert "B-0/2026\ntanggal 4 Maret 2026" in matrix
    assert AuditEntry.objects.get(verb="identitas.dibuka").page_id == case.pk
    travel = "\n".join(body_texts(sheet(office, activity, "fasilitas")))
    assert "Kepala Biro Keuangan" in travel and "tiket kereta; penginapan" in travel and "Kabid" in travel
    assert MonitoredCase.objects.filter(complaint=hidden).exists()


def test_rows_about_secret_cases_make_the_sheet_secret_for_who_reads_them(office):
    open_case, secret = office.case(), office.case(level=Level.RAHASIA)
    activity = office.activity(cases=(open_case, secret))
    client = Client()
    client.force_login(office.people["asdep"])
    for code in ("matriks", "usulan", ""):
        address = f"/naskah/{activity.pk}/unduh/?lembar={code}"
        assert "reason" in client.get(address).context["form"].fields, code
        content = client.post(address, {"reason": "perlu"}).content
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            margins = [archive.read(name).decode() for name in archive.namelist() if "header" in name or "foot" in name]
        assert any("RAHASIA" in text for text in margins) and any("Salinan ke-" in text for text in margins), code
    assert not is_secret(sheet(office, activity, "fasilitas"))
    assert not is_secret(sheet(office, activity, "matriks", by="analis"))  # he knows nothing of that row


def is_secret(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return any(b"RAHASIA" in archive.read(name) for name in archive.namelist() if "header" in name)


def test_they_are_final_with_the_order_and_the_account_with_its_acceptance(office):
    activity = office.step(office.direct(office.activity(), "asdep"), "SIAPKAN", "kabid")
    order = office.paper(activity, "surat-perintah")
    office.hand_in(order, by="kabid")
    office.sign_and_send(order, "asdep")
    office.act(order, "ppk")
    activity, order = again(activity), again(order)
    assert not is_draft(sheet(office, activity, "usulan"))
    travel = sheet(office, activity, "fasilitas")
    assert not is_draft(travel) and any(order.number in text for text in body_texts(travel))
    office.material(activity)
    for name in ("KOORDINASIKAN", "LAKSANAKAN"):
        activity = office.step(activity, name, "kabid")
    account = office.spent(office.paper(activity, "spj"))
    cover = sheet(office, account, "sampul")
    told = "\n".join(body_texts(cover))
    assert is_draft(cover) and "Rp2.050.000,50" in told and "Kuitansi 2" in told and order.number in told
    office.hand_in(account, by="kabid")
    told = "\n".join(body_texts(sheet(office, again(account), "sampul", by="bpp")))
    assert "Rp2.050.000,50" in told and order.number not in told  # he verifies the account; the plan is not open to him
    office.act(account, "bpp")
    office.act(account, "ppk")
    cover = sheet(office, again(account), "sampul")
    told = [text for text in body_texts(cover) if text]
    assert not is_draft(cover)
    at = told.index("Diverifikasi oleh:")
    assert told[at + 1 : at + 6] == ["Bpp,", "Bpp", "Diterima oleh:", "Ppk,", "Ppk"]


def test_an_indirect_monitoring_asks_for_no_travel(office):
    activity = office.activity(mode="TIDAK_LANGSUNG", purpose="", by="asdep")
    client = Client()
    client.force_login(office.people["asdep"])
    assert client.get(f"/naskah/{activity.pk}/unduh/?lembar=fasilitas").status_code == 404
    assert client.get(f"/naskah/{activity.pk}/unduh/?lembar=lain").status_code == 404
    assert client.get(f"/naskah/{activity.pk}/unduh/").status_code == 200
    assert client.get(f"/naskah/{Complaint.objects.get().pk}/unduh/?lembar=usulan").status_code == 404
