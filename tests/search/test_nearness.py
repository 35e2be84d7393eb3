"""Documents that come near, on a real Elasticsearch."""

from __future__ import annotations

import pytest

from search.backends import get_backend
from search.backends.elasticsearch.nearness import MOST
from search.query import parse
from tests.search.cluster import bring_in_line

pytestmark = pytest.mark.cluster
BACKEND = "search.backends.elasticsearch.ElasticsearchBackend"


@pytest.fixture
def archive(bare, settings, cluster):
    settings.DUMAS_SEARCH = {**settings.DUMAS_SEARCH, "BACKEND": BACKEND}
    bare.person("reader", "reader")
    bare.case("bridge", subject="Jembatan rusak", chronology="Jembatan gantung di Desa Rawasari putus sejak banjir.")
    bare.case("levy", subject="Pungutan", chronology="Petugas memungut biaya sertifikat tanah secara tidak sah.")
    bare.case("aid", subject="Bantuan sosial", chronology="Bantuan sosial untuk lansia di Desa Rawasari terlambat.")
    bring_in_line(get_backend())
    return bare


def near(archive, text: str) -> list[str]:
    answer = get_backend().search(parse(text), user=archive.people["reader"])
    assert not {hit.page_id for hit in answer.near} & {hit.page_id for hit in answer.hits}
    names = {page.pk: name for name, page in archive.pages.items()}
    return [names[hit.page_id] for hit in answer.near]


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("titian gantung roboh karena banjir", "bridge"),
        ("biaya sertifikat tanah diminta oknum", "levy"),
        ("lansia belum menerima bantuan", "aid"),
        ("jembtan", "bridge"),
        ("sertfikat", "levy"),
        ("banttuan sosail", "aid"),
    ],
)
def test_words_of_ones_own_and_typing_errors_find_the_nearest(archive, text, best):
    assert near(archive, text)[:1] == [best]


def test_what_shares_little_beside_a_better_one_is_left_out(archive):
    assert near(archive, "titian gantung putus sejak banjir Rawasari") == ["bridge"]
    assert set(near(archive, "titian Rawasari")) == {"bridge", "aid"}


def test_where_few_hold_enough_those_with_less_follow(archive):
    assert set(near(archive, "gantung putus biaya tanah lansia")) == {"bridge", "levy", "aid"}


def test_no_more_are_shown_than_one_reads(archive):
    for number in range(MOST + 1):
        archive.case(f"tower{number}", subject="Menara miring")
    bring_in_line(get_backend())
    assert len(near(archive, "menarra miring")) == MOST == 15


def test_numbers_are_never_guessed(archive):
    title = archive.pages["bridge"].title
    for number in (title[:-1] + "9", "B-12345/KP/2026", "nomor:DM-2026-999999"):
        assert near(archive, number) == [], number


def test_what_answers_whole_needs_nothing_near_by_date_or_further_on(archive):
    reader = archive.people["reader"]
    for text, options in (("jembatan gantung banjir", {"sort": "tanggal"}), ("jembtan rusak", {"page": 2})):
        assert get_backend().search(parse(text, **options), user=reader).near == ()
    assert get_backend().search(parse("jembtan rusak", sort="tanggal"), user=reader).near


def test_the_page_shows_what_comes_near_and_says_so(archive, client):
    client.force_login(archive.people["reader"])
    page = client.get("/cari/", {"q": "titian gantung roboh karena banjir"}).content.decode()
    assert "Tidak ada naskah yang memuat semuanya." in page
    assert "<mark>Jembatan</mark> rusak" in page, "what stands for a word of the question is marked"
