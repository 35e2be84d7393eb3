"""A disposition as the lembar disposisi: what stands on it, who may take it, and what is recorded."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from dumas_docs.actions import export_document
from dumas_docs.actions.give_disposition import give_disposition
from dumas_docs.actions.work_on_disposition import report_done
from dumas_docs.enums import Level
from dumas_docs.models import AuditEntry, ComplainantIdentity
from tests.exports.reading_docx import body_texts, header_of, text_of
from tests.lifecycles.office import Office
from workflows.models import Appointment, AppointmentKind

LETTER = {
    "sender": "Gubernur Contoh", "sender_no": "045/1/2026", "sender_date": date(2026, 3, 2), "level": Level.TERBATAS,
}  # fmt: skip


def client_of(office: Office, who: str) -> Client:
    client = Client()
    client.force_login(office.people[who])
    return client


def address(page, code: str, query: str = "") -> str:
    return f"/naskah/{page.pk}/unduh/?lembar={code}{query}"


def give(office: Office, page, who: str, *to: str, **values):
    return give_disposition(
        page=page, from_position=office.positions[who], to_positions=[office.positions[each] for each in to],
        by=office.people[who], now=office.now, **({"instructions": ["TELAAH"]} | values),
    )  # fmt: skip


def test_the_sheet_says_what_came_in_and_what_is_asked(office):
    letter = office.incoming("DICATAT", **LETTER)
    type(letter).objects.filter(pk=letter.pk).update(title="00005/SM-uji/2026")
    letter.refresh_from_db()
    sheet = give(
        office, letter, "asdep", "kabid", note="Siapkan bahan.", urgency="SEGERA", paraf="AD", is_verbal=True,
        due_on=date(2031, 1, 6),
    )  # fmt: skip
    below = give(office, letter, "kabid", "kasubid", parent=sheet.recipients.get(), instructions=["ARSIPKAN"])
    client = client_of(office, "asdep")
    shown = client.get(f"/naskah/{letter.pk}/disposisi/").content.decode()
    assert f"?lembar=disposisi-{sheet.pk}" in shown and f"?lembar=disposisi-{below.pk}" in shown
    answer = client.get(address(letter, f"disposisi-{sheet.pk}"))
    # A number with slashes is no path: browsers would cut the name at the last one.
    assert f'filename="00005-SM-uji-2026-disposisi-{sheet.pk}.docx"' in answer["Content-Disposition"]
    told = "\n".join(body_texts(answer.content)).replace("\N{NO-BREAK SPACE}", " ")
    for words in (
        "LEMBAR DISPOSISI", "Surat dari | Gubernur Contoh", "Nomor surat | 045/1/2026 | Tanggal surat | 2 Maret 2026",
        f"Nomor agenda | {letter.title}", "☒ Segera", "☐ Rahasia", "Hal | Undangan", "☒ Kepala Bidang", "☒ Telaah",
        "☐ Arsipkan", "Siapkan bahan.", "paling lambat 6 Januari 2031", "secara lisan", "Asisten Deputi,", "Paraf: AD",
    ):  # fmt: skip
        assert words in told, words
    assert "Kepala Subbidang" not in told and "KONSEP" not in text_of(header_of(answer.content))
    passed = "\n".join(body_texts(client.get(address(letter, f"disposisi-{below.pk}")).content))
    assert "Meneruskan disposisi Asisten Deputi." in passed and "Paraf: ....." in passed
    entries = AuditEntry.objects.filter(verb="ekspor.dibuat").order_by("number")
    assert [entry.data["sheet"] for entry in entries] == [f"disposisi-{sheet.pk}", f"disposisi-{below.pk}"]


def test_the_sheet_of_a_case_masks_the_complainant(office):
    case = office.case("TERCATAT")
    case.complainants.add(ComplainantIdentity(full_name="Budi Santoso"))
    case.save()
    sheet = give(office, case, "asdep", "analis")
    told = "\n".join(body_texts(client_of(office, "asdep").get(address(case, f"disposisi-{sheet.pk}")).content))
    assert "Pengadu: B*** S***" in told and "Nomor agenda | 1/Agd/2026" in told and "Budi" not in told


def test_who_may_not_see_the_sheet_finds_nothing_and_nothing_is_converted(office, monkeypatch):
    letter, other = office.incoming("DICATAT", **LETTER), office.incoming("DICATAT", **LETTER)
    sheet = give(office, letter, "asdep", "kabid")
    run: list[bytes] = []

    def convert(docx: bytes) -> bytes:
        run.append(docx)
        return b"%PDF-1.7"

    monkeypatch.setattr(export_document, "pdf_of", convert)
    monkeypatch.setattr("dumas_docs.views.exports.converter", lambda: "soffice")
    outsider, asdep = client_of(office, "orang_luar"), client_of(office, "asdep")
    codes = (str(sheet.pk), "0", "-1", "x", "", f"{sheet.pk}x", str(sheet.pk + 987), "9" * 15, "9" * 400, "²")
    for query in ("", "&bentuk=pdf"):
        assert outsider.get(address(letter, f"disposisi-{sheet.pk}", query)).status_code == 404
        assert asdep.get(address(other, f"disposisi-{sheet.pk}", query)).status_code == 404
        for code in codes[1:]:
            assert asdep.get(address(letter, f"disposisi-{code}", query)).status_code == 404, code
    # A letter that came in has no other sheet.
    assert asdep.get(f"/naskah/{letter.pk}/unduh/").status_code == 404
    assert not run and not AuditEntry.objects.filter(verb="ekspor.dibuat").exists()
    made = asdep.get(address(letter, f"disposisi-{sheet.pk}", "&bentuk=pdf"))
    assert made["Content-Type"] == "application/pdf" and len(run) == 1


@pytest.mark.parametrize(("kind", "shown"), [(AppointmentKind.PLH, "Plh. Kepala Bidang"), (None, "Kepala Bidang")])
def test_a_report_tells_who_reported_as_what(office, kind, shown):
    letter = office.incoming("DICATAT", **LETTER)
    sheet = give(office, letter, "asdep", "kabid")
    person = office.people["kabid"]
    if kind:
        person = office.people["kasubid"]
        Appointment.objects.create(
            person=person, position=office.positions["kabid"], kind=kind, starts_on=date(2020, 1, 1)
        )
    report_done(row=sheet.recipients.get(), report="Selesai.", by=person, now=office.now)
    told = client_of(office, "asdep").get(f"/naskah/{letter.pk}/disposisi/").content.decode()
    assert f"{person.get_full_name()}, {shown}</span>" in told
