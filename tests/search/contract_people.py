"""Who finds what, on every engine alike. An engine's test subclasses `PeopleContract` and names its backend."""

from __future__ import annotations

from collections import Counter

import pytest

from dumas_docs.access import grants
from dumas_docs.actions.move_page import move_page
from dumas_docs.actions.set_level import set_level
from dumas_docs.models import BasePage, GrantCause
from search.backends import Place, get_backend
from search.finding import find
from search.query import parse
from search.terms import WITHHELD
from tests.search.engine import EngineContract
from tests.search.office import EVERYWHERE

# Who reads what, by the roles table (domain.md §10); everything else is hidden from them.
READABLE = {
    "reader": {"ordinary", "restricted", "letter", "standard"},
    "member": {"ordinary", "standard"},
    "registrar": {"ordinary", "restricted", "letter", "draft", "standard"},
    "handler": {"ordinary", "restricted", "secret", "letter", "draft", "standard"},
    "editor": {"ordinary", "restricted", "letter", "draft", "standard"},
    "head": {"ordinary", "restricted", "secret", "letter", "draft", "standard"},
    "auditor": {"ordinary", "standard"},
    "named": {"blocked", "standard"},
    "former": {"standard"},
    "stranger": {"standard"},
}
HOSTILE = [
    '"', '""', '"unbalanced', "'", "\\", "%", "_", "*", "gan*", "^", ":", "nomor:", "pengadu:", 'pengadu:""', "(", "((",
    "NEAR(a b)", "a AND b", "OR", "NOT", "a NOT", "{title_terms} : x", "title_terms:x", "-", "--", "-*", "- -", "a:*",
    "'; DROP TABLE x; --", "!a & b | <-> c", "\ud800", "😀", "١٢٣", "½", "\u202e", "a" * 100_000, "a " * 50_000,
    "-a " * 5_000, '"a" ' * 5_000, "1-" * 20_000, "nomor:x " * 500, "tahun:99999", "tahun:0000", "x\n\r\ty", "<b>",
]  # fmt: skip


