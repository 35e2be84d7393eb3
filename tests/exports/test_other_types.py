"""Orders, reports and memoranda through the door; PDF where a converter is installed."""

from datetime import date
from pathlib import Path

import pytest

from dumas_docs.access.scope import system_scope
from dumas_docs.enums import LeaderRank, Level, OutgoingType
from dumas_docs.exports import pdf
from dumas_docs.models import (
    AssignmentOrder,
    Attachment,
    AuditEntry,
    BasePage,
    ClarifiedCase,
    MonitoringReport,
    OrderAssignee,
    Recipient,
)
from tests.exports.editing import edited, replaced
from tests.exports.reading_docx import body_texts
from tests.exports.test_return import confirm, newest, send

DAYS = {"starts_on": date(2026, 11, 24), "ends_on": date(2026, 11, 27)}


def download(client, page, query: str = "") -> bytes:
    response = client.get(f"/naskah/{page.pk}/unduh/{query}")
    assert response.status_code == 200
    return response.content


def test_an_order_names_who_signs_by_who_travels(office, enter):
    with system_scope("test"):
        order = AssignmentOrder(
            subject="Pemantauan", considering="<p>bahwa perlu</p>", basis="<ol><li>Arahan</li></ol>",
            task="<p>memantau</p>", place="Contoh", leader_rank=LeaderRank.KABID_KE_BAWAH, live=False, **DAYS,
        )  # fmt: skip
        order.assignees = [OrderAssignee(name="Andi", position_title="Analis", is_leader=True)]
        BasePage.objects.get(pk=office.year.pk).add_child(instance=order)
        order.save_revision()
    texts = body_texts(download(enter("asdep"), order))
    assert "SURAT PERINTAH" in texts
    assert "Waktu | : | 24 s.d. 27 November 2026" in texts
    assert any(text.startswith("1 | Andi\n(ketua tim)") for text in texts)
    assert "Asisten Deputi," in texts


def test_a_report_leaves_out_the_row_of_a_case_its_reader_may_not_know(office, enter):
    hidden = office.case(level=Level.SANGAT_RAHASIA)
    with system_scope("test"):
        report = MonitoringReport(
            subject="Hasil", basis="DATABASE", mode="LANGSUNG", purpose="KLARIFIKASI", direction_text="Disposisi",
            leader_rank=LeaderRank.KABID_KE_BAWAH, partner="Inspektur", institutions="Dinas", team="Andi\nRina",
            implementation="<p>x</p>", analysis="<p>y</p>", conclusion="<p>z</p>", recommendation="<p>r</p>",
            routed_to="Asdep", activities=["DISKUSI"], **DAYS,
        )  # fmt: skip
        report.clarified_cases = [
            ClarifiedCase(letter_ref="B-1/terbuka", institution="Dinas A"),
            ClarifiedCase(letter_ref="B-2/rahasia", institution="Dinas B", complaint=hidden),
        ]
        BasePage.objects.get(pk=office.year.pk).add_child(instance=report)
        report.save_revision()
        for name, secret in (("Notula rapat.pdf", False), ("KTP pengadu.pdf", True)):
            Attachment.objects.create(
                page=report, title=name, names_person=secret, file="x", sha256="0" * 64, received_at=office.now
            )
    told = "\n".join(body_texts(download(enter("agendaris"), report)))
    assert "B-1/terbuka" in told and "\n2 | " not in told.partition("B-1/terbuka")[2]
    assert "rahasia" not in told and "Dinas B" not in told
    assert "Lampiran\nNotula rapat" in told and "KTP" not in told
    assert "Pemantauan secara langsung untuk klarifikasi (diskusi), bersama Inspektur." in told


def test_a_memorandum_goes_out_and_comes_back(office, enter):
    letter = office.letter(office.case(handler="analis"), final=False)
    with system_scope("test"):
        letter.type = OutgoingType.MEMORANDUM
        letter.recipients = [Recipient(name="Deputi", place="Jakarta")]
        letter.save_revision()
    client = enter("analis")
    taken = download(client, letter)
    texts = body_texts(taken)
    assert "MEMORANDUM" in texts and "Yth. | : | Deputi, Jakarta" in texts
    assert send(client, letter, taken).context["changes"] == []
    confirm(client, letter, send(client, letter, edited(taken, replaced("Isi-surat.", "Isi baru."))))
    assert "Isi baru." in str(newest(letter).body)
    assert [(row.name, row.place) for row in newest(letter).recipients.all()] == [("Deputi", "Jakarta")]


