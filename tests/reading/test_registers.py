"""The register book, and voiding the number of a registered document."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dumas_docs.access import grants
from dumas_docs.enums import Level
from dumas_docs.models import AuditEntry, BasePage, Cause, Register, RegisterEntry
from dumas_docs.models.folders import Folder

TYPED = {"reason": "Dicatat dua kali.", "sure": "on"}


@pytest.fixture
def this_year(office) -> Folder:
    """The year folder of the numbers given today."""
    year = timezone.localdate().year
    Folder.objects.filter(pk=office.year.pk).update(year=year)
    return Folder.objects.get(pk=office.year.pk)


@pytest.mark.parametrize("username", ["asdep", "kabid"])
def test_head_and_supervisor_void_a_number_given_by_mistake(office, enter, trail, username):
    case = office.case()
    client, address = enter(username), f"/naskah/{case.pk}/batal-nomor/"
    assert address in client.get(case.url).content.decode()
    assert client.get(address).status_code == 200
    for half in ({"reason": " ", "sure": "on"}, {"reason": "Dicatat dua kali."}, {}):
        assert client.post(address, half).status_code == 422, half
    assert client.post(address, TYPED).status_code == 302
    entry = RegisterEntry.objects.get(document_id=case.pk)
    assert (entry.void_reason, entry.void_by) == ("Dicatat dua kali.", office.people[username])
    told = AuditEntry.objects.get(verb="nomor.batal")
    assert (told.page_id, told.reason, told.data) == (case.pk, "Dicatat dua kali.", {"number": case.title})
    text = client.get(case.url).content.decode()
    assert f"Nomor batal {case.title}: Dicatat dua kali." in text and address not in text
    assert office.people[username].first_name in text
    assert client.post(address, TYPED).status_code == 404 and trail("nomor.batal") == 1
    card = enter("analis").get(case.url).content.decode()
    assert f"Nomor batal {case.title}: Dicatat dua kali." in card and "Kronologi-panjang" not in card
    assert office.case().title != case.title


@pytest.mark.parametrize("username", ["analis", "pembaca", "agendaris", "arsiparis", "orang_luar"])
def test_nobody_else_voids_a_registered_number(office, enter, trail, username):
    case = office.case(handler="analis")
    address = f"/naskah/{case.pk}/batal-nomor/"
    assert enter(username).get(address).status_code == enter(username).post(address, TYPED).status_code == 404
    assert trail("nomor.batal") == 0 and address not in enter(username).get("/").content.decode()


def test_what_has_no_number_has_none_to_void(office, enter):
    draft = office.letter(office.case(), final=False)
    for page in (office.year, office.standard(), draft):
        assert enter("asdep").get(f"/naskah/{page.pk}/batal-nomor/").status_code == 404


@pytest.mark.parametrize("username", ["asdep", "kabid", "agendaris", "arsiparis"])
def test_the_book_tells_every_number_and_why_one_is_void(office, enter, this_year, username):
    kept, void, top = office.case(), office.case(), office.case(level=Level.SANGAT_RAHASIA, subject="Perkara-tertutup")
    enter("asdep").post(f"/naskah/{void.pk}/batal-nomor/", TYPED)
    register = Register.objects.get(code="pengaduan")
    register.entries.create(
        number=900, text="DM-0000-000900", issued_at=office.now, void_at=office.now, void_by=office.people["kabid"],
        void_reason="Konsep salah catat.",
    )  # fmt: skip
    client, address = enter(username), f"/naskah/{this_year.pk}/buku/"
    assert address in client.get(this_year.url).content.decode()
    text = client.get(address).content.decode()
    assert text.index(kept.title) < text.index(void.title) < text.index("DM-0000-000900")
    assert "Dicatat dua kali." in text and "Asisten Deputi" in text
    assert "Konsep salah catat." in text and "Kepala Bidang" in text
    assert top.title not in text and "Perkara-tertutup" not in text and "terbatas" in text
    book = BasePage.objects.get(pk=this_year.pk).get_parent()
    assert kept.title in client.get(f"/naskah/{book.pk}/buku/").content.decode()
    assert kept.title in client.get(f"/naskah/{office.unit_folder.pk}/buku/?buku={register.pk}").content.decode()


@pytest.mark.parametrize("username", ["analis", "pembaca", "orang_luar", ""])
def test_the_book_is_for_those_who_fill_answer_for_or_keep_it(office, enter, this_year, username):
    office.case()
    answer = enter(username).get(f"/naskah/{this_year.pk}/buku/")
    assert answer.status_code == (404 if username else 302)
    if username in ("analis", "pembaca"):
        assert "/buku/" not in enter(username).get(this_year.url).content.decode()


def test_a_policy_maker_reads_the_book(office, enter, this_year):
    grants.give(page=office.unit_folder, role="director", to=office.people["orang_luar"], cause=Cause.BERBAGI,
                now=office.now)  # fmt: skip
    assert enter("orang_luar").get(f"/naskah/{this_year.pk}/buku/").status_code == 200


def test_a_secret_document_leaves_its_reason_behind_with_it(office, enter, this_year):
    top = office.case(level=Level.SANGAT_RAHASIA)
    RegisterEntry.objects.filter(document_id=top.pk).update(
        void_at=office.now, void_by=office.people["asdep"], void_reason="Alasan-tertutup"
    )
    text = enter("arsiparis").get(f"/naskah/{this_year.pk}/buku/").content.decode()
    assert "Batal" in text and "Alasan-tertutup" not in text and top.title not in text


def test_another_unit_or_register_is_no_part_of_the_book(office, enter, this_year):
    letter = office.letter(office.case())
    other = Register.objects.get(code="konsep-surat")
    client = enter("arsiparis")
    assert letter.title not in client.get(f"/naskah/{this_year.pk}/buku/").content.decode()
    assert client.get(f"/naskah/{this_year.pk}/buku/?buku={other.pk}").status_code == 404
    assert letter.title in client.get(f"/naskah/{office.unit_folder.pk}/buku/?buku={other.pk}").content.decode()


def test_a_long_book_costs_no_more_queries(office, enter, this_year):
    client, address = enter("arsiparis"), f"/naskah/{this_year.pk}/buku/"
    office.case()
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(6):
        enter("asdep").post(f"/naskah/{office.case().pk}/batal-nomor/", TYPED)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


def test_a_book_shows_fifty_at_a_time(office, enter, this_year):
    register, _made = Register.objects.get_or_create(code="pengaduan", unit=office.unit, year=this_year.year)
    RegisterEntry.objects.bulk_create(
        RegisterEntry(register=register, number=number, text=f"DM-{number:06}", issued_at=office.now)
        for number in range(1, 54)
    )
    client, address = enter("arsiparis"), f"/naskah/{this_year.pk}/buku/"
    assert "DM-000050" in (first := client.get(address).content.decode()) and "DM-000051" not in first
    assert "DM-000053" in client.get(f"{address}?page=2").content.decode()


def test_the_start_page_counts_numbers_and_leads_to_the_book(office, enter, this_year):
    case = office.case()
    office.letter(case)
    BasePage.objects.get(pk=this_year.pk).add_child(instance=Folder(title="Map", slug="map"))
    answer = enter("arsiparis").get("/")
    assert [book.numbers for book in answer.context["books"]] == [1]
    assert f"/naskah/{this_year.pk}/buku/" in answer.content.decode()
