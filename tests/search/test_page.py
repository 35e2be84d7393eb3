"""The search page in a browser's eyes."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dumas_docs.access import audit, grants
from dumas_docs.enums import Level
from dumas_docs.models import AuditEntry, Cause
from dumas_docs.models.sealed import keyed_hash
from search import outbox
from search.backends.database.backend import DatabaseBackend
from search.models import SavedSearch, SearchPending
from tests.search.office import EVERYWHERE
from workflows.models import Position

ADDRESS = "/cari/"


@pytest.fixture
def ask(client, office):
    outbox.drain()

    def ask(name, method="get", follow=False, **parameters):
        if name:
            client.force_login(office.people[name])
        return getattr(client, method)(ADDRESS, parameters, follow=follow)

    ask.client = client
    return ask


def links(response):
    return {link["href"] for link in BeautifulSoup(response.content, "html.parser").select(".row-title a")}


def test_a_colleague_without_the_right_finds_nothing_and_the_public_what_is_public(ask, office):
    assert links(ask("", q=EVERYWHERE)) == {office.pages["standard"].url}
    secret = office.pages["secret"]
    assert secret.url in links(ask("head", q=EVERYWHERE))
    response = ask("reader", q=EVERYWHERE)
    assert secret.url not in links(response)
    assert secret.title not in response.content.decode()
    assert "RAHASIA" not in response.content.decode()
    assert "private" in response["Cache-Control"]


def test_the_number_alone_shows_no_content(ask, office):
    secret = office.pages["secret"]
    response = ask("registrar", q=secret.title)
    assert links(response) == {secret.url}
    text = BeautifulSoup(response.content, "html.parser").select_one("main").get_text(" ")
    assert EVERYWHERE not in text and secret.subject not in text


def test_who_knows_the_number_alone_is_told_whom_to_ask_and_nothing_more(ask, office):
    secret = office.pages["secret"]
    body = ask("registrar", q=secret.title).content.decode()
    assert "Minta akses:" in body and "mintalah akses kepada kepala unit" in body
    post = Position.objects.create(code="kepala-uji", title="Kepala Bagian Uji", unit=office.unit)
    grants.give(page=secret, role="head", to=post.group, cause=Cause.ORGANISASI, now=office.now)
    card = ask("registrar", q=secret.title).content.decode()
    assert "Kepala Bagian Uji" in card and EVERYWHERE not in card.partition("<main")[2]
    assert "Minta akses:" not in ask("head", q=secret.title).content.decode()
    for name in ("stranger", "reader"):
        assert "Kepala Bagian Uji" not in ask(name, q=secret.title).content.decode()


def test_for_a_closed_envelope_there_is_nobody_to_ask(ask, office):
    office.give("registrar", "envelope", office.pages["sealed"])
    body = ask("registrar", q=office.pages["sealed"].title).content.decode()
    assert "hanya yang dituju yang membukanya" in body
    assert "mintalah akses kepada" not in body


def test_the_box_leads_to_an_address_that_can_be_shared(ask):
    response = ask("reader", method="post", q='"a b" -c', urut="tanggal")
    assert (response.status_code, response["Location"]) == (302, "/cari/?q=%22a+b%22+-c&urut=tanggal")
    assert ask("reader", method="post", q="tahun:2026 x")["Location"] == "/cari/?q=x&tahun=2026"


def test_a_person_is_asked_for_without_an_address(ask, office):
    office.identify(office.pages["restricted"], full_name="Siti Maesaroh")
    response = ask("head", method="post", q='pengadu:"Siti Maesaroh"')
    assert response.status_code == 200
    assert links(response) == {office.pages["restricted"].url}
    hrefs = [link["href"] for link in BeautifulSoup(response.content, "html.parser").select("a[href]")]
    assert not [href for href in hrefs if "Maesaroh" in href or "pengadu" in href]
    assert links(ask("reader", method="post", q='pengadu:"Siti Maesaroh"')) == set()
    assert "pengadu:" in ask("head").content.decode()
    assert "pengadu:" not in ask("reader").content.decode()


def test_looking_for_a_person_leaves_a_trace_without_the_name(ask, office):
    office.identify(office.pages["restricted"], full_name="Siti Maesaroh")
    ask("head", method="post", q='pengadu:"Siti Maesaroh"')
    ask("reader", method="post", q='terlapor:"Siti Maesaroh"')
    found, refused = AuditEntry.objects.filter(verb="identitas.dicari").order_by("number")
    assert found.data == {"persons": [keyed_hash("Siti Maesaroh")], "hits": [office.pages["restricted"].pk]}
    assert (found.actor, found.refused, found.field_group) == (office.people["head"], False, "IDENTITAS")
    assert (refused.actor, refused.refused, refused.data["hits"]) == (office.people["reader"], True, [])
    assert not AuditEntry.objects.filter(data__icontains="Maesaroh").exists()


def test_a_filter_without_a_value_says_so(ask):
    for text, field in (("pengadu:", "pengadu:"), ('terlapor:""', "terlapor:")):
        response = ask("head", method="post", q=text, follow=True)
        assert response.status_code == 200
        assert f"Di belakang {field} belum ada isinya" in response.content.decode()
    assert "belum ada isinya" not in ask("head", q="tanah").content.decode()


@pytest.mark.parametrize(
    ("person", "text", "said"),
    [
        ("reader", "tahun:dulu tanah", "“dulu” bukan tahun"),
        ("reader", "tana*", "Tanda * dan ?"),
        ("reader", '"kantor per*"', "Tanda * dan ?"),
        ("reader", 'pengadu:"Siti"', "pengadu: mencari orang"),
        ("head", 'pengadu:"Siti"', None),
        ("reader", "mengapa ditolak? ** tahun:2026 - *", None),
        ("reader", "kata " * 30, "paling banyak 24 kata dan 500 karakter"),
        (
            "reader",
            "status:selesai",
            "status: bukan penyaring di kotak ini dan dicari sebagai kata. Kotak ini mengenal nomor, instansi, tahun;",
        ),
        ("head", 'STATUS:"belum selesai"', "instansi, pengadu, terlapor, tahun;"),
        ("head", "status: selesai", "status: bukan penyaring"),
        ("reader", "lihat https://contoh.id/a pukul 10:30 Kepada:Yth", None),
        ("reader", "tanah -status:selesai", None),
        ("reader", "tanah OR jalan", "AND, OR, dan NOT dicari sebagai kata"),
        ("reader", "tanah or jalan", None),
    ],
)
def test_what_was_read_otherwise_than_typed_is_said(ask, person, text, said):
    page = ask(person, method="post", q=text, follow=True).content.decode()
    alerts = BeautifulSoup(page, "html.parser").select(".search-note .alert")
    notes = [alert.get_text(" ", strip=True) for alert in alerts]
    assert len(notes) == bool(said) and all(said in note for note in notes)


@pytest.mark.parametrize(
    "text",
    [
        'pengadu:"Siti Maesaroh',
        '-pengadu:"Siti Maesaroh"',
        "(terlapor:Maesaroh)",
        "pengadu:-Maesaroh",
        "nama: Maesaroh",
        "kata " * 30 + "pengadu:Maesaroh",
        "x" * 480 + ' pengadu:"Siti Maesaroh"',
    ],
)
def test_a_name_stands_in_no_address_however_it_is_typed(ask, text):
    response = ask("head", method="post", q=text)
    assert response.status_code == 200
    told = BeautifulSoup(response.content, "html.parser")
    assert "Maesaroh" in told.select_one("input[name=q]")["value"] or len(text) > 400
    assert not [link for link in told.select("a[href]") if "aesaroh" in link["href"]]
    response = ask("head", q=text)
    assert response.status_code == 400 and links(response) == set()
    for path in ("/cari/tersimpan/simpan/", "/cari/daftar/"):
        assert "aesaroh" not in ask.client.post(path, {"q": text, "nama": "x", "bentuk": "csv"})["Location"]
    assert not SavedSearch.objects.exists()


def test_a_person_named_where_none_is_read_is_not_looked_for(ask):
    page = ask("head", method="post", q='tanah -pengadu:"Siti"').content.decode()
    assert "tidak dapat dipahami" in page and "dokumen pencarian" not in page
    assert not AuditEntry.objects.filter(verb="identitas.dicari").exists()
    assert "tidak dapat dipahami" not in ask("head", method="post", q='tanah pengadu:"Siti"').content.decode()


def test_a_person_not_found_is_answered_with_advice_for_persons(ask):
    for person, advice in (("head", "Tulis nama lengkap"), ("reader", "Carilah pokok masalahnya")):
        page = ask(person, method="post", q='pengadu:"Siti"').content.decode()
        assert advice in page and "kata yang lebih sedikit" not in page, person


def test_a_question_that_no_address_holds_whole_says_so(ask):
    page = ask("reader", method="post", q="x" * 600, follow=True)
    assert page.redirect_chain and "terlalu panjang" in page.content.decode()
    assert "terlalu panjang" not in ask("reader", q="x" * 500).content.decode()


def test_a_level_may_be_named_by_its_number(ask, office):
    response = ask("reader", tingkat="1")
    assert links(response) == links(ask("reader", tingkat="TERBATAS")) != set()


def test_a_person_in_an_address_is_not_looked_for(ask, office):
    office.identify(office.pages["restricted"], full_name="Siti Maesaroh")
    response = ask("head", q='pengadu:"Siti Maesaroh"')
    assert response.status_code == 400 and links(response) == set()
    assert "tidak boleh tercantum dalam alamat" in response.content.decode()


def test_secret_cases_answer_about_a_person_for_a_reason_only(ask, office):
    for name in ("restricted", "secret"):
        office.identify(office.pages[name], full_name="Siti Maesaroh")
    restricted, secret = office.pages["restricted"], office.pages["secret"]
    asked = 'pengadu:"Siti Maesaroh"'
    for reason in ({}, {"alasan": "  "}, {"alasan": "x" * 501}):
        response = ask("head", method="post", q=asked, **reason)
        assert links(response) == {restricted.url}
        assert 'name="alasan"' in response.content.decode()
    assert links(ask("head", method="post", q=asked, tingkat="RAHASIA")) == set()
    with_reason = ask("head", method="post", q=asked, alasan="Permintaan pengadu.")
    assert links(with_reason) == {restricted.url, secret.url}
    entry = AuditEntry.objects.get(verb="identitas.dicari", reason="Permintaan pengadu.")
    assert set(entry.data["hits"]) == {restricted.pk, secret.pk}
    assert AuditEntry.objects.filter(verb="identitas.dicari", reason="").count() == 4


def test_what_was_found_is_marked_and_everything_is_escaped(ask, office):
    page = office.case("script", chronology="<script>alert(1)</script> melati <img src=x> & lain")
    office.attach(page, name="<i>melati</i>.pdf", text="x")
    outbox.drain()
    body = ask("reader", q="melati").content.decode()
    assert "<mark>melati</mark> &lt;img src=x&gt; &amp; lain" in body
    assert "&lt;i&gt;<mark>melati</mark>&lt;/i&gt;.pdf" in body
    assert "<script>alert" not in body and "<img src=x" not in body


def test_a_file_that_names_persons_is_found_with_identities_alone_and_never_named(ask, office):
    page = office.case("sealed_letter", chronology="Lain.")
    held = office.attach(page, name="surat Maesaroh.pdf", text="Surat [pengadu] tentang melati.", names_person=True)
    outbox.drain()
    body = ask("head", q="melati").content.decode()
    assert page.url in body and "(memuat identitas)" in body
    assert "Maesaroh" not in body and f"/berkas/{held.pk}/" not in body
    assert links(ask("head", q="Maesaroh")) == links(ask("reader", q="melati")) == set()


def test_filters_combine_and_can_be_taken_back(ask, office):
    soup = BeautifulSoup(ask("head", q=EVERYWHERE, tingkat="TERBATAS").content, "html.parser")
    chips = {chip["href"] for chip in soup.select(".chip")}
    assert chips == {f"/cari/?q={EVERYWHERE}"}
    offered = [option["href"] for option in soup.select(".facet-option")]
    assert f"/cari/?q={EVERYWHERE}&tingkat=TERBATAS&tingkat=RAHASIA" in offered
    assert f"/cari/?q={EVERYWHERE}&tingkat=TERBATAS&jenis=complaint" in offered


def test_every_value_of_a_facet_is_offered_the_rare_ones_behind_the_others(ask, office):
    provinces = [f"Provinsi {letter}" for letter in "NMLKJIHGFEDCBA"]
    for at, province in enumerate(provinces):
        for number in range(1 if at >= 10 else 2):
            office.case(f"{province}{number}").locations.create(province=province)
            office.pages[f"{province}{number}"].save()
    outbox.drain()
    last = provinces[-1]
    soup = BeautifulSoup(ask("head", q=EVERYWHERE).content, "html.parser")
    section = next(each for each in soup.select(".facet") if each.h3.get_text() == "Provinsi")
    behind = section.select_one(".facet-more")
    assert behind.summary.get_text() == "4 lainnya Provinsi"
    assert [option.span.get_text() for option in behind.select(".facet-option")] == sorted(provinces[-4:])
    assert len(section.select(".facet-option")) == len(provinces)
    soup = BeautifulSoup(ask("head", q=EVERYWHERE, provinsi=last).content, "html.parser")
    section = next(each for each in soup.select(".facet") if each.h3.get_text() == "Provinsi")
    (active,) = section.select('[aria-current="true"]')
    assert last in active.get_text() and not active.find_parent(class_="facet-more")


def test_a_broken_engine_is_said_and_never_an_empty_list(ask, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError("no such table")

    monkeypatch.setattr(DatabaseBackend, "_answer", fail)
    response = ask("reader", q="x")
    assert response.status_code == 503
    assert 'role="alert"' in response.content.decode()
    assert "no such table" not in response.content.decode()


@pytest.mark.parametrize("text", ["***", "", "x" * 5000, "%00", "😀", "nomor:", "' OR 1=1 --"])
def test_no_text_is_an_error(ask, text):
    assert ask("reader", q=text).status_code == 200
    assert ask("reader", method="post", follow=True, q=text).status_code == 200


def test_strange_parameters_are_no_error(ask):
    for parameters in (
        {"hal": "0"}, {"hal": "-1"}, {"hal": "99999999999999999999"}, {"hal": "x"}, {"hal": "²"}, {"tahun": "abc"},
        {"tahun": ["1"] * 500}, {"tingkat": "x" * 5000}, {"unit": "'"}, {"urut": "x"}, {"jenis": ["a", "b"]},
    ):  # fmt: skip
        assert ask("reader", q=EVERYWHERE, **parameters).status_code == 200, parameters
    assert ask("reader", q="\x00").status_code == 400
    assert ask("reader", method="put").status_code == 405


def test_how_far_the_index_is_behind_is_said_from_a_minute_on(ask, office):
    assert "tertinggal" not in ask("reader", q=EVERYWHERE).content.decode()
    row = SearchPending.objects.create(page_id=office.pages["ordinary"].pk)
    assert "tertinggal" not in ask("reader", q=EVERYWHERE).content.decode()
    SearchPending.objects.filter(pk=row.pk).update(queued_at=timezone.now() - timedelta(minutes=7))
    assert "indeks tertinggal 7 menit" in ask("reader", q=EVERYWHERE).content.decode()
    SearchPending.objects.filter(pk=row.pk).update(attempts=outbox.MOST_ATTEMPTS)
    assert "tertinggal" not in ask("reader", q=EVERYWHERE).content.decode()


def test_past_the_last_page_leads_back(ask):
    body = ask("reader", q=EVERYWHERE, hal="9").content.decode()
    assert f'href="/cari/?q={EVERYWHERE}"' in body


def test_the_number_of_queries_does_not_depend_on_what_is_found(ask, office):
    question = {"q": f"{EVERYWHERE} perkara", "kanal": "EMAIL_DUMAS"}
    ask("head", **question)
    with CaptureQueriesContext(
        connection,
    ) as few:
        response = ask("head", **question)
    few_links = len(links(response))
    for number in range(30):
        page = office.case(f"more{number}")
        office.attach(page, name=f"lampiran{number}.pdf", text=f"Isi {EVERYWHERE}")
    outbox.drain()
    with CaptureQueriesContext(connection) as many:
        response = ask("head", **question)
    assert (few_links, len(links(response))) == (4, 25)
    assert len(many) <= len(few) <= 30


def test_excerpts_from_restricted_upward_are_in_the_trail(ask, client, office):
    response = ask("head", q=EVERYWHERE)
    quoted = {
        row["page"].pk: row["page"].level
        for row in response.context["results"]
        if any(snippet["place"] in ("body", "file") for snippet in row["snippets"])
    }
    assert {Level.BIASA, Level.TERBATAS, Level.RAHASIA} <= set(quoted.values())
    entries = AuditEntry.objects.filter(verb="naskah.dikutip")
    assert {entry.page_id for entry in entries} == {pk for pk, level in quoted.items() if level >= Level.TERBATAS}
    assert len(entries) == len({entry.page_id for entry in entries})
    assert {(entry.actor, entry.field_group, entry.refused) for entry in entries} == {
        (office.people["head"], "ISI", False)
    }
    assert audit.faults() == []
    secret = office.pages["secret"]
    history = f"/naskah/{secret.pk}/riwayat/"
    told = "membaca kutipan dalam hasil pencarian"
    assert told in client.get(f"{history}?bacaan=1").content.decode()
    assert told not in client.get(history).content.decode()
    ask("head", q=EVERYWHERE)
    assert entries.all().count() == 2 * len({entry.page_id for entry in entries})


def test_a_hit_without_an_excerpt_is_no_reading(ask, office):
    assert links(ask("", q=EVERYWHERE))
    ask("registrar", q=office.pages["secret"].title)
    assert links(ask("head", q=office.pages["secret"].title))
    assert not AuditEntry.objects.filter(verb="naskah.dikutip").exists()
