"""Attacks on the index by an official who may sign in: nothing it answers, and nothing it costs, tells that a hidden
document exists. Each asks for something that only hidden documents hold, and for the like that nobody ever wrote."""

from __future__ import annotations

import random
import statistics
from datetime import date
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from dumas_docs.enums import Level
from dumas_docs.models import BasePage, Complaint
from search.backends import get_backend
from search.backends.elasticsearch import backend as answering
from search.backends.elasticsearch.connection import breaker
from search.finding import find
from search.query import DATE, parse
from tests.leaks.world import start_ids_at
from tests.search.asked import Answer, ask
from tests.search.cluster import bring_in_line
from tests.search.office import EVERYWHERE

pytestmark = pytest.mark.cluster
BACKEND = "search.backends.elasticsearch.ElasticsearchBackend"
WORD, NO_WORD = "zqxbomra", "zqxdomra"  # one letter apart, so that typing errors would lead from one to the other
IN_FILE, NOT_IN_FILE = "kluwihpo", "kluwehpo"
PERSON, NO_PERSON = "Wulanzqx", "Wulenzqx"
HIDDEN_ID, NO_ID = 8_735_016, 8_735_916
FORMS = (
    "{}", '"{}"', "-{}", "{} gandaria", "gandaria -{}", "{0} {0} {0}", "{}*", "*{}", "{}?", "{}~", "{}~2", "/{}/",
    "/.*{}.*/", "{}^9", "+{} gandaria", "({} OR gandaria)", "{} || gandaria", "NOT {}", "body:{}", "subject_exact:{}",
    "withheld:{}", "files:{}", "_all:{}", "title_keys:{}", "number_parts:{}", "institutions:{}", "fingerprint:{}",
    "_exists_:{}", "nomor:{}", "instansi:{}", 'instansi:"{}"', "no:{} gandaria", "tahun:2019 {}", "\u202e{}\u202c",
    "{}\u200d", "\ufeff{}", "{}\u0301", "\x00{}\x1b[2J", "<em>{}</em>", '{{"query":{{"match":"{}"}}}}', "{}\\", "%{}%",
)  # fmt: skip
OF_A_PAGE = ("_id:{}", "page_id:{}", "acl_item_id:{}", "acl_folder_id:{}", "nomor:{}", "{}", "#{}", "id:{} gandaria")
PAGES = ("2", "400", "401", "99999", "999999", "1000000000", "-1", "0", "x", "1e9", "\u0661", "\u00b2")


@pytest.fixture
def hidden(office) -> Complaint:
    """A case that nothing but its level keeps from the reader, with words of its own wherever a case can have some."""
    start_ids_at(BasePage, HIDDEN_ID - 1)
    page = office.case(
        "hidden", level=Level.RAHASIA, subject=f"Perihal {WORD} {EVERYWHERE}", chronology=f"{WORD} {EVERYWHERE}",
        external_id=f"{WORD}-77/X", agenda_no=f"AG-{WORD}/2019", day=date(2019, 5, 4), channel="LANGSUNG",
        state="DITELAAH", issues=["05"],
    )  # fmt: skip
    page.locations.create(province=f"Prov {WORD}", regency="Kab", country="Indonesia")
    office.report(page, institution=f"Dinas {WORD}", name=PERSON)
    office.identify(page, full_name=PERSON)
    office.attach(page, name=f"{IN_FILE}.pdf", text=f"{IN_FILE} {EVERYWHERE}")
    office.attach(page, name="daftar.csv", text=f"{PERSON} {EVERYWHERE}", names_person=True)
    page.save()
    assert page.pk == HIDDEN_ID
    return page


@pytest.fixture
def official(office, hidden, cluster, settings) -> Client:
    """Reads the archive up to restricted, through the site, from a true index."""
    settings.DUMAS_SEARCH["BACKEND"] = BACKEND
    bring_in_line(get_backend())
    assert find(parse(WORD), user=office.people["head"]).found, "the index does hold it"
    client = Client()
    client.force_login(office.people["reader"])
    # What is read for the first time is written down.
    for text in (EVERYWHERE, f"-{NO_WORD}"):
        ask(client, reverse("dumas_search"), q=text)
    return client


