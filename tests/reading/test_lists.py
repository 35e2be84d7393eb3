"""Start page and folders: useful to each person, silent about the rest, and the same number of queries for many."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from dumas_docs.access.scope import local_today
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, Complaint, Folder, MonitoringReport
from dumas_docs.selectors.registers import register_name
from dumas_docs.views.case_lists import LISTS, list_address
from dumas_docs.views.rows import Row

LIST_ONLY = ("Pungutan liar", "Surel pengaduan", "Diterima", "belum ada")


def queries(client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_an_analyst_finds_his_cases_and_only_numbers_of_the_others(office, enter):
    mine, other = office.case(handler="analis", subject="Perkara-saya"), office.case(subject="Perkara-orang-lain")
    secret = office.case(level=Level.RAHASIA, subject="Perkara-rahasia")
    text = enter("analis").get("/").content.decode()
    assert "Perkara-saya" in text and "Saya tangani" in text
    assert other.title in text and "Perkara-orang-lain" not in text
    assert secret.title not in text and "Perkara-rahasia" not in text
    assert mine.title in text


def test_see_alone_shows_number_date_unit_and_level(office, enter):
    case = office.case()
    for address in ("/", office.year.url):
        text = enter("analis").get(address).content.decode()
        assert case.title in text and "(perihal terbatas)" in text
        for words in LIST_ONLY:
            assert words not in text, (address, words)


@pytest.mark.parametrize(
    ("username", "shown", "not_shown"),
    [
        ("asdep", ("Belum ada penangan", "Perlu dilengkapi", "Baru masuk"), ("Buku register",)),
        ("agendaris", ("Perlu dilengkapi", "Baru masuk"), ("Belum ada penangan", "Saya tangani <")),
        ("arsiparis", ("Buku register menurut tahun", "Baru masuk"), ("Perlu dilengkapi", "Pungutan liar")),
        ("kabid", ("Standar dan SOP yang Anda kelola", "Belum ada penangan"), ()),
        ("orang_luar", ("Belum ada yang terbuka bagi Anda", "kepala unit"), ("Baru masuk", "DM-2026")),
    ],
)
def test_the_start_page_fits_the_person(office, enter, username, shown, not_shown):
    office.case()
    office.standard()
    text = enter(username).get("/").content.decode()
    for words in shown:
        assert words in text
    for words in not_shown:
        assert words not in text


def test_what_was_opened_by_name_is_on_the_start_page(office, enter):
    case = office.case()
    office.grant(case, "reader", "orang_luar", reason="Pemeriksaan internal.")
    text = enter("orang_luar").get("/").content.decode()
    assert "Dibuka untuk Anda" in text and case.title in text and "Pemeriksaan internal." in text


def test_visitors_sign_in_first(office, enter):
    assert enter("").get("/naskah/").status_code == 302
    assert enter("").get("/daftar/").status_code == 302


def test_what_waits_for_direction_waits_for_those_who_may_give_it(office, enter):
    waiting, secret = (
        office.case(subject="Perkara-menunggu"),
        office.case(level=Level.RAHASIA, subject="Perkara-rahasia"),
    )
    Complaint.objects.filter(pk__in=[waiting.pk, secret.pk]).update(state="MENUNGGU_ARAHAN")
    head, supervisor = enter("asdep").get("/"), enter("kabid").get("/")
    assert 'id="arahan"' in head.content.decode() and head.context["counts"].awaiting_direction == 2
    part = supervisor.content.decode().partition('id="arahan"')[2].partition("</section>")[0]
    assert "Perkara-menunggu" in part and "Perkara-rahasia" not in part
    assert 'id="arahan"' not in enter("agendaris").get("/").content.decode()


def test_answered_and_ended_cases_wait_for_who_resolves_and_who_closes(office, enter):
    answered, ended = office.case(subject="Perkara-dijawab"), office.case(subject="Perkara-usai")
    secret = office.case(level=Level.RAHASIA, subject="Perkara-rahasia")
    Complaint.objects.filter(pk=answered.pk).update(state="DITANGGAPI")
    Complaint.objects.filter(pk__in=[ended.pk, secret.pk]).update(state="SELESAI")
    office.grant(office.year, "records_head", "orang_luar", reason="Kepala unit kearsipan.")
    part = {
        (username, name): enter(username).get("/").content.decode().partition(f'id="{name}"')[2].partition("</sec")[0]
        for username in ("asdep", "orang_luar", "arsiparis") for name in ("ditanggapi", "tutup")
    }  # fmt: skip
    assert "Perkara-dijawab" in part["asdep", "ditanggapi"] and "Perkara-usai" in part["orang_luar", "tutup"]
    # Who knows the number alone is not told how the case stands.
    assert not any((part["asdep", "tutup"], part["orang_luar", "ditanggapi"], part["arsiparis", "tutup"]))
    assert secret.title not in part["orang_luar", "tutup"]
    whole = enter("orang_luar").get(list_address("menunggu-ditutup")).content.decode()
    assert "Perkara-usai" in whole and secret.title not in whole


@pytest.mark.parametrize("username", ["asdep", "analis", "agendaris", "arsiparis"])
def test_many_cases_cost_no_more_queries(office, enter, username):
    client = enter(username)
    for _ in range(2):
        office.letter(office.case(handler="analis"))
    client.get("/")
    home, folder = queries(client, "/"), queries(client, office.year.url)
    for _ in range(8):
        office.letter(office.case(handler="analis"))
        office.case()
    assert queries(client, "/") == home <= 30
    assert queries(client, office.year.url) == folder <= 32


def test_a_long_case_costs_no_more_queries(office, enter):
    case = office.case(handler="analis")
    for colour in ("red", "green"):
        office.letter(case)
        office.photo(case, colour=colour)
    client = enter("analis")
    client.get(case.url)
    few = queries(client, case.url)
    for number in range(6):
        office.letter(case)
        office.text_file(case, text=f"Bukti {number}.")
        office.photo(case, colour=f"#0000{number}0")
    assert queries(client, case.url) == few


def test_a_folder_shows_fifty_at_a_time_in_the_order_asked(office, enter):
    cases = [office.case() for _ in range(53)]
    client = enter("pembaca")
    first = client.get(office.year.url).content.decode()
    assert cases[-1].title in first and cases[2].title not in first
    assert cases[0].title in client.get(f"{office.year.url}?page=2").content.decode()
    assert cases[0].title in client.get(f"{office.year.url}?urut=nomor").content.decode()
    for odd in ("?page=99999999999999999999", "?page=x", "?urut=%27--", "?urut=nomor&page=-1"):
        assert client.get(office.year.url + odd).status_code == 200


def test_a_folder_hides_what_is_hidden(office, enter):
    secret = office.case(level=Level.RAHASIA)
    parent = BasePage.objects.get(pk=office.unit_folder.pk)
    closed = parent.add_child(instance=Folder(title="Map-tertutup", slug="tertutup", inherits=False))
    text = enter("pembaca").get(office.unit_folder.url).content.decode()
    assert "Map-tertutup" not in text and "Pengaduan" in text
    assert enter("pembaca").get(closed.url).status_code == 404
    year = enter("pembaca").get(office.year.url).content.decode()
    assert secret.title not in year and "Tidak ada yang dapat Anda lihat" in year


def test_the_archive_without_any_folder_says_what_to_do(office, enter):
    assert "Belum ada folder yang terbuka" in enter("orang_luar").get("/naskah/").content.decode()
    assert enter("pembaca").get("/naskah/").url == office.unit_folder.url


def test_what_the_start_page_cuts_off_is_a_link_away(office, enter):
    cases = [office.case(subject=f"Perkara-{number:02}") for number in range(28)]
    client = enter("asdep")
    start = client.get("/").content.decode()
    assert "Perkara-20" not in start.partition('id="belum"')[2].partition("</section>")[0]
    assert start.count('href="/kasus/?daftar=belum-ditangani"') == 2
    first = client.get("/kasus/?daftar=belum-ditangani")
    assert first.context["page_obj"].paginator.count == 28
    second = client.get("/kasus/?daftar=belum-ditangani&page=2").content.decode()
    shown = first.content.decode() + second
    assert all(case.subject in shown for case in cases)
    assert cases[27].subject not in first.content.decode()


@pytest.mark.parametrize("name", [*LISTS])
def test_every_list_opens_and_costs_the_same_for_many(office, enter, name):
    client, address = enter("asdep"), f"/kasus/?daftar={name}"
    for _ in range(2):
        office.case(handler="asdep" if name == "ditangani" else None)
    client.get(address)
    few = queries(client, address)
    for _ in range(9):
        office.case(handler="asdep" if name == "ditangani" else None)
    assert queries(client, address) == few <= 20
    for odd in ("&page=99999999999999999999", "&page=x", "&page=-1"):
        assert client.get(address + odd).status_code == 200


def test_lists_hold_what_one_may_know_of_and_no_more(office, enter):
    secret, restricted = (
        office.case(level=Level.RAHASIA, subject="Perkara-rahasia"),
        office.case(subject="Perkara-lain"),
    )
    for name in LISTS:
        text = enter("analis").get(f"/kasus/?daftar={name}").content.decode()
        assert secret.title not in text and "Perkara-rahasia" not in text and "Perkara-lain" not in text
        assert (restricted.title in text) is (name == "terbaru"), name
    assert enter("asdep").get("/kasus/?daftar=tidak-ada").status_code == 404
    assert enter("").get("/kasus/").status_code == 302


def test_the_month_is_counted_by_the_day_of_the_register(office, enter):
    client, today = enter("asdep"), local_today()
    old, new = office.case(), office.case()
    Complaint.objects.filter(pk=old.pk).update(agenda_date=today.replace(day=1) - timedelta(days=1))
    Complaint.objects.filter(pk=new.pk).update(agenda_date=today)
    assert client.get("/").context["counts"].this_month == 1
    listed = client.get("/kasus/?daftar=bulan-ini").content.decode()
    assert new.title in listed and old.title not in listed


def test_registers_are_named_as_the_office_says():
    assert register_name("surat-masuk") == "Surat masuk"
    assert register_name("buku-lain") == "Buku-lain"


@pytest.mark.parametrize("component", ["document_list", "document_rows"])
def test_letters_say_of_which_unit_they_are(component):
    row = Row(
        url="/x/", number="SM-2026-00001", date=None, unit="Biro Tata Usaha", level=1, readable=True, subject="Undangan"
    )
    assert "Biro Tata Usaha" in render_to_string(f"dumas_docs/components/{component}.html", {"rows": [row]})


def test_a_final_text_is_not_called_a_draft(office, enter):
    report = office.case().add_child(
        instance=MonitoringReport(
            subject="Pemantauan", basis="DATABASE", mode="LANGSUNG", purpose="RAKOR", leader_rank="ASDEP",
            direction_text="Arahan Asdep.", partner="Kantor Pertanahan", institutions="Kantor Pertanahan", team="Asdep",
            implementation="<p>Rapat.</p>", analysis="<p>Sesuai.</p>", conclusion="<p>Selesai.</p>",
            recommendation="<p>Ditutup.</p>", routed_to="Asdep", live=True,
            starts_on=local_today(), ends_on=local_today(),
        )
    )  # fmt: skip
    client = enter("asdep")
    address, label = report.get_parent().url, "Konsep"
    assert label not in client.get(address).content.decode()
    BasePage.objects.filter(pk=report.pk).update(live=False)
    assert label in client.get(address).content.decode()
    for state in ("PARAF", "BATAL"):
        MonitoringReport.objects.filter(pk=report.pk).update(state=state)
        page, shown = client.get(address).content.decode(), MonitoringReport(state=state).get_state_display()
        assert label not in page and shown in page, state
