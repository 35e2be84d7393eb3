"""Saved searches: who keeps what, and what its owner is shown."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages

from search import outbox, saved
from search.models import SavedMatch, SavedSearch
from search.query import parse
from tests.search.office import EVERYWHERE

ADDRESS = "/cari/tersimpan/"


@pytest.fixture
def desk(office, client):
    outbox.drain()
    client.force_login(office.people["reader"])
    return client


def save(desk, **given):
    return desk.post(f"{ADDRESS}simpan/", {"q": EVERYWHERE, "nama": "Pantauan", **given})


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_what_is_found_when_saving_is_not_new(office, desk):
    assert EVERYWHERE in desk.get("/cari/", {"q": EVERYWHERE, "kanal": "EMAIL_DUMAS"}).content.decode()
    assert save(desk, kanal="EMAIL_DUMAS", beri_tahu="ya")["Location"] == ADDRESS
    mine = SavedSearch.objects.get()
    assert (mine.owner, mine.tells, mine.question) == (
        office.people["reader"], True, f"q={EVERYWHERE}&kanal=EMAIL_DUMAS",
    )  # fmt: skip
    assert set(mine.matches.values_list("page_id", flat=True)) == office.ids("ordinary", "restricted")
    assert not mine.matches.filter(is_seen=False).exists()
    page = desk.get(ADDRESS).content.decode()
    assert "Pantauan" in page and "Kanal: " in page


def test_new_documents_are_shown_as_far_as_they_may_be_read_until_it_is_opened(office, desk):
    save(desk)
    mine = SavedSearch.objects.get()
    for name in ("restricted", "secret"):
        mine.matches.update_or_create(
            page_id=office.pages[name].pk, defaults={"is_seen": False, "found_at": office.now}
        )
    page = desk.get(ADDRESS).content.decode()
    assert "1 dokumen baru" in page and office.pages["restricted"].url in page
    assert office.pages["secret"].title not in page
    assert desk.get(f"{ADDRESS}{mine.pk}/")["Location"] == f"/cari/?q={EVERYWHERE}&urut=tanggal"
    assert "dokumen baru" not in desk.get(ADDRESS).content.decode().replace("bila ada dokumen baru", "")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"q": 'pengadu:"Siti Maesaroh"'}, "Pertanyaan mengenai orang tidak dapat disimpan."),
        ({"q": "terlapor:Siti"}, "Pertanyaan mengenai orang tidak dapat disimpan."),
        ({"q": ""}, "Belum ada yang dapat disimpan: ajukan pertanyaan lebih dahulu."),
        ({"nama": "  "}, "Beri nama pencarian ini, paling panjang 80 karakter."),
        ({"nama": "x" * 81}, "Beri nama pencarian ini, paling panjang 80 karakter."),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_cannot_be_saved_is_refused_in_words(desk, given, words):
    response = save(desk, **given)
    assert said(response) == [words] and "Maesaroh" not in response["Location"]
    assert not SavedSearch.objects.exists() and not SavedMatch.objects.exists()


def test_one_name_once_and_not_too_many(desk, monkeypatch):
    save(desk)
    assert "Anda sudah memiliki pencarian tersimpan dengan nama ini." in said(save(desk))[-1]
    monkeypatch.setattr(saved, "MOST_SAVED", 1)
    save(desk, nama="Lain")
    assert SavedSearch.objects.count() == 1


def test_a_search_that_finds_too_much_is_kept_and_not_watched(office, desk, monkeypatch):
    monkeypatch.setattr(saved, "MOST_WATCHED", 1)
    save(desk)
    mine = SavedSearch.objects.get()
    assert mine.is_too_wide and not mine.matches.exists()
    assert "tidak dapat diberitahukan" in desk.get(ADDRESS).content.decode()


def test_it_is_renamed_and_deleted_by_its_owner_alone(office, desk, client):
    save(desk)
    mine = SavedSearch.objects.get()
    client.force_login(office.people["head"])
    for path in ("", "ubah/", "hapus/"):
        method = client.post if path else client.get
        assert method(f"{ADDRESS}{mine.pk}/{path}", {"nama": "Curian"}).status_code == 404
    assert "Pantauan" not in client.get(ADDRESS).content.decode()
    client.force_login(office.people["reader"])
    client.post(f"{ADDRESS}{mine.pk}/ubah/", {"nama": "Pasar  <b>"})
    mine.refresh_from_db()
    assert (mine.name, mine.tells) == ("Pasar <b>", False)
    assert "Pasar &lt;b&gt;" in client.get(ADDRESS).content.decode()
    assert client.post(f"{ADDRESS}{mine.pk}/ubah/", {"nama": ""}).status_code == 302
    client.post(f"{ADDRESS}{mine.pk}/hapus/")
    assert not SavedSearch.objects.exists() and not SavedMatch.objects.exists()


def test_the_public_saves_nothing_and_sees_no_form(office, client):
    outbox.drain()
    assert "/masuk/" in client.post(f"{ADDRESS}simpan/", {"q": EVERYWHERE, "nama": "x"})["Location"]
    assert "/masuk/" in client.get(ADDRESS)["Location"]
    assert ADDRESS not in client.get("/cari/", {"q": EVERYWHERE}).content.decode()


def test_the_list_asks_no_more_for_more_searches(office, desk, django_assert_max_num_queries):
    outbox.drain()
    reader = office.people["reader"]
    for number in range(8):
        kept = saved.save_search(parse(EVERYWHERE), name=f"n{number}", tells=True, owner=reader, now=office.now)
        kept.matches.update(is_seen=False)
    with django_assert_max_num_queries(9):
        found = saved.kept_searches(reader)
    assert {each.new_count for each in found} == {4}