def same(
    client: Client, values: dict[str, str], twins: dict[str, str], *, door: str = "dumas_search", post=False, inner=()
):
    """Ask both, and give the first answer: they must be the same but for what was asked, and `inner` in it."""
    answers = []
    for asked in (values, twins):
        answer = ask(client, reverse(door), post=post, **asked)
        assert answer.status in (200, 302, 400), (asked, answer.status)
        answers.append(answer)
    ours, theirs = (
        each.without(*(asked[name] for name in values if asked[name] != other[name]), *_inner(asked), *inner)
        for each, asked, other in zip(answers, (values, twins), (twins, values), strict=True)
    )
    assert ours.status == theirs.status and ours.headers == theirs.headers, values
    assert ours.to_cluster == theirs.to_cluster, values
    assert ours.to_database == theirs.to_database, values
    assert ours.body == theirs.body, values
    return answers[0]


def _inner(asked: dict[str, str]) -> list[str]:
    """What differs between twins, inside of whatever form it was asked in."""
    words = (WORD, NO_WORD, IN_FILE, NOT_IN_FILE, PERSON, NO_PERSON, str(HIDDEN_ID), str(NO_ID))
    return [word for word in words if word in " ".join(asked.values())]


@pytest.mark.parametrize(
    ("word", "twin", "forms"),
    [(WORD, NO_WORD, FORMS), (IN_FILE, NOT_IN_FILE, FORMS[:6]), (PERSON, NO_PERSON, FORMS[:6])],
)  # fmt: skip
def test_no_crafted_question_tells_a_hidden_word_from_one_nobody_wrote(official, word, twin, forms):
    asked_of_cluster = 0
    for form in forms:
        asked_of_cluster += len(same(official, {"q": form.format(word)}, {"q": form.format(twin)}).to_cluster)
    assert asked_of_cluster > len(forms), "the index was asked"


def test_what_only_hidden_documents_have_is_in_no_facet_and_no_choice(official, hidden):
    body = ask(official, reverse("dumas_search"), q=EVERYWHERE).body
    for told in (WORD, "2019", "RAHASIA", "LANGSUNG", "DITELAAH"):
        assert told not in body, told
    for name, ours, theirs in (
        ("provinsi", f"Prov {WORD}", f"Prov {NO_WORD}"), ("provinsi", f"prov {WORD}*", f"prov {NO_WORD}*"),
        ("tahun", "2019", "2018"), ("bulan", "2019-05", "2018-05"),
    ):  # fmt: skip
        same(official, {name: ours, "q": EVERYWHERE}, {name: theirs, "q": EVERYWHERE}, inner=(ours[:4], theirs[:4]))


def test_ids_and_numbers_of_hidden_documents_are_like_any(official, office, hidden):
    for form in OF_A_PAGE:
        same(official, {"q": form.format(HIDDEN_ID)}, {"q": form.format(NO_ID)})
    for name, form in product(("hidden", "secret", "blocked", "top_secret", "draft", "sealed"), ("{}", "nomor:{}")):
        number = office.pages[name].title
        absent = number.replace("0000", "8888")
        same(official, {"q": form.format(number)}, {"q": form.format(absent)}, inner=(number, absent))


def test_no_page_of_results_lies_beyond_what_may_be_read(official):
    asked = [(page, "") for page in PAGES] + [("400", sort) for sort in ("tanggal", "_score", "level", "acl_item_id")]
    for page, sort in asked:
        values = {"hal": page, "urut": sort}
        same(official, {"q": WORD, **values}, {"q": NO_WORD, **values})
        beyond = ask(official, reverse("dumas_search"), q=EVERYWHERE, **values)
        assert beyond.status == 200 and WORD not in beyond.body and str(HIDDEN_ID) not in beyond.body


def test_beyond_the_window_the_pages_go_on_in_the_same_order(official, office, monkeypatch):
    for number in range(11):
        office.case(f"more {number}", day=date(2026, 2, number + 1), chronology=EVERYWHERE)
    bring_in_line(get_backend())
    monkeypatch.setattr(answering, "WINDOW", 4)
    reader, ids = office.people["reader"], []
    for page in range(1, 9):
        answer = get_backend().search(parse(EVERYWHERE, sort=DATE, page=page, per_page=2), user=reader)
        assert answer.total == 15
        ids += [hit.page_id for hit in answer.hits]
    monkeypatch.undo()
    whole = get_backend().search(parse(EVERYWHERE, sort=DATE, per_page=50), user=reader)
    assert ids == [hit.page_id for hit in whole.hits] and len(set(ids)) == 15


