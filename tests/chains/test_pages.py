"""The pages of chains: tasks, the chain of a document, the public check."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from dumas_docs.access import grants
from dumas_docs.models import (
    BasePage,
    Cause,
    Complaint,
    Direction,
    Disposition,
    DispositionRecipient,
    OutgoingLetter,
)
from tests.chains.chain_office import PASSWORD, version_of
from workflows.engine.decide import return_step
from workflows.models import Signature

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(office):
    def as_person(code: str) -> Client:
        client = Client()
        client.force_login(office.people[code])
        return client

    return as_person


def chain(page) -> str:
    return reverse("dumas_chain", args=[page.pk])


def test_an_expedition_entry_is_asked_for_and_never_cut(office, enter):
    letter = office.letter()
    office.hand_in(letter)
    acts = (("kasubid", "setuju"), ("kabid", "setuju"), ("asdep", "tanda-tangan"), ("agendaris", "nomor"))
    for code, aksi in acts:
        step, version = office.waits(letter).pk, version_of(letter)
        given = {"aksi": aksi, "langkah": step, "versi": version, "password": PASSWORD}
        assert enter(code).post(chain(letter), given).status_code == 302, code
    desk = enter("agendaris")
    for entry, words in (("", "Isilah buku ekspedisi"), (" ", "Isilah"), ("9" * 101, "paling banyak 100 karakter")):
        sent = {"aksi": "kirim", "langkah": office.waits(letter).pk, "versi": version, "expedition": entry}
        answer = desk.post(chain(letter), sent)
        assert answer.status_code == 422 and words in answer.content.decode(), entry
    assert OutgoingLetter.objects.get(pk=letter.pk).dispatched_at is None


def test_a_letter_goes_its_way_in_the_browser(office, enter):
    letter = office.letter()
    drafter = enter("analis")
    assert "Ajukan" in drafter.get(chain(letter)).content.decode()
    assert drafter.post(chain(letter), {"aksi": "ajukan"}).status_code == 302
    assert drafter.post(chain(letter), {"aksi": "ajukan"}).status_code == 422
    assert enter("kabid").get(chain(letter)).status_code == 404
    for code, aksi, more in (
        ("kasubid", "setuju", {}),
        ("kabid", "setuju", {}),
        ("asdep", "tanda-tangan", {"password": PASSWORD}),
        ("agendaris", "nomor", {}),
        ("agendaris", "kirim", {"expedition": "EX-9"}),
    ):
        client = enter(code)
        listed = client.get(reverse("dumas_tasks")).content.decode()
        assert letter.title in listed, code
        screen = client.get(chain(letter))
        assert screen.status_code == 200
        step = office.waits(letter)
        asked = {"aksi": aksi, "langkah": str(step.pk), "versi": str(version_of(letter)), **more}
        answer = client.post(chain(letter), asked)
        assert answer.status_code == 302, answer.content.decode()
    assert OutgoingLetter.objects.get(pk=letter.pk).live
    code = Signature.objects.get().code
    told = Client().get(reverse("dumas_check_signature"), {"kode": code.lower()}).content.decode()
    assert "Tanda tangan sah" in told
    assert letter.title not in told and office.people["asdep"].first_name + "1" not in told
    assert (
        "Tidak ada tanda tangan sah" in Client().get(reverse("dumas_check_signature"), {"kode": "X"}).content.decode()
    )


def test_the_letter_says_where_it_stands_and_whose_turn_it_is(office, enter):
    letter = office.letter()
    drafter = enter("analis")
    page = drafter.get(letter.url).content.decode()
    assert "Kedudukan naskah" in page and "Ajukan paraf" in page and chain(letter) in page
    office.vacate("kasubid")
    office.hand_in(letter)
    page = drafter.get(letter.url).content.decode()
    assert "Menunggu <strong>Kepala Subbidang</strong> (paraf)" in page and "jabatan sedang lowong" in page
    assert "Paraf belum lengkap" in page
    step = drafter.get(f"/naskah/{letter.pk}/langkah/AJUKAN_TTD/")
    assert step.status_code == 200 and "Langkah ini mengikuti jalur persetujuan" in step.content.decode()
    refused = drafter.post(f"/naskah/{letter.pk}/langkah/AJUKAN_TTD/", {"seen": "PARAF"})
    assert refused.status_code == 422
    new = office.appoint("kasubid")
    call_command("run_office")
    office.people["kasubid"] = new
    assert "Giliran Anda" in enter("kasubid").get(letter.url).content.decode()


def test_a_wrong_password_signs_nothing_and_says_so(office, enter):
    order = office.order("kabid")
    office.hand_in(order)
    client = enter("asdep")
    answer = client.post(
        chain(order), {"aksi": "tanda-tangan", "langkah": str(office.waits(order).pk), "password": "salah"}
    )
    assert answer.status_code == 422
    assert "Kata sandi salah" in answer.content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"aksi": "x"},
        {"aksi": "setuju"},
        {"aksi": "setuju", "langkah": "9" * 30},
        {"aksi": "kembalikan", "comment": ""},
        {"aksi": "nomor", "langkah": "1"},
    ],
)
def test_bad_input_is_answered_in_words(office, enter, values):
    letter = office.letter()
    office.hand_in(letter)
    assert enter("kasubid").post(chain(letter), values).status_code == 422
    assert len(office.story(letter)) == 1


def test_several_are_initialled_at_once_but_no_secret_ones(office, enter):
    letters = [office.letter(), office.letter(), office.letter(level=2)]
    for letter in letters:
        office.hand_in(letter)
    client = enter("kasubid")
    ids = [f"{office.waits(letter).pk}-{version_of(letter)}" for letter in letters]
    client.post(reverse("dumas_initial_many"), {"langkah": ids})
    assert [office.waits(letter).office_task.step_code for letter in letters] == [
        "paraf-kabid",
        "paraf-kabid",
        "paraf-kasubid",
    ]


def test_tasks_take_the_same_number_of_queries_however_many_wait(office, enter, django_assert_max_num_queries):
    client = enter("kasubid")
    for _number in range(6):
        office.hand_in(office.letter())
    with django_assert_max_num_queries(25):
        assert client.get(reverse("dumas_tasks")).status_code == 200


def test_tasks_ask_as_little_when_there_is_one_of_everything(office, enter, django_assert_max_num_queries):
    page, head = BasePage.objects.get(pk=office.folder.pk), office.people["asdep"]
    grants.give(
        page=page, role="head", to=office.positions["asdep"].group, cause=Cause.ORGANISASI, now=office.now
    )  # fmt: skip
    own, asked, vacant = office.letter("ESELON_I", by="asdep"), office.order("kabid"), office.letter()
    office.hand_in(own, by="asdep")
    return_step(step=office.waits(own), by=office.people["deputi"], comment="Perbaiki alinea dua.", now=office.now)
    office.hand_in(asked)
    office.vacate("kasubid")
    office.hand_in(vacant)
    sheet = Disposition.objects.create(
        page=page, from_position=office.positions["deputi"], given_by=head, given_as="Deputi", given_at=office.now,
        level=0,
    )  # fmt: skip
    DispositionRecipient.objects.create(page=page, disposition=sheet, position=office.positions["asdep"])
    filed = Complaint(
        subject="Pungutan", agenda_no="1", agenda_date=date(2026, 1, 5), received_at=office.now, channel="EMAIL_DUMAS",
        substance_summary="Inti.", chronology="Urutan.", state="DIARSIPKAN", handler=head,
    )  # fmt: skip
    BasePage.objects.get(pk=office.folder.pk).add_child(instance=filed)
    said = Direction.objects.create(
        page=vacant, given_by="Asdep", position=office.positions["asdep"], mode="LISAN", given_at=office.now, text="Ya."
    )
    client = enter("asdep")
    client.get(reverse("dumas_tasks"))
    with django_assert_max_num_queries(25):
        told = client.get(reverse("dumas_tasks")).content.decode()
    for row in (own, asked, vacant, filed):
        assert row.title in told
    for words in ("Perbaiki alinea dua.", "jabatan sedang lowong", "Disposisi saya", f"{said.given_at:%Y}"):
        assert words in told


def test_an_incomplete_letter_is_not_handed_in(office, enter):
    letter = office.letter()
    draft = letter.get_latest_revision_as_object()
    draft.recipients = []
    draft.save_revision(user=office.people["analis"])
    answer = enter("analis").post(chain(letter), {"aksi": "ajukan"})
    assert answer.status_code == 422
    assert "Yth." in answer.content.decode()


def test_what_is_still_empty_is_named_as_the_editor_names_it(office, enter):
    order = office.order("kabid")
    draft = order.get_latest_revision_as_object()
    draft.subject = draft.task = draft.place = ""
    draft.ends_on = draft.starts_on - timedelta(days=1)
    draft.save_revision(user=office.people["analis"], clean=False)
    answer = enter("analis").post(chain(order), {"aksi": "ajukan"})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Masih kosong: Untuk (tugas), Tempat, Perihal. Isilah melalui “Sunting”." in said
    assert "Sampai: Tanggal selesai mendahului tanggal mulai." in said
