"""Similar cases beside a case and at the desk where cases are registered."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from search import outbox
from search.backends import SearchUnavailable
from search.backends.database.backend import DatabaseBackend
from search.backends.database.likeness import nearest
from search.similar import MOST_WORDS, words_of

PIECE = {"headers": {"X-Requested-With": "fetch"}}
TEXT = "Petugas memungut biaya sertifikat tanah di kantor pertanahan tanpa kuitansi."


@pytest.fixture
def desk(bare, client):
    """A reader with two cases that are alike, and one like them that he may not read."""
    for name, parent in (("one", None), ("like", None), ("hidden", bare.blocked)):
        bare.case(name, subject=f"Pungutan <b>{name}</b>", chronology=TEXT, parent=parent)
    outbox.drain()
    client.force_login(bare.person("reader", "reader"))
    return client


def shown(response) -> list[str]:
    return [link["href"] for link in BeautifulSoup(response.content, "html.parser").select(".hint a")]


def test_a_case_leads_to_what_is_like_it(bare, desk):
    one, like = bare.pages["one"], bare.pages["like"]
    address = f"/cari/serupa/{one.pk}/"
    page = desk.get(one.url).content.decode()
    assert f'data-fill-url="{address}"' in page and f'href="{address}"' in page
    whole, piece = desk.get(address), desk.get(address, **PIECE)
    assert shown(whole) == shown(piece) == [like.url]
    assert "<html" in whole.content.decode() and "<html" not in piece.content.decode()
    assert "&lt;b&gt;like" in piece.content.decode() and TEXT not in whole.content.decode()


def test_what_may_not_be_read_is_like_what_never_was(bare, desk, client):
    hidden = bare.pages["hidden"].pk
    for pk in (hidden, 987_654, bare.archive.pk):
        assert desk.get(f"/cari/serupa/{pk}/").status_code == 404, pk
    client.logout()
    assert "/masuk/" in client.get(f"/cari/serupa/{hidden}/")["Location"]


def test_what_is_typed_is_compared_by_post_and_names_nobody(bare, desk):
    assert desk.get("/cari/serupa/").status_code == 405
    found = desk.post("/cari/serupa/", {"subject": "pungutan", "chronology": TEXT})
    assert b'target="_blank"' in found.content
    assert set(shown(found)) == {bare.pages["one"].url, bare.pages["like"].url}
    for typed in ({}, {"subject": "pungutan"}, {"subject": "***", "chronology": "–" * 99}, {"subject": "x" * 99_999}):
        assert shown(desk.post("/cari/serupa/", typed)) == [], str(typed)[:50]
    bare.identify(bare.pages["one"], full_name="Siti Maesaroh")
    assert shown(desk.post("/cari/serupa/", {"subject": "Siti Maesaroh", "chronology": "Siti Maesaroh"})) == []


def test_a_search_that_is_broken_says_so(bare, desk, monkeypatch):
    def fail(*args, **kwargs):
        raise SearchUnavailable

    monkeypatch.setattr(DatabaseBackend, "similar", fail)
    address = f"/cari/serupa/{bare.pages['one'].pk}/"
    assert desk.get(address).status_code == 503
    assert "tidak dapat menjawab" in desk.get(address, **PIECE).content.decode()
    assert "tidak dapat menjawab" in desk.post("/cari/serupa/", {"chronology": TEXT}).content.decode()


def test_words_are_numbers_then_the_subject_then_what_the_text_says_often():
    found = words_of(
        "Pungutan di pasar", "Surat B-9/KP/2026. Pasar sepi. Retribusi naik, retribusi mahal. Pungut lagi."
    )
    assert found[:3] == ("B-9/KP/2026", "Pungutan", "pasar") and found[3].casefold() == "retribusi"
    assert len(words_of("", " ".join(f"kata{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(500)))) == MOST_WORDS
    assert words_of("", "") == words_of("yang di", "* 12 3") == ()


def test_rare_words_bring_nearer_and_one_word_is_not_enough():
    common = [(pk, "surat warga") for pk in range(10, 30)]
    documents = [(1, "surat ulayat sertifikat"), (2, "surat warga ulayat"), (3, "ulayat"), *common]
    assert nearest(["surat", "warga", "ulayat", "sertifikat"], documents, most=5) == [1]
    assert nearest(["surat"], documents, most=5) == nearest([], documents, most=5) == []