def test_other_doors_answer_a_hidden_word_like_any(official):
    typed, twin = ({"subject": f"{word} {word} bendahara", "chronology": word} for word in (WORD, NO_WORD))
    same(official, typed, twin, door="dumas_similar_typed", post=True)
    for field, (ours, theirs) in product(("nomor", "instansi", "tahun", "body"), ((WORD, NO_WORD), ("20191", "20181"))):
        same(official, {"bidang": field, "awal": ours}, {"bidang": field, "awal": theirs},
             door="dumas_search_complete", post=True)  # fmt: skip
    for form in ("csv", "xlsx", "docx"):
        ours, theirs = (ask(official, reverse("dumas_search_list"), post=True, q=text, bentuk=form, alasan="perlu")
                        for text in (WORD, NO_WORD))  # fmt: skip
        assert len(ours.to_cluster) == len(theirs.to_cluster) > 0
        assert (ours.status, ours.to_database) == (theirs.status, theirs.to_database)
    same(official, {"q": f"pengadu:{PERSON}"}, {"q": f"pengadu:{NO_PERSON}"}, post=True)
    same(official, {"q": f'terlapor:"{PERSON}"'}, {"q": f'terlapor:"{NO_PERSON}"'}, post=True)


def test_the_order_of_what_is_read_does_not_hang_on_what_is_hidden(official, office):
    """Hidden documents full of words near to the question crowd out none of the reader's."""
    reader = office.people["reader"]
    for number in range(3):
        office.case(f"own {number}", chronology=f"perkara kenangaraya{'abc'[number]} nomor {number}")
    bring_in_line(get_backend())
    before = [hit.page_id for hit in get_backend().search(parse("kenangarayaz"), user=reader).near]
    assert len(before) == 3
    letters = "abcdefghijklmnopqrstuvwxy"
    crowd = " ".join(f"kenangara{a}{b}" for a, b in product(letters, letters))
    office.case("crowd", level=Level.RAHASIA, chronology=crowd)
    bring_in_line(get_backend())
    after = [hit.page_id for hit in get_backend().search(parse("kenangarayaz"), user=reader).near]
    assert after == before


def test_no_question_makes_the_index_refuse_itself_to_others(official, office):
    """Words without number that are almost the question's: an official may write such a letter, and then ask."""
    chance = random.Random(5)
    bases = ["k" + "".join(chance.choice("abdefgmoprstuv") for _letter in range(10)) for _word in range(24)]
    crowd = {
        base[:3] + a + base[4:6] + b + base[7:] for base in bases for a, b in product("cjlnqwxyz" * 2, "cjlnqwxyzhik")
    }
    office.case("crowd", chronology=" ".join(sorted(crowd)))
    bring_in_line(get_backend())
    for text in (" ".join(bases), " ".join(f'"{base}"' for base in bases), " ".join(f"-{base}" for base in bases)):
        answer = ask(official, reverse("dumas_search"), q=text)
        assert answer.status == 200 and "Elasticsearch" in answer.body, text
    assert not breaker.is_open


def test_what_an_answer_takes_is_printed(official, capsys):
    """For a person to look at; times of one machine prove nothing."""
    taken: dict[str, list[float]] = {"only in a hidden document": [], "nowhere": [], "in what one reads": []}
    for _round in range(15):
        for name, text in zip(taken, (WORD, NO_WORD, EVERYWHERE), strict=True):
            answer: Answer = ask(official, reverse("dumas_search"), q=text)
            taken[name].append(answer.seconds * 1000)
    with capsys.disabled():
        print()
        for name, times in taken.items():
            spread = statistics.quantiles(times, n=10)
            print(
                f"  a word {name}: median {statistics.median(times):.1f} ms, p10 {spread[0]:.1f}, p90 {spread[-1]:.1f}"
            )
    assert len(taken["nowhere"]) == 15
