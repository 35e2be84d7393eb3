"""Marks of what was found, without a database."""

import time

import pytest

from search.highlights import Finder, _excerpt, needles
from search.query import parse
from search.synonyms import one_list


@pytest.fixture(autouse=True)
def no_synonyms():
    with one_list([]):
        yield


def marked(text: str, question: str) -> str:
    finder = Finder(needles(parse(question)))
    return "".join(f"[{piece}]" if is_match else piece for piece, is_match in _excerpt(text, finder.finds(text)))


def test_every_form_of_the_word_is_marked_and_nothing_else():
    assert marked("Kades memungut pungutan dan pungli", "pungutan") == "Kades [memungut] [pungutan] dan pungli"
    assert marked("Adu, Pengaduan; madu dan kadung", "mengadu") == "[Adu], [Pengaduan]; madu dan kadung"
    assert marked("Papan satu, pa dan pan.", "pa") == "Papan satu, [pa] dan pan."


def test_a_phrase_and_a_number_are_marked_as_one():
    assert marked("kepala kantor, Kepala Desa", '"kepala desa"') == "kepala kantor, [Kepala Desa]"
    assert marked("B lalu 4; surat B-235/D-4/HM.02 itu", "B-235/D-4") == "B lalu 4; surat [B-235/D-4]/HM.02 itu"


def test_accents_keep_their_place():
    assert marked("José di Café Ünal", "cafe unal") == "José di [Café] [Ünal]"


def test_the_excerpt_lies_where_most_of_the_question_stands():
    text = "tanah. " + "isi " * 200 + "tanah ulayat nagari " + "isi " * 200
    shown = marked(text, "tanah ulayat nagari")
    assert "[tanah] [ulayat] [nagari]" in shown
    assert shown.startswith("… ") and shown.endswith(" …")
    assert len(shown) < 300


def test_an_excerpt_stays_on_its_page():
    assert marked("satu\fdua tanah tiga\fempat", "tanah") == "dua [tanah] tiga"


def test_large_texts_are_looked_through_quickly():
    started = time.process_time()
    for text in ("a" * 200_000, "ab " * 66_000, "memungut " * 22_000, "1 " * 100_000):
        Finder(needles(parse("pungutan a b 1 ab"))).finds(text)
    assert time.process_time() - started < 5
