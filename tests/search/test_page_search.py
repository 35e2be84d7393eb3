"""Wagtail's own search of pages: finds what the search page finds, for the person at hand, while it is being typed."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType

from dumas_docs.access.scope import person_scope, system_scope
from dumas_docs.models import BasePage, Complaint, Folder
from search import page_search
from search.backends import get_backend
from search.finding import find
from search.query import parse
from tests.search.cluster import bring_in_line
from tests.search.contract_people import HOSTILE, READABLE
from tests.search.engine import EngineContract
from tests.search.office import EVERYWHERE

DATABASE = "search.backends.database.DatabaseBackend"


NEAREST = "Tidak ada naskah yang memuat semuanya. Yang paling mendekati:"


class PageSearchContract(EngineContract):
    """The same on every engine."""

    @pytest.fixture
    def office(self, own_office):
        self.settle()
        return own_office

    def found(self, office, name, text, pages=None, *, whole=False, **options):
        with person_scope(office.people[name]):
            asked = BasePage.objects.all() if pages is None else pages()
            results = asked.search(text, **options) if whole else asked.autocomplete(text, **options)
            ids = [page.pk for page in results]
            assert results.count() == len(ids) == len(set(ids))
            facet = results.facet("content_type_id")
            assert sum(facet.values()) == len(ids)
            return ids

    # --- Who finds what ---

    @pytest.mark.parametrize("name", READABLE)
    def test_a_person_finds_what_may_be_read_and_no_content_of_anything_else(self, office, name):
        for text in (EVERYWHERE, EVERYWHERE[:5]):
            assert set(self.found(office, name, text)) == office.ids(*READABLE[name]), text
        assert set(self.found(office, name, EVERYWHERE, whole=True)) == office.ids(*READABLE[name])

    def test_it_finds_what_the_search_page_finds(self, office):
        letter, case = office.pages["letter"], office.pages["restricted"]
        office.attach(case, name="lampiran.pdf", text="Bukti kwitansi pembayaran")
        self.settle()
        for text in (
            EVERYWHERE, letter.title, letter.title.lower().replace("-", " "), "b 235 d 4", "B-235/D-4/HM.02/06/2025",
            "kwitansi", "membayar", "menjawab", f'"Jawaban {EVERYWHERE}"', f"{EVERYWHERE} -jawaban",
            "kronologi perkara", "instansi:pertanahan", f"nomor:{letter.sender_no}",
            f"tahun:{office.now.year} {EVERYWHERE}",
        ):  # fmt: skip
            findings = find(parse(text, per_page=100), user=office.people["head"])
            shown = [found.page.pk for found in findings.found]
            assert shown, text
            assert set(self.found(office, "head", text)) >= set(shown), text
            assert set(self.found(office, "head", text, whole=True)) == set(shown), text

    def test_half_a_word_and_half_a_number_find(self, office):
        text = "Pengaduan penyelenggaraan lelang B-77/KP.01"
        office.attach(office.pages["restricted"], name="lampiran.pdf", text=text)
        self.settle()
        for text in (
            "pengadu", "pengadua", "penyeleng", "selenggar", "lelang pengadua", "lel", "B-77/K", "b77kp", "lampir",
        ):  # fmt: skip
            assert self.found(office, "reader", text) == [office.pages["restricted"].pk], text
            assert self.found(office, "member", text) == [], text
        for text in ("pengadua lelangan", "xlel", "le", "elang"):
            with person_scope(office.people["reader"]):
                results = BasePage.objects.autocomplete(text)
                assert not list(results) or results.note == NEAREST, text
        assert self.found(office, "reader", "penyeleng", whole=True) == []

    def test_what_names_persons_is_not_looked_into_where_an_address_would_keep_the_name(self, office):
        """Wagtail's lists ask by the address, at each key; the search page posts such a question."""
        office.attach(office.pages["restricted"], name="ktp.pdf", text="Sumarni kelahiran", names_person=True)
        self.settle()
        assert find(parse("sumarni"), user=office.people["head"]).total == 1
        for text in ("sumarni", "sumar"):
            for name, is_told in (("head", True), ("reader", False)):
                assert self.found(office, name, text) == [], (text, name)
                with person_scope(office.people[name]):
                    note = BasePage.objects.autocomplete(text).note
                assert ("memuat identitas hanya dicari di halaman pencarian" in note) == is_told

    # --- Numbers and titles ---

    def test_whom_only_the_number_is_known_to_finds_by_the_number_alone(self, office):
        secret = office.pages["secret"]
        title = secret.title
        spellings = (title.lower(), title.replace("-", " "), title.replace("-", ""))
        for text in (title, *spellings, title[:-1], secret.agenda_no):
            assert secret.pk in self.found(office, "registrar", text), text
        for text in (secret.agenda_no[:-2], "rahasia", f"{title} {EVERYWHERE}", f"{title} -x", "Kronologi secret"):
            assert secret.pk not in self.found(office, "registrar", text), text
        for name in ("reader", "stranger", "former", "auditor"):
            assert secret.pk not in self.found(office, name, title), name

    def test_top_secret_is_found_by_its_number_alone(self, office):
        top = office.pages["top_secret"]
        assert self.found(office, "named", top.title) == [top.pk]
        assert top.pk not in self.found(office, "named", EVERYWHERE)

    def test_folders_are_found_by_their_name(self, office):
        assert office.archive.pk in self.found(office, "reader", "arsi")
        assert self.found(office, "reader", "arsi", Folder.objects.all) == [office.archive.pk]
        assert office.blocked.pk not in self.found(office, "reader", "tertut")

    def test_a_question_of_identical_words_stands_first_by_its_own_number(self, office):
        case = office.pages["ordinary"]
        office.case("quoting", chronology=f"Lihat {case.title}.")
        self.settle()
        assert self.found(office, "head", case.title)[0] == case.pk

    # --- The list around it ---

    def test_filters_of_the_list_and_its_order_hold(self, office):
        letter = office.pages["letter"]
        below = self.found(office, "head", EVERYWHERE, lambda: BasePage.objects.child_of(office.pages["restricted"]))
        assert below == [letter.pk]
        assert self.found(office, "head", EVERYWHERE, lambda: BasePage.objects.filter(live=False)) == [
            office.pages["draft"].pk
        ]
        cases = self.found(office, "head", EVERYWHERE, Complaint.objects.all)
        assert set(cases) == office.ids("ordinary", "restricted", "secret", "draft")
        ordered = self.found(
            office, "head", EVERYWHERE, lambda: BasePage.objects.order_by("-title"), order_by_relevance=False
        )
        titles = dict(BasePage.objects.filter(pk__in=ordered).values_list("pk", "title"))
        assert [titles[pk] for pk in ordered] == sorted(titles.values(), reverse=True)

    def test_pages_of_a_list_hold_each_document_once(self, office):
        for number in range(12):
            office.case(f"more{number}")
        self.settle()
        with person_scope(office.people["head"]):
            results = BasePage.objects.specific().autocomplete(EVERYWHERE)
            whole = [page.pk for page in results]
            assert len(whole) == results.count() == 18
            assert [page.pk for start in range(0, 20, 5) for page in results[start : start + 5]] == whole
            assert [results[start : start + 5].count() for start in (0, 15, 20)] == [5, 3, 0]
            assert isinstance(results[0], BasePage) and type(results[0]) is not BasePage

    def test_totals_stay_whole_where_there_is_too_much_to_be_put_in_order(self, office, monkeypatch):
        whole = set(self.found(office, "head", EVERYWHERE))
        numbers = set(self.found(office, "head", "DM"))
        monkeypatch.setattr(page_search, "MOST_RANKED", 2)
        for name, text, expected in (("head", EVERYWHERE, whole), ("head", "DM", numbers)):
            found = self.found(office, name, text)
            assert set(found) == expected and found == sorted(found, reverse=True)
        assert set(self.found(office, "member", EVERYWHERE)) == office.ids(*READABLE["member"])
        assert set(self.found(office, "registrar", EVERYWHERE)) == office.ids(*READABLE["registrar"])

    def test_facets_count_what_the_person_may_find(self, office):
        with person_scope(office.people["reader"]):
            counts = BasePage.objects.autocomplete(EVERYWHERE).facet("content_type_id")
        kinds = {ContentType.objects.get_for_id(pk).model: count for pk, count in counts.items()}
        assert kinds == {"complaint": 2, "incomingletter": 1, "servicestandard": 1}

    # --- What is not answered here ---

    def test_a_person_is_never_looked_for(self, office):
        office.identify(office.pages["restricted"], full_name="Sumarni")
        for text in ("pengadu:Sumarni", f"terlapor:Sumarni {EVERYWHERE}"):
            with person_scope(office.people["head"]):
                results = BasePage.objects.autocomplete(text)
                assert (list(results), results.count()) == ([], 0)
                assert "halaman pencarian" in results.note

    @pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
    def test_every_text_is_answered(self, office, text):
        found = self.found(office, "reader", text)
        assert set(found) <= office.ids(*READABLE["reader"]) | {office.archive.pk, office.other.pk} | set(
            BasePage.objects.filter(depth__lte=2).values_list("pk", flat=True)
        )

    def test_without_a_person_the_stock_index_answers(self, office):
        with system_scope("a command looks for a folder"):
            assert [page.pk for page in BasePage.objects.autocomplete("terta tut")] == []
            assert [page.pk for page in BasePage.objects.autocomplete("tertut")] == [office.blocked.pk]
            assert list(Complaint.objects.search(EVERYWHERE)) == []


class TestOnTheDatabase(PageSearchContract):
    backend = DATABASE


class OnElasticsearch:
    backend = "search.backends.elasticsearch.ElasticsearchBackend"

    @pytest.fixture(autouse=True)
    def on_cluster(self, cluster, use_backend):
        pass

    def settle(self) -> None:
        bring_in_line(get_backend())


@pytest.mark.cluster
class TestOnElasticsearch(OnElasticsearch, PageSearchContract):
    pass
