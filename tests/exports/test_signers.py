"""Who stands above and below a document: the letterhead of the office that signs, and the signer's own position."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from docx.oxml.ns import qn

from dumas_docs.exports.frame import BLANK, Signature
from dumas_docs.models import AssignmentOrder, BasePage, OrderAssignee, OutgoingLetter, Recipient, Review
from dumas_docs.selectors.sheet_frames import signed_under
from tests.exports import sheets
from tests.exports.reading_docx import body_texts, opened, text_of
from tests.lifecycles.office import Office
from workflows.models import Appointment, AppointmentKind
from workflows.models import Signature as Signed


@pytest.fixture
def office(db) -> Office:
    return Office()


def texts(office: Office, page: BasePage, by: str = "asdep") -> list[str]:
    client = Client()
    client.force_login(office.people[by])
    answer = client.get(f"/naskah/{page.pk}/unduh/")
    assert answer.status_code == 200
    return body_texts(answer.content)


def add(parent: BasePage, page: BasePage) -> BasePage:
    BasePage.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision()
    return page


def test_a_letter_bears_the_letterhead_of_the_office_whose_head_signs(office):
    """On screen and on paper alike, from the first draft on: of whom its addressees ask for (domain.md §15, W4)."""
    letter = OutgoingLetter(subject="Tindak lanjut", body=[("paragraph", "<p>Isi.</p>")], live=False)
    letter.signatory_position = "Jabatan yang diketik"
    letter.recipients = [Recipient(name="Bupati Contoh")]
    add(office.case("PENYUSUNAN_TL"), letter)
    own = ["KEMENTERIAN SEKRETARIAT NEGARA", "UNIT KSN", "UNIT D-4", "UNIT ASDEP-DUMAS"]
    client = Client()
    client.force_login(office.people["asdep"])
    for rank, title, head in (
        ("MENTERI", "Menteri", ["MENTERI", "REPUBLIK INDONESIA"]), ("ESELON_I", "Deputi", own[:3]),
        ("ESELON_II", "Asisten Deputi", own),
    ):  # fmt: skip
        letter.recipients = [Recipient(name="Bupati Contoh", rank=rank)]
        letter.save_revision()
        told = texts(office, letter)
        assert told[: len(head)] == head and told[len(head)].startswith(f"Nomor | : | {BLANK} | Jakarta, {BLANK}"), (
            title
        )
        assert f"{title}," in told
        letter.save()
        page = client.get(letter.url).content.decode()
        shown = page[page.index("sheet-letterhead") : page.index("</header>", page.index("sheet-letterhead"))]
        assert [name for name in (*own, "MENTERI", "REPUBLIK INDONESIA") if f">{name}<" in shown] == head, title
        assert f"{title}," in page and "Jabatan yang diketik" not in page


def test_an_order_of_the_ppk_bears_the_letterhead_of_the_deputy(office):
    office.person("ppk", "Pejabat Pembuat Komitmen", "D-4", "ppk", "ESELON_III", "")
    order = AssignmentOrder(
        subject="Pemantauan", considering="<p>bahwa</p>", basis="<p>Arahan</p>", task="<p>memantau</p>", place="Contoh",
        starts_on=date(2026, 3, 3), ends_on=date(2026, 3, 4), live=False,
    )  # fmt: skip
    order.assignees = [OrderAssignee(name="Andi", position_title="Asisten Deputi", is_leader=True)]
    told = texts(office, add(office.year, order))
    assert told[2:5] == ["UNIT D-4", "SURAT PERINTAH", f"NOMOR {BLANK}"]
    assert "No | Nama | NIP | Pangkat/Golongan | Jabatan" in told and any("| - | - |" in line for line in told)
    at = told.index("Ditetapkan di Jakarta")
    assert told[at + 1 : at + 3] == [f"pada tanggal {BLANK}", "Pejabat Pembuat Komitmen,"]


def test_telaah_and_progress_form_are_signed_by_the_analyst_s_position(office):
    case = office.case("DITELAAH", handler="analis")
    Appointment.objects.filter(person=office.people["analis"]).update(kind=AppointmentKind.PLT)
    review = add(case, Review(
        subject="Telaah", result="MEMENUHI_SYARAT", advice="SURAT_TL", owner=office.people["analis"], live=False,
        issue_statement="<p>a</p>", findings="<p>b</p>", analysis="<p>c</p>", conclusion="<p>d</p>",
        recommendation="<p>e</p>",
    ))  # fmt: skip
    for page in (review, case):
        told = texts(office, page)
        assert "Plt. Analis," in told and "Unit asdep-dumas," not in told
    office.vacate("analis")
    assert "Penelaah," in texts(office, review) and "Petugas," in texts(office, case)


def test_who_signs_for_another_signs_below_both_positions(office):
    kabid = office.people["kabid"]
    for signed_as, lines in (
        ("a.n. Asisten Deputi", ("a.n. Asisten Deputi", "Kepala Bidang,")), ("Plh. Deputi", ("Plh. Deputi,",)),
        ("Kepala Bidang", ("Kepala Bidang,",)),
    ):  # fmt: skip
        signed = signed_under(Signed(signer=kabid, signer_name="Nama", signed_as=signed_as, at=office.now))
        assert (signed.position_lines, signed.name) == (lines, "Nama")
    office.vacate("kabid")
    signed = signed_under(Signed(signer=kabid, signer_name="Nama", signed_as="a.n. Deputi", at=office.now))
    assert signed.position_lines == ("a.n. Deputi,",)


@pytest.mark.parametrize("given", [{}, {"place": "Jakarta"}, {"day": sheets.DAY}, {"capacity": "Plh."}])
def test_no_comma_stands_alone(given):
    told = body_texts(sheets.letter(signature=Signature(position="", name="Nama", **given)))
    assert not [line for line in told if line.strip().endswith(",") and len(line.strip()) < 6]
    both = Signature(position="Kabid", principal="Asdep", capacity="a.n.")
    assert both.position_lines == ("a.n. Asdep", "Kabid,")


def test_numbered_parts_below_headings_do_not_count_the_headings_on():
    document = opened(sheets.report())
    numbers = {num.numId: num.abstractNumId.val for num in document.part.numbering_part.element.num_lst}
    kinds = {
        text_of(line): numbers[line.pPr.numPr.numId.val]
        for line in document.element.body.iter(qn("w:p"))
        if line.pPr is not None and line.pPr.numPr is not None
    }
    assert kinds["Dasar"] == kinds["Simpulan"] != kinds["Program kerja."] == kinds["Andi"]
