"""Taking a list of results out: what is in it, who may, and what is recorded."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.contrib.messages import get_messages
from docx import Document
from openpyxl import load_workbook

from dumas_docs.enums import Level
from dumas_docs.models import AuditEntry, BasePage
from search import listing, outbox
from search.backends import SearchUnavailable
from search.backends.database import DatabaseBackend
from tests.search.office import EVERYWHERE

ADDRESS = "/cari/daftar/"


@pytest.fixture
def desk(office, client):
    """The search of a head, who reads up to RAHASIA."""
    outbox.drain()
    client.force_login(office.people["head"])
    return client


def content(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def rows(response) -> list[list[str]]:
    text = content(response).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def taken(desk, **given):
    return desk.post(ADDRESS, {"q": EVERYWHERE, "bentuk": "csv", **given})


def numbers(table) -> set[str]:
    """By their number, or by their title where they have none."""
    start = next(at for at, row in enumerate(table) if row[0] == "Nomor")
    return {row[0] or row[3] for row in table[start + 1 :]}


def titles(office, *names) -> set[str]:
    return {office.pages[name].title for name in names}


def test_secret_documents_are_in_it_with_a_reason_only_and_say_whose_copy_it_is(office, desk):
    open_ones = titles(office, "ordinary", "restricted", "letter", "draft", "standard")
    table = rows(taken(desk))
    assert numbers(table) == open_ones and "Salinan" not in str(table)
    assert ["Tidak disertakan:", "naskah RAHASIA atau di atasnya, karena alasan tidak diisi"] in table
    table = rows(taken(desk, alasan="Laporan tahunan"))
    assert "Tidak disertakan:" not in str(table)
    assert numbers(table) == open_ones | titles(office, "secret")
    plain, secret = AuditEntry.objects.filter(verb="ekspor.dibuat").order_by("number")
    assert (plain.data["documents"], plain.data["secret"], plain.reason) == (5, [], "")
    assert (secret.data["secret"], secret.reason) == ([office.pages["secret"].pk], "Laporan tahunan")
    assert ["Tingkat keamanan:", "RAHASIA"] in table
    assert f"catatan akses nomor {secret.number}" in str(table) and "Salinan untuk head" in str(table)


def test_each_person_takes_out_what_is_his(office, client):
    outbox.drain()
    for name, names in (("member", ("ordinary", "standard")), ("stranger", ("standard",)), ("former", ("standard",))):
        client.force_login(office.people[name])
        assert numbers(rows(taken(client, alasan="perlu"))) == titles(office, *names), name


def test_the_public_takes_nothing_out(office, client):
    response = client.post(ADDRESS, {"q": EVERYWHERE, "bentuk": "csv"})
    assert response.status_code == 302 and "/masuk/" in response.url


@pytest.mark.parametrize(
    "given", [{"bentuk": "exe"}, {"bentuk": ""}, {"q": ""}, {"q": 'pengadu:"Siti"'}], ids=lambda given: str(given)
)
def test_what_is_no_list_is_refused_in_words(desk, given):
    response = taken(desk, **given)
    assert response.status_code == 302
    assert [str(message) for message in get_messages(response.wsgi_request)] == ["Daftar ini tidak dapat diambil."]
    assert not AuditEntry.objects.filter(verb="ekspor.dibuat").exists()


def test_a_spreadsheet_takes_no_text_for_a_formula(office, desk):
    office.case("formula", subject=f"=HYPERLINK(1) {EVERYWHERE}")
    outbox.drain()
    assert f"'=HYPERLINK(1) {EVERYWHERE}" in {row[3] for row in rows(taken(desk)) if len(row) > 3}
    sheet = load_workbook(io.BytesIO(content(taken(desk, bentuk="xlsx")))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells if not cell.is_date} == {"s"}
    assert f"=HYPERLINK(1) {EVERYWHERE}" in {cell.value for cell in cells}


def test_the_docx_bears_the_marks_of_a_secret_copy(office, desk):
    document = Document(io.BytesIO(content(taken(desk, bentuk="docx", alasan="perlu"))))
    (table,) = document.tables[-1:]
    assert {row.cells[0].text for row in table.rows[1:]} >= titles(office, "secret", "restricted")
    around = " ".join(
        paragraph.text
        for part in (document.sections[0].header, document.sections[0].footer)
        for paragraph in part.paragraphs
    )
    assert "RAHASIA" in around and "Salinan untuk" in around


def test_a_list_goes_over_all_pages_and_ends_where_it_says(office, desk, monkeypatch):
    monkeypatch.setattr(listing, "BATCH", 2)
    assert len(numbers(rows(taken(desk)))) == 5
    monkeypatch.setattr(listing, "MOST_LISTED", 4)
    table = rows(taken(desk, alasan="perlu"))
    assert len(numbers(table)) == 4
    assert ["Tidak disertakan:", "2 naskah berikutnya, karena satu daftar memuat paling banyak 4"] in table


def test_secret_documents_take_no_place_of_others(office, desk, monkeypatch):
    for number in range(3):
        office.case(f"new{number}", level=Level.RAHASIA, day=date(2026, 9, number + 1))
    outbox.drain()
    monkeypatch.setattr(listing, "MOST_LISTED", 3)
    table = rows(taken(desk, urut="tanggal"))
    assert len(numbers(table)) == 3
    assert ["Tidak disertakan:", "2 naskah berikutnya, karena satu daftar memuat paling banyak 3"] in table


def test_the_order_is_that_of_one_answer_even_where_the_engine_goes_away(office, desk, monkeypatch):
    asked = []

    class Leaving(DatabaseBackend):
        code = "leaving"

        def best(self, query, **options):
            asked.append(query)
            if len(asked) > 1:
                raise SearchUnavailable
            return super().best(query, **options)[::-1]

    monkeypatch.setattr("search.backends.get_backend", lambda path=None: DatabaseBackend() if path else Leaving())
    monkeypatch.setattr(listing, "BATCH", 2)
    table = rows(taken(desk, alasan="perlu"))
    start = next(at for at, row in enumerate(table) if row[0] == "Nomor")
    listed = [tuple(row) for row in table[start + 1 :]]
    assert len(set(listed)) == len(listed) == 6 and len(asked) == 1


def test_a_reason_that_is_too_long_is_refused_and_not_left_out(desk):
    response = taken(desk, alasan="x" * 501)
    assert response.status_code == 302 and response.url == f"/cari/?q={EVERYWHERE}"
    assert "Alasan paling banyak 500" in str(next(iter(get_messages(response.wsgi_request))))


def test_the_reason_can_be_given_while_the_engine_has_not_heard_of_the_level(office, desk):
    BasePage.objects.filter(pk=office.pages["ordinary"].pk).update(level=Level.RAHASIA)
    page = desk.get("/cari/", {"q": EVERYWHERE, "jenis": "servicestandard"}).content.decode()
    assert 'name="alasan"' in page
    assert numbers(rows(taken(desk))) == titles(office, "restricted", "letter", "draft", "standard")


def test_it_says_what_was_asked_with_all_that_was_chosen(office, desk):
    found = {"q": f"{EVERYWHERE} tahun:2026", "jenis": "complaint", "kanal": "EMAIL_DUMAS"}
    office.case("mailed", channel="EMAIL_DUMAS")
    outbox.drain()
    table = rows(taken(desk, **found))
    asked = f"{EVERYWHERE}; Jenis dokumen: Pengaduan; Tahun: 2026; Kanal: Surel pengaduan"
    assert dict(row for row in table if len(row) == 2)["Pertanyaan:"] == asked
    assert rows(taken(desk, q="", jenis="servicestandard"))[0][1] == "Jenis dokumen: Standar pelayanan"


def test_a_list_of_nothing_but_secret_documents_asks_for_a_reason(office, desk):
    only = {"tingkat": "RAHASIA"}
    page = desk.get("/cari/", {"q": EVERYWHERE, **only}).content.decode()
    assert "1 naskah pada daftar ini bersifat rahasia" in page
    response = taken(desk, **only)
    assert response.status_code == 302 and response.url == f"/cari/?q={EVERYWHERE}&tingkat=RAHASIA"
    (message,) = get_messages(response.wsgi_request)
    assert "Semua naskah yang ditemukan bersifat rahasia" in str(message)
    assert not AuditEntry.objects.filter(verb="ekspor.dibuat").exists()
    assert (
        "pada daftar ini bersifat rahasia"
        not in desk.get("/cari/", {"q": EVERYWHERE, "jenis": "servicestandard"}).content.decode()
    )


def test_the_sheet_has_days_a_filter_and_a_heading_that_stays(office, desk):
    sheet = load_workbook(io.BytesIO(content(taken(desk, bentuk="xlsx", alasan="perlu")))).active
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Nomor")
    assert sheet.freeze_panes == f"A{top + 1}" and sheet.auto_filter.ref == f"A{top}:G{sheet.max_row}"
    days = {sheet.cell(at, 2).value for at in range(top + 1, sheet.max_row + 1)}
    assert office.pages["ordinary"].agenda_date in {day.date() for day in days if day}


def test_the_page_offers_it_with_the_same_question(office, desk):
    page = desk.get("/cari/", {"q": EVERYWHERE, "jenis": "complaint"}).content.decode()
    assert f'action="{ADDRESS}"' in page
    for field in (f'name="q" value="{EVERYWHERE}"', 'name="jenis" value="complaint"', 'name="bentuk" value="xlsx"'):
        assert field in page, field
