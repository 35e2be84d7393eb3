"""Words, numbers and questions, without a database."""

import time

import pytest

from search.query import LONGEST_TEXT, MOST_PARTS, parse
from search.terms import TermBudget, key, number_terms, terms, whole_numbers


def test_word_forms_share_a_term_and_numbers_stay_as_they_are():
    assert terms("Pengaduan mengadu PUNGUTAN memungut") == ("adu", "adu", "pungut", "pungut")
    assert terms("Café, naïve") == terms("cafe naive")
    assert terms("00417 B-235/D-4 tahun 2025an") == ("00417", "b", "235", "d", "4", "tahun", "2025an")


def test_numbers_are_kept_whole_and_in_parts():
    assert list(whole_numbers("No. B-235/D-4/HM.02/06/2025, tgl 1 Juni; e-mail saja.")) == ["b235d4hm02062025"]
    assert number_terms("DM-2026-000012") == ("dm", "2026", "000012", "dm", "2026", "12", "dm2026000012")
    assert key("b 235 D.4") == key("B-235/D-4")


def test_the_index_text_stays_below_what_postgresql_takes():
    budget = TermBudget()
    text = budget.text(" ".join(f"kata{number:06}" for number in range(60_000)))
    told = budget.text("kata000001 berikutnya")
    assert sum(len(term) + 12 for term in set(text.split())) <= 800_000
    assert told.split() == ["kata000001"]


def test_texts_without_blanks_take_linear_time():
    started = time.process_time()
    TermBudget().text("a" * 2_000_000 + "-" + "1" * 2_000_000)
    TermBudget().text("a-" * 500_000)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tanah ulayat", {"words": ("tanah", "ulayat")}),
        ('"tanah ulayat" -jalan', {"phrases": ("tanah ulayat",), "without": ("jalan",)}),
        ("“tanah ulayat”", {"phrases": ("tanah ulayat",)}),
        ('-"tanah ulayat"', {"without": ("tanah ulayat",)}),
        ("nomor: B-235 instansi:agraria", {"numbers": ("B-235",), "institutions": ("agraria",)}),
        ('pengadu:"Siti Maesaroh"', {"complainants": ("Siti Maesaroh",)}),
        ('-pengadu:"Siti Maesaroh" x', {"words": ("x",)}),
        ("tahun:2025 jalan", {"words": ("jalan",), "facets": {"year": ("2025",)}, "text": "jalan"}),
        ("tahun:lalu", {"words": ("lalu",)}),
        ("http://x.example/a", {"words": ("http://x.example/a",)}),
        ("B-235/D-4", {"words": ("B-235/D-4",)}),
        ("sengketa di desa", {"words": ("sengketa", "desa")}),
        ("di dan", {"words": ("di", "dan")}),
        ('*** "" - "', {}),
    ],
)
def test_a_question_is_read(text, expected):
    query = parse(text)
    parts = ("words", "phrases", "without", "numbers", "institutions", "complainants", "reported", "facets")
    assert {name: getattr(query, name) for name in parts if getattr(query, name)} == {
        name: value for name, value in expected.items() if name != "text"
    }
    assert query.text == expected.get("text", query.text)


@pytest.mark.parametrize(
    ("text", "bare", "asks"),
    [
        ("pengadu:", ("pengadu",), False),
        ('terlapor:""', ("terlapor",), False),
        ("Nomor: ", ("nomor",), False),
        ("tanah instansi:", ("instansi",), True),
        ("pengadu: Paijo", (), True),
        ("tanah", (), True),
    ],
)
def test_a_filter_without_a_value_is_said_and_not_looked_for(text, bare, asks):
    query = parse(text)
    assert (query.bare_fields, query.asks) == (bare, asks)
    assert not {"pengadu:", "terlapor", "nomor:"} & set(query.words)


@pytest.mark.parametrize(
    ("text", "complainants", "is_unread"),
    [
        ('pengadu:"Siti Maesaroh', ("Siti Maesaroh",), False),
        ("(pengadu:Maesaroh)", ("Maesaroh",), False),
        ('Pengadu :"Siti Maesaroh"', ("Siti Maesaroh",), False),
        ("pelapor：Maesaroh", ("Maesaroh",), False),
        ("pengadu:-Maesaroh", ("-Maesaroh",), False),
        ("pengadu:'Maesaroh'", ("'Maesaroh'",), False),
        ('pengadu:"- Siti Maesaroh"', ("- Siti Maesaroh",), False),
        ("nik:_3171", (), True),
        ('tanah -pengadu:"Siti Maesaroh"', (), True),
        ("Nama: Siti Maesaroh", (), True),
        (f'{" ".join(f"k{number}" for number in range(MOST_PARTS))} pengadu:"Siti Maesaroh"', (), True),
        (f'{"x" * (LONGEST_TEXT - 20)} pengadu:"Siti Maesaroh Wijaya"', None, True),
    ],
)
def test_a_person_is_noticed_however_he_is_typed(text, complainants, is_unread):
    query = parse(text)
    assert query.names_person and query.is_person_unread == is_unread
    assert complainants in (None, query.complainants)


@pytest.mark.parametrize(
    "text",
    ["nama jalan", "pengadu", 'pengadu:"" tanah', "jalan: nama", "xpengadu:siti", "nomor : 12", "pengadu:- tanah"],
)
def test_what_names_nobody_is_an_ordinary_question(text):
    assert not parse(text).names_person


def test_too_much_is_cut_and_said():
    query = parse("kata " * 10_000)
    assert query.shortened
    assert (len(query.text), query.words) == (LONGEST_TEXT, ("kata",))
    assert len(parse(" ".join(f"k{number}" for number in range(60))).words) == MOST_PARTS
    assert not parse("kata").shortened


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("DM-2026-000012", "dm2026000012"),
        ("nomor:DM-2026-000012", "dm2026000012"),
        ("tanah", ""),
        ("DM-2026-000012 -x", ""),
        ('pengadu:"Siti 1"', ""),
        ("instansi:x 12", ""),
    ],
)
def test_only_a_number_alone_may_be_the_exact_number(text, number):
    assert parse(text).exact_number == number
    assert parse(text, facets={"level": ["RAHASIA"]}).exact_number == ""
