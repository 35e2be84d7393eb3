"""Reading views: content for readers, a card for those who may only know, nothing for the others."""

from __future__ import annotations

import re

import pytest

from dumas_docs.access import grants
from dumas_docs.actions.publicity import publish_to_public
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, Cause, RelatedCase
from tests.reading.office import NAME, NIK, STREET

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
CONTENT = ("Ringkasan-inti", "Kronologi-panjang", "Pungutan liar", "Kantor Desa Contoh", "S*** W***")


def same_for_all(answer, asked: str) -> str:
    return TOKEN.sub("", answer.content.decode()).replace(asked, "")


def test_a_reader_reads_the_case_with_masked_parties(office, enter, trail):
    case = office.case()
    answer = enter("pembaca").get(case.url)
    text = answer.content.decode()
    assert answer.status_code == 200
    for words in CONTENT:
        assert words in text
    for secret in (NAME, NIK, STREET, "Kepala Gelap", "Tampilkan identitas"):
        assert secret not in text
    assert trail("naskah.dibaca", page_id=case.pk) == 1


def test_who_may_only_know_gets_a_card_without_content(office, enter, trail):
    case = office.case()
    answer = enter("analis").get(case.url)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert case.title in text
    assert "Asisten Deputi" in text  # whom to ask: the position of the unit's head
    for words in (*CONTENT, case.agenda_no, "Diterima"):
        assert words not in text
    assert trail("naskah.dibaca") == 0


@pytest.mark.parametrize("username", ["orang_luar", ""])
def test_for_all_others_the_address_does_not_exist(office, enter, username):
    case = office.case()
    hidden = enter(username).get(case.url)
    missing = enter(username).get("/arsip/asdep-dumas/pengaduan/2026/dm-2026-999999/")
    assert hidden.status_code == missing.status_code == 404
    assert same_for_all(hidden, case.slug) == same_for_all(missing, "dm-2026-999999")


def test_reading_ends_with_the_right(office, enter):
    case = office.case()
    client = enter("orang_luar")
    cause = grants.give(page=case, role="reader", to=office.people["orang_luar"], cause=Cause.BERBAGI, now=office.now)
    assert client.get(case.url).status_code == 200
    grants.revoke(cause=cause, now=office.now)
    assert client.get(case.url).status_code == 404


def test_posting_to_a_page_changes_nothing(office, enter):
    assert enter("pembaca").post(office.case().url).status_code == 405


def test_a_draft_says_so_and_shows_its_latest_text(office, enter):
    case = office.case(handler="analis")
    letter = office.letter(case, final=False)
    letter.subject = "Penerusan-yang-diubah"
    letter.save_revision()
    text = enter("analis").get(letter.url).content.decode()
    assert "Penerusan-yang-diubah" in text
    assert "Ini konsep" in text
    assert enter("pembaca").get(letter.url).status_code == 404


def test_children_and_related_cases_stay_with_their_readers(office, enter):
    case, hidden = office.case(), office.case(level=Level.RAHASIA, subject="Perkara-tersembunyi")
    secret_letter = office.letter(case)
    BasePage.objects.filter(pk=secret_letter.pk).update(level=Level.RAHASIA)
    RelatedCase.objects.create(complaint=case, other=hidden, note="Catatan-hubungan")
    text = enter("pembaca").get(case.url).content.decode()
    for secret in (secret_letter.title, "Penerusan-pengaduan", hidden.title, "Perkara-tersembunyi", "Catatan-hubungan"):
        assert secret not in text
    assert "(terbatas)" not in text and "Kasus terkait" not in text
    seen = enter("asdep").get(case.url).content.decode()
    for words in (secret_letter.title, "Penerusan-pengaduan", hidden.title, "Catatan-hubungan", "Kasus terkait"):
        assert words in seen


def test_the_breadcrumb_names_only_what_one_may_know(office, enter):
    case = office.case()
    office.grant(case, "reader", "orang_luar")
    text = enter("orang_luar").get(case.url).content.decode()
    assert "Asdep</a>" not in text
    assert "Asdep</a>" in enter("pembaca").get(case.url).content.decode()


def test_a_public_standard_reads_well_for_visitors(office, enter):
    standard = office.standard()
    visitor = enter("")
    assert visitor.get(standard.url).status_code == 404
    publish_to_public(page=standard, by=office.people["asdep"], now=office.now)
    text = visitor.get(standard.url).content.decode()
    assert "Uraian safety_guarantee." in text
    for inside in ("Riwayat", "Versi", "/naskah/", "Sunting", "Arsip</a>"):
        assert inside not in text
