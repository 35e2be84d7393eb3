"""The general thesaurus: how it is read, and that it finds what is called otherwise, for who may read it alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from search import kindred as room
from search.backends import get_backend
from search.query import parse
from search.thesaurus import MOST_KINDRED, kindred
from tests.search.cluster import bring_in_line

BACKEND = "search.backends.elasticsearch.ElasticsearchBackend"
WORDS = """ISO-8859-1
ambruk|2
[v]|roboh|runtuh (bangunan)|tumbang perlahan
[ant]|kokoh
banyak sekali|1
[a]|berlimpah
memecat|1
[v]|memberhentikan
titian|1
[n]|jembatan
"""


@pytest.fixture
def thesaurus(tmp_path, settings, monkeypatch) -> Path:
    """This one alone, without the lists that come with the product."""
    empty = room.Lists.of((), ())
    monkeypatch.setattr(room, "_lists", lambda: room.Everyday(empty, empty))
    path = tmp_path / "th_id.dat"
    path.write_text(WORDS, encoding="iso-8859-1")
    settings.DUMAS_SEARCH = {**settings.DUMAS_SEARCH, "THESAURUS": str(path)}
    return path


def test_a_word_is_found_in_any_of_its_forms_and_never_by_its_opposite(thesaurus):
    assert kindred("ambruk") == ("roboh", "runtuh")
    assert kindred("dipecat") == kindred("pemecatan") == ("henti",)
    assert kindred("kokoh") == kindred("banyak sekali") == kindred("") == ()


@pytest.mark.parametrize(
    "content", [None, b"", b"\xff\xfe", b"KODE-X\na|1\n[n]|b\n", b"UTF-8\na|x\n", b"UTF-8\na|9\n[n]|b"]
)
def test_without_a_file_that_can_be_read_nothing_is_kindred(content, tmp_path, settings, caplog):
    path = tmp_path / "th.dat"
    if content is not None:
        path.write_bytes(content)
    settings.DUMAS_SEARCH = {**settings.DUMAS_SEARCH, "THESAURUS": str(path)}
    assert kindred("x") == ()


def test_no_more_are_asked_than_the_nearest(tmp_path, settings):
    path = tmp_path / "th.dat"
    path.write_text("UTF-8\nkata|1\n[n]|" + "|".join(f"lain{chr(97 + n)}" for n in range(26)), encoding="utf-8")
    settings.DUMAS_SEARCH = {**settings.DUMAS_SEARCH, "THESAURUS": str(path)}
    assert len(kindred("kata")) == MOST_KINDRED


@pytest.mark.cluster
class TestNear:
    @pytest.fixture
    def archive(self, bare, settings, cluster, thesaurus):
        settings.DUMAS_SEARCH = {**settings.DUMAS_SEARCH, "BACKEND": BACKEND, "THESAURUS": str(thesaurus)}
        bare.person("reader", "reader")
        bare.person("head", "head")
        bare.case("bridge", subject="Jembatan", chronology="Jembatan desa roboh sebelum diresmikan.")
        bare.case("levy", subject="Pungutan", chronology="Petugas memungut biaya sertifikat tanah.")
        secret = bare.case("secret", subject="Bendungan", chronology="Bendungan runtuh karena besi dikurangi.", level=2)
        bare.attach(bare.pages["levy"], name="ktp.csv", text="Keluarga Tumbang runtuh", names_person=True)
        bring_in_line(get_backend())
        return bare, secret

    def near(self, archive, text: str, person: str) -> list[str]:
        bare, _secret = archive
        answer = get_backend().search(parse(text), user=bare.people[person])
        names = {page.pk: name for name, page in bare.pages.items()}
        assert answer.hits == () and answer.total == 0
        return [names[hit.page_id] for hit in answer.near]

    def test_what_is_called_otherwise_is_found_by_who_may_read_it(self, archive):
        assert self.near(archive, "titian ambruk", "reader") == ["bridge"]
        assert self.near(archive, "ambruk", "reader") == ["bridge"]
        assert set(self.near(archive, "ambruk", "head")) == {"bridge", "secret", "levy"}

    def test_without_a_thesaurus_nothing_is(self, archive, settings):
        settings.DUMAS_SEARCH = {**settings.DUMAS_SEARCH, "THESAURUS": ""}
        assert self.near(archive, "titian ambruk", "reader") == []
