"""What is called otherwise by the lists that come with the product: how they are kept, and what they find for whom."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest

from search import kindred as room
from search.backends import get_backend
from search.kindred import (
    FORMS,
    GENERAL,
    LISTS,
    LONGEST_PHRASE,
    MOST_EVERYDAY,
    Everyday,
    Lists,
    groups_in,
    kindred,
    meanings,
)
from search.query import FILLERS, MOST_PARTS, parse
from search.terms import terms
from tests.search.cluster import bring_in_line

BACKEND = "search.backends.elasticsearch.ElasticsearchBackend"
NO_THESAURUS = {"THESAURUS": ""}
GROUPS = [
    ("klinik", "rumah sakit", "faskes"),
    ("memungut", "mengutip"),
    ("penduduk", "warga"),
    ("kedudukan", "jabatan"),
]
OF_LANGUAGE = [("warga", "orang kampung"), ("menyalin", "mengutip"), ("fotokopi", "menyalin")]
WORDS = [("kutip", "mengutip"), ("sakit", "gering")]
FILES = sorted((*LISTS.glob("*.txt"), *GENERAL.glob("*.txt")))


@pytest.fixture
def few(monkeypatch, settings) -> None:
    """Only these groups and words, and no thesaurus."""
    settings.DUMAS_SEARCH = {**settings.DUMAS_SEARCH, **NO_THESAURUS}
    lists = Everyday(Lists.of(GROUPS, WORDS), Lists.of((), WORDS))
    monkeypatch.setattr(room, "_lists", lambda: lists)


class TestShipped:
    """A broken line is found here, never by a question."""

    @pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
    def test_groups_hold_several_short_entries_that_differ(self, file, tmp_path):
        (tmp_path / file.name).write_bytes(file.read_bytes())
        groups = list(groups_in(tmp_path))
        assert 0 < len(groups) < (1000 if file.parent == GENERAL else 300)
        for group in groups:
            found = {terms(entry) for entry in group}
            assert 2 <= len(found) == len(group) <= 10, group
            assert all(len(entry.split()) <= LONGEST_PHRASE for entry in group), group
            assert all(0 < len(each) <= LONGEST_PHRASE for each in found), group

    def test_no_entry_holds_what_questions_leave_out(self):
        fillers = {terms(word) for word in FILLERS}
        entries = [entry for folder in (LISTS, GENERAL) for group in groups_in(folder) for entry in group]
        assert not [entry for entry in entries if terms(entry) in fillers or FILLERS & set(entry.casefold().split())]

    def test_no_group_stands_there_twice(self):
        both = chain(groups_in(LISTS), groups_in(GENERAL))
        found = Counter(frozenset(map(terms, group)) for group in both)
        assert not [group for group, times in found.items() if times > 1]

    def test_no_word_needs_to_be_cut(self):
        lists = Lists.of(groups_in(LISTS), ())
        assert not [name for name, others in lists.as_written.items() if len(list(others)) > MOST_EVERYDAY]

    def test_no_group_holds_a_word_in_two_forms(self):
        lists = Lists.of(groups_in(LISTS), groups_in(FORMS))
        for group in chain(groups_in(LISTS), groups_in(GENERAL)):
            assert len({lists.forms_of(terms(entry)) for entry in group}) == len(group), group

    def test_a_word_of_several_forms_has_several_terms_and_shares_none_with_another(self):
        lines = [{term for entry in word for term in terms(entry)} for word in groups_in(FORMS)]
        assert lines and all(len(line) > 1 for line in lines)
        assert not [term for term, times in Counter(term for line in lines for term in line).items() if times > 1]
        assert not {terms(word)[0] for word in FILLERS} & set().union(*lines)

    def test_everyday_words_stand_for_official_ones(self, settings):
        settings.DUMAS_SEARCH = {**settings.DUMAS_SEARCH, **NO_THESAURUS}
        for asked, written in (
            ("RSUD", "rumah sakit"),
            ("dipecat", "pemutusan hubungan kerja"),
            ("sertipikat", "sertifikat"),
        ):
            assert " ".join(terms(written)) in chain.from_iterable(kindred(asked))


@pytest.mark.usefixtures("few")
class TestStandsFor:
    def test_a_word_for_a_phrase_and_a_phrase_for_a_word(self):
        assert kindred("klinik") == [("rumah sakit", "rumah gering", "faskes")]
        assert kindred("rumah sakit") == [("rumah gering",), ("klinik", "faskes")]
        assert kindred("rumah") == kindred("") == []

    def test_a_word_in_any_of_its_forms(self):
        assert kindred("memungut") == kindred("pungutan") == [("kutip", "utip")]
        assert kindred("mengutip") == [("kutip",), ("pungut",)]
        assert kindred("dikutip") == [("utip",), ("pungut",)]

    def test_a_long_phrase_has_no_forms(self):
        assert kindred("kutip " * 80) == []

    def test_how_it_is_written_comes_before_what_has_the_same_stem(self):
        assert kindred("penduduk") == [("warga", "jabat")]
        assert kindred("kedudukan") == [("jabat", "warga")]
        assert kindred("menduduki") == [("warga", "jabat")]

    def test_words_that_form_a_phrase_mean_what_it_means_as_well(self):
        of_phrase = kindred("rumah sakit")
        found = meanings(("warga", "rumah", "sakit", "klinik"))
        assert found == [kindred("warga"), of_phrase, of_phrase + kindred("sakit"), kindred("klinik")]
        assert meanings(("sakit", "rumah")) == [kindred("sakit"), []]

    def test_no_more_than_the_first(self, monkeypatch):
        many = tuple(f"kata{chr(97 + number)}t" for number in range(26))
        lists = Everyday(Lists.of([("kata", *many)], ()), Lists.of((), ()))
        monkeypatch.setattr(room, "_lists", lambda: lists)
        assert kindred("kata") == [many[:MOST_EVERYDAY]]

    def test_the_lists_of_the_language_stand_behind_those_of_the_field(self, monkeypatch):
        lists = Everyday(Lists.of(GROUPS, WORDS), Lists.of(OF_LANGUAGE, WORDS))
        monkeypatch.setattr(room, "_lists", lambda: lists)
        assert kindred("warga") == [("duduk",), ("orang kampung",)]
        assert kindred("menyalin")[0] == ("kutip", "utip", "fotokop"), "first what it heads"
        assert kindred("orang kampung") == [("warga",)]
        assert meanings(("orang", "kampung")) == [kindred("orang kampung")] * 2


def test_the_thesaurus_stands_behind(few, tmp_path, settings):
    path = tmp_path / "th.dat"
    path.write_text("UTF-8\nmengutip|1\n[v]|kutip|menyalin\n", encoding="utf-8")
    settings.DUMAS_SEARCH = {**settings.DUMAS_SEARCH, "THESAURUS": str(path)}
    assert kindred("mengutip") == [("kutip",), ("pungut",), ("salin",)]


@pytest.mark.cluster
@pytest.mark.usefixtures("few")
class TestNear:
    @pytest.fixture
    def archive(self, bare, settings, cluster):
        settings.DUMAS_SEARCH = {**settings.DUMAS_SEARCH, "BACKEND": BACKEND}
        bare.person("reader", "reader")
        bare.person("head", "head")
        bare.case("hospital", subject="Pelayanan", chronology="Rumah sakit daerah menolak pasien.")
        bare.case("house", subject="Bantuan", chronology="Anak sakit di rumah yang reyot.")
        bare.case("levy", subject="Pungutan", chronology="Petugas memungut biaya sertifikat tanah.")
        bare.case("secret", subject="Gedung", chronology="Rumah sakit umum mangkrak.", level=2)
        bare.attach(bare.pages["levy"], name="ktp.csv", text="Rumah sakit Harapan, nomor antrean")
        bare.attach(bare.pages["house"], name="kk.csv", text="Rumah sakit Kasih", names_person=True)
        bring_in_line(get_backend())
        return bare

    def near(self, archive, text: str, person: str) -> list[str]:
        answer = get_backend().search(parse(text), user=archive.people[person])
        names = {page.pk: name for name, page in archive.pages.items()}
        assert answer.hits == () and answer.total == 0
        return [names[hit.page_id] for hit in answer.near]

    def test_a_word_finds_the_phrase_word_by_word_in_its_order_for_who_may_read_it(self, archive):
        assert self.near(archive, "klinik", "reader") == ["hospital", "levy"]
        assert set(self.near(archive, "klinik", "head")) == {"hospital", "levy", "secret", "house"}

    def test_what_stands_for_the_words_is_marked(self, archive):
        answer = get_backend().search(parse("klinik"), user=archive.people["reader"])
        pieces = [piece for hit in answer.near for snippet in hit.snippets for piece in snippet.pieces]
        assert "rumah sakit" in {text.casefold() for text, is_match in pieces if is_match}

    def test_another_form_is_found_and_a_phrase_finds_a_word(self, archive):
        assert self.near(archive, "dikutip", "reader") == ["levy"]
        archive.case("clinic", subject="Klinik", chronology="Klinik tutup pada malam hari.")
        bring_in_line(get_backend())
        assert "clinic" in self.near(archive, "rumah sakit libur", "reader")
        assert self.near(archive, "klinik libur", "reader")[0] == "clinic"


@pytest.mark.cluster
def test_the_longest_question_of_phrases_is_answered(bare, settings, cluster):
    settings.DUMAS_SEARCH = {**settings.DUMAS_SEARCH, "BACKEND": BACKEND, **NO_THESAURUS}
    words = {"adakadabra": None}
    both = chain(groups_in(LISTS), groups_in(GENERAL))
    entries = [entry for group in both for entry in group if " " in entry]
    for entry in sorted(entries, key=lambda entry: -sum(map(len, kindred(entry)))):
        if not words.keys() & set(entry.split()) and len(words) + len(entry.split()) <= MOST_PARTS:
            words |= dict.fromkeys(entry.split())
    in_other_words = chain.from_iterable(chain.from_iterable(meanings(tuple(words))))
    bare.person("head", "head")
    bare.case("all", subject="Semua", chronology=". ".join(in_other_words))
    bring_in_line(get_backend())
    answer = get_backend().search(parse(" ".join(words)), user=bare.people["head"])
    assert [hit.page_id for hit in answer.near] == [bare.pages["all"].pk]