def test_the_english_screen_takes_out_indonesian_documents(office, enter):
    case = office.case(handler="analis")
    client = enter("analis")
    response = client.get(f"/naskah/{office.letter(case).pk}/unduh/", headers={"accept-language": "en"})
    assert any(text.startswith("Nomor | :") for text in body_texts(response.content))


@pytest.fixture
def converter(monkeypatch):
    def use(path: str) -> None:
        pdf.converter.cache_clear()
        monkeypatch.setenv("PATH", path)

    yield use
    pdf.converter.cache_clear()


def test_without_a_converter_there_is_no_pdf(office, enter, converter, tmp_path: Path):
    letter = office.letter(office.case(handler="analis"))
    converter(str(tmp_path))
    assert enter("analis").get(f"/naskah/{letter.pk}/unduh/?bentuk=pdf").status_code == 404
    assert "bentuk=pdf" not in enter("analis").get(letter.url).content.decode()


def _program(folder: Path, script: str) -> str:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    return str(folder)


def test_a_pdf_is_recorded_with_its_own_digest(office, enter, converter, tmp_path: Path):
    letter = office.letter(office.case(handler="analis"))
    # Stands in for LibreOffice: writes a PDF beside the file it was given last.
    converter(_program(tmp_path, 'for last; do :; done; printf "%%PDF-1.7 isi" > "${last%.docx}.pdf"'))
    assert "bentuk=pdf" in enter("analis").get(letter.url).content.decode()
    response = enter("analis").get(f"/naskah/{letter.pk}/unduh/?bentuk=pdf")
    assert (response.status_code, response["Content-Type"], response.content) == (
        200,
        "application/pdf",
        b"%PDF-1.7 isi",
    )
    sheet, made = AuditEntry.objects.filter(verb="ekspor.dibuat").order_by("number")
    assert (sheet.data["form"], made.data["from"]) == ("pdf", sheet.data["sha256"])


def test_nothing_is_converted_for_who_may_not_take_the_document(office, enter, trail, monkeypatch):
    def convert(docx: bytes) -> bytes:
        raise AssertionError("converted")

    monkeypatch.setattr("dumas_docs.actions.export_document.pdf_of", convert)
    monkeypatch.setattr("dumas_docs.views.exports.converter", lambda: "soffice")
    case = office.case(handler="analis")
    secret = office.letter(office.case(handler="analis", level=Level.RAHASIA))
    for page in (office.letter(case), case, secret, office.year):
        for query in ("", "&lembar=matriks", "&lembar=disposisi-1", "&versi=1", f"&versi={'9' * 30}"):
            asked = f"/naskah/{page.pk}/unduh/?bentuk=pdf{query}"
            assert enter("orang_luar").get(asked).status_code == 404, asked
            assert enter("orang_luar").post(asked, {"reason": "perlu"}).status_code == 404, asked
            assert enter("").get(asked).status_code == 302, asked
    assert enter("analis").get(f"/naskah/{secret.pk}/unduh/?bentuk=pdf").status_code == 200  # asks for the reason
    assert enter("analis").post(f"/naskah/{secret.pk}/unduh/?bentuk=pdf", {"reason": " "}).status_code == 422
    assert trail("ekspor.dibuat") == 0


@pytest.mark.parametrize("script", ["exit 1", "sleep 30"])
def test_a_converter_that_fails_or_hangs_is_said_and_ended(
    office, enter, converter, tmp_path: Path, monkeypatch, script
):
    letter = office.letter(office.case(handler="analis"))
    monkeypatch.setattr(pdf, "SECONDS", 1)
    converter(_program(tmp_path, script))
    response = enter("analis").get(f"/naskah/{letter.pk}/unduh/?bentuk=pdf", follow=True)
    assert "PDF tidak dapat dibuat" in response.content.decode()


def test_a_letter_costs_few_queries(office, enter, django_assert_max_num_queries):
    letter = office.letter(office.case(handler="analis"))
    client = enter("analis")
    client.get(f"/naskah/{letter.pk}/unduh/")
    with django_assert_max_num_queries(40):
        client.get(f"/naskah/{letter.pk}/unduh/")