class PeopleContract(EngineContract):
    """Rights, identities and hostile questions, on one office of documents of every kind."""

    @pytest.fixture
    def office(self, own_office):
        return own_office

    # --- Who finds what ---

    @pytest.mark.parametrize("name", READABLE)
    def test_a_person_finds_exactly_what_may_be_read(self, office, name):
        self.settle()
        answer = self.answer(office, name, EVERYWHERE)
        assert {hit.page_id for hit in answer.hits} == office.ids(*READABLE[name])
        assert answer.total == len(READABLE[name])

    def test_what_a_saved_search_meets_is_what_the_person_finds(self, office):
        self.settle()
        for name, readable in READABLE.items():
            found = get_backend().matches(parse(EVERYWHERE), user=office.people[name], most=50)
            assert set(found) == office.ids(*readable), name
            assert len(found) == len(set(found))
        head, query = office.people["head"], parse(EVERYWHERE, facets={"kind": ["complaint"], "level": ["RAHASIA"]})
        assert get_backend().matches(query, user=head, most=50) == [office.pages["secret"].pk]
        assert len(get_backend().matches(parse(EVERYWHERE), user=head, most=2)) == 2
        assert get_backend().matches(parse(office.pages["secret"].title), user=office.people["reader"], most=9) == []

    @pytest.mark.parametrize("name", READABLE)
    def test_facets_count_what_may_be_read_and_nothing_else(self, office, name):
        self.settle()
        answer = self.answer(office, name, EVERYWHERE)
        pages = BasePage.objects.filter(pk__in=office.ids(*READABLE[name]))
        levels = Counter(page.level_enum.code for page in pages)
        kinds = Counter(page.specific_class._meta.model_name for page in pages)
        assert {found.value: found.count for found in answer.facets["level"]} == levels
        assert {found.value: found.count for found in answer.facets["kind"]} == kinds

    def test_the_public_finds_what_is_public(self, office):
        self.settle()
        assert self.ids(office, "", EVERYWHERE) == office.ids("standard")

    def test_top_secret_and_sealed_documents_are_found_by_number_only_by_those_who_read_them(self, office):
        self.settle()
        top_secret = office.pages["top_secret"]
        assert self.ids(office, "named", top_secret.title) == {top_secret.pk}
        assert self.ids(office, "named", f"{EVERYWHERE} {top_secret.title}") == set()
        assert self.ids(office, "head", top_secret.title) == set()
        office.give("named", "reader", office.pages["sealed"])
        assert self.ids(office, "named", "zaitun") == set()
        assert self.ids(office, "named", office.pages["sealed"].title) == office.ids("sealed")

    def test_whom_only_the_number_is_known_to_finds_by_the_exact_number_only(self, office):
        self.settle()
        secret = office.pages["secret"]
        registrar = office.people["registrar"]
        for text in (
            secret.title,
            secret.title.lower(),
            secret.agenda_no,
            f"nomor:{secret.title}",
            f'"{secret.title}"',
        ):
            findings = find(parse(text), user=registrar)
            assert ([page.pk for page in findings.known], findings.found, findings.total) == ([secret.pk], [], 0), text
            assert not any(findings.facets.values())
        for text in (secret.title[:-1], secret.title[3:], f"{secret.title} {EVERYWHERE}", f"{secret.title} -x"):
            assert secret.pk not in [page.pk for page in find(parse(text), user=registrar).known], text
        for name in ("stranger", "former", "reader", "auditor"):
            assert find(parse(secret.title), user=office.people[name]).known == [], name
        assert find(parse(secret.title), user=None).known == []

    def test_the_senders_number_is_content(self, office):
        self.settle()
        number = office.pages["letter"].sender_no
        assert self.ids(office, "reader", number) == office.ids("letter")
        assert find(parse(number), user=office.people["member"]).known == []

    # --- Rights that change ---

    def test_sharing_and_revoking_take_effect_at_once_without_indexing(self, office):
        self.settle()
        cause = office.give("stranger", "reader", office.archive)
        assert self.ids(office, "stranger", EVERYWHERE) == office.ids(*READABLE["reader"])
        grants.revoke(cause=GrantCause.objects.get(pk=cause.pk), now=office.now)
        assert self.ids(office, "stranger", EVERYWHERE) == office.ids("standard")

    def test_blocking_and_opening_a_folder_takes_effect_at_once_without_indexing(self, office):
        self.settle()
        office.block(office.blocked, inherits=True)
        assert office.ids("blocked") < self.ids(office, "reader", EVERYWHERE)
        office.block(office.archive.get_children().get(slug="tertutup"), inherits=False)
        assert not office.ids("blocked") & self.ids(office, "reader", EVERYWHERE)

    def test_a_moved_case_is_found_where_it_lies_now(self, office):
        self.settle()
        mover = office.person("mover", "head")
        office.give("mover", "head", office.blocked)
        move_page(page=office.pages["restricted"], to=office.blocked, by=mover, now=office.now, reason="Uji.")
        hidden = office.ids("restricted", "letter")
        assert not hidden & self.ids(office, "reader", EVERYWHERE)
        self.settle()
        assert not hidden & self.ids(office, "reader", EVERYWHERE)

    def test_a_raised_level_hides_at_once_and_a_lowered_one_shows(self, office):
        self.settle()
        set_level(page=office.pages["restricted"], level=2, by=None, now=office.now)
        assert not office.ids("restricted", "letter") & self.ids(office, "reader", EVERYWHERE)
        assert office.ids("restricted") < self.ids(office, "head", EVERYWHERE)
        set_level(page=BasePage.objects.get(pk=office.pages["secret"].pk), level=1, by=None, now=office.now, reason="x")
        self.catch_up()
        assert office.ids("secret") < self.ids(office, "reader", EVERYWHERE)

    def test_what_becomes_top_secret_leaves_the_index(self, office):
        self.settle()
        restricted = office.pages["restricted"]
        office.give("named", "head", restricted)
        assert restricted.pk in self.ids(office, "named", EVERYWHERE)
        set_level(page=restricted, level=3, by=None, now=office.now)
        self.settle()
        assert restricted.pk not in self.ids(office, "named", EVERYWHERE)
        assert restricted.pk in self.ids(office, "named", restricted.title)

    def test_a_draft_is_found_by_all_readers_once_it_is_final(self, office):
        self.settle()
        assert not office.ids("draft") & self.ids(office, "reader", EVERYWHERE)
        BasePage.objects.filter(pk=office.pages["draft"].pk).update(live=True)
        self.catch_up()
        assert office.ids("draft") < self.ids(office, "reader", EVERYWHERE)

    def test_a_deleted_document_is_gone_at_once(self, office):
        self.settle()
        gone = office.pages["ordinary"].pk
        BasePage.objects.get(pk=gone).specific.delete()
        assert gone not in self.ids(office, "head", EVERYWHERE)
        self.settle()
        assert gone not in dict(get_backend().fingerprints())

    # --- Identities ---

    def test_a_person_in_a_case_is_found_by_hash_and_only_with_the_right_to_identities(self, office):
        restricted, secret = office.pages["restricted"], office.pages["secret"]
        office.identify(restricted, full_name="Siti Maesaroh", id_number="3201010101010001", phone="0812-3456-7890",
                        email="siti@surel.example")  # fmt: skip
        office.identify(secret, full_name="Siti Maesaroh")
        office.report(restricted, name="Tn. Rekaan", institution="Dinas Pekerjaan Umum")
        restricted.save()
        self.settle()
        name = 'pengadu:"siti  MAESAROH"'
        assert self.ids(office, "head", name) == {restricted.pk, secret.pk}
        numbers = ("pengadu:3201010101010001", "pengadu:081234567890", "pengadu:+6281234567890")
        for text in (*numbers, "pengadu:siti@surel.example", 'terlapor:"Tn. Rekaan"'):
            assert self.ids(office, "head", text) == {restricted.pk}, text
        assert self.ids(office, "head", f"{name} {EVERYWHERE}", facets={"level": ["RAHASIA"]}) == {secret.pk}
        for reader in ("reader", "registrar", "editor", "member", "stranger", "former", ""):
            answer = self.answer(office, reader, name)
            assert (answer.total, any(answer.facets.values())) == (0, False), reader
        for text in ("Siti", "Maesaroh", "3201010101010001", "siti@surel.example", "Rekaan", 'pengadu:"Siti"'):
            assert self.ids(office, "head", text) == set(), text

    def test_identities_without_the_right_on_that_case_stay_unknown(self, office):
        office.identify(office.pages["blocked"], full_name="Siti Maesaroh")
        self.settle()
        assert self.ids(office, "head", 'pengadu:"Siti Maesaroh"') == set()
        assert self.ids(office, "named", 'pengadu:"Siti Maesaroh"') == set()

    def test_the_text_of_a_file_that_names_persons_is_there_for_those_with_identities_alone(self, office):
        restricted, blocked = office.pages["restricted"], office.pages["blocked"]
        csv = "nama,alamat\nKenanga Wulan,Serayuwangi 8 Z-991/Q-77"
        held = office.attach(restricted, name="daftar Kenanga.csv", text=csv, names_person=True)
        office.attach(blocked, name="daftar lain.csv", text=csv, names_person=True)
        open_too = office.attach(restricted, name="foto.pdf", text="halaman anggrek Serayuwangi", names_person=True)
        self.settle()
        found = {restricted.pk}
        for text in ("serayuwangi", "kenanga wulan", '"Serayuwangi 8"', "Z-991/Q-77", f"serayuwangi {EVERYWHERE}"):
            for reader in ("reader", "registrar", "editor", "member", "named", "stranger", "former", ""):
                answer = self.answer(office, reader, text)
                assert (answer.hits, answer.total, any(answer.facets.values())) == ((), 0, False), (reader, text)
            head = self.answer(office, "head", text)
            assert {hit.page_id for hit in head.hits} == found and head.total == 1, text
        assert [snippet.file_id for snippet in head.hits[0].snippets if snippet.place is Place.FILE] == [
            held.pk, open_too.pk
        ]  # fmt: skip
        # What may not be met does not answer through its absence either, and stands beside no other find.
        assert restricted.pk in self.ids(office, "reader", f"{EVERYWHERE} -serayuwangi")
        assert restricted.pk not in self.ids(office, "head", f"{EVERYWHERE} -serayuwangi")
        (hit,) = self.answer(office, "reader", restricted.title).hits
        assert not any(snippet.place in (Place.FILE, Place.FILE_NAME) for snippet in hit.snippets)
        for typed in (f"{WITHHELD}serayuwangi", f"{WITHHELD} serayuwangi", f'"{WITHHELD}serayuwangi"'):
            assert self.ids(office, "reader", typed) == set(), typed
        open_too.names_person = False
        open_too.save()
        self.settle()
        assert self.ids(office, "reader", "serayuwangi") == found
        hit = self.answer(office, "reader", f"serayuwangi {EVERYWHERE}").hits[0]
        assert [snippet.file_id for snippet in hit.snippets if snippet.place is Place.FILE] == [open_too.pk]

    def test_institutions_are_found_wherever_a_document_names_them(self, office):
        self.settle()
        assert self.ids(office, "reader", "instansi:pertanahan") == office.ids("letter")
        assert self.ids(office, "reader", "instansi:asdep") == office.ids("letter")
        assert self.ids(office, "member", "instansi:pertanahan") == set()
        assert self.ids(office, "head", "instansi:zaitun") == set()

    # --- Hostile questions ---

    @pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
    def test_no_question_breaks_or_shows_more(self, office, text):
        self.settle()
        assert self.ids(office, "member", text) <= office.ids(*READABLE["member"])
        for typed in (text, f"{text} {EVERYWHERE}", f"{text} seruni {EVERYWHERE}"):
            answer = self.answer(office, "member", typed)
            assert {hit.page_id for hit in (*answer.hits, *answer.near)} <= office.ids(*READABLE["member"])
