"""What every engine must do alike. An engine's test subclasses `SearchContract` and names its backend.

Ranking and language may differ between engines; who finds what, totals, facets and filters may not.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from dumas_docs.access import grants
from dumas_docs.actions.move_page import move_page
from dumas_docs.actions.set_level import set_level
from dumas_docs.models import BasePage, GrantCause
from search import outbox
from search.backends import Place, get_backend
from search.finding import find
from search.query import DATE, parse
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


class SearchContract:
    """Subclass it, set `backend`, and override `settle` where an engine needs time to show what was written."""

    backend = ""

    @pytest.fixture(autouse=True)
    def use_backend(self, settings):
        settings.DUMAS_SEARCH = {"BACKEND": self.backend}

    def settle(self) -> None:
        outbox.drain()

    def answer(self, office, name, text="", **options):
        user = office.people[name] if name else None
        return get_backend().search(parse(text, **options), user=user)

    def ids(self, office, name, text="", **options):
        return {hit.page_id for hit in self.answer(office, name, text, **options).hits}

    # --- Who finds what ---

    @pytest.mark.parametrize("name", READABLE)
    def test_a_person_finds_exactly_what_may_be_read(self, office, name):
        self.settle()
        answer = self.answer(office, name, EVERYWHERE)
        assert {hit.page_id for hit in answer.hits} == office.ids(*READABLE[name])
        assert answer.total == len(READABLE[name])

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
        assert office.ids("draft") < self.ids(office, "reader", EVERYWHERE)

    def test_a_deleted_document_is_gone_at_once(self, office):
        self.settle()
        gone = office.pages["ordinary"].pk
        BasePage.objects.get(pk=gone).specific.delete()
        assert gone not in self.ids(office, "head", EVERYWHERE)
        self.settle()
        assert gone not in dict(get_backend().fingerprints())

    def test_the_order_does_not_tell_what_hidden_documents_hold(self, bare):
        bare.person("reader", "reader")
        bare.case("first", chronology="melati melati melati kenanga")
        bare.case("second", chronology="melati kenanga kenanga kenanga")
        self.settle()
        before = [hit.page_id for hit in self.answer(bare, "reader", "melati kenanga").hits]
        for number in range(12):
            bare.case(f"hidden{number}", parent=bare.blocked, chronology="melati " * 20)
        self.settle()
        assert [hit.page_id for hit in self.answer(bare, "reader", "melati kenanga").hits] == before

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

    # --- Questions ---

    def test_words_phrases_and_exclusions(self, bare):
        bare.person("reader", "reader")
        bare.case("one", chronology="Kepala desa memungut biaya sertifikat tanah.")
        bare.case("two", chronology="Sertifikat hilang di kantor desa; kepala kantor diam.")
        bare.case("three", chronology="Jembatan rusak.")
        self.settle()
        for text, names in {
            "sertifikat desa": ("one", "two"),
            "SERTIFIKAT": ("one", "two"),
            '"kepala desa"': ("one",),
            "sertifikat -kantor": ("one",),
            'desa -"kepala desa"': ("two",),
            "-desa": ("three",),
            '-"kepala desa"': ("two", "three"),
            "yang sertifikat di desa": ("one", "two"),
            "pungutan": ("one",),
            "tidakada": (),
            "sertifikat tidakada": (),
        }.items():
            assert self.ids(bare, "reader", text) == bare.ids(*names), text

    def test_numbers_whole_and_in_part(self, bare):
        bare.person("reader", "reader")
        page = bare.case("one", chronology="Surat B-235/D-4/HM.02/06/2025 dan sertifikat 00417 belum dijawab.")
        bare.case("two", chronology="Surat B-236/D-4/HM.02/06/2025.")
        self.settle()
        for text in ("B-235/D-4/HM.02/06/2025", "b-235/d-4", "235/D-4", '"B-235"', "00417", page.title,
                     page.title.lower(), f"nomor:{page.title}", f"nomor: {page.title}", "nomor:DM-2026-1",
                     page.agenda_no):  # fmt: skip
            assert self.ids(bare, "reader", text) == bare.ids("one"), text
        assert self.ids(bare, "reader", "HM.02/06/2025") == bare.ids("one", "two")

    def test_short_forms_find_what_they_stand_for(self, bare):
        bare.person("reader", "reader")
        bare.case("long", chronology="Belum ada tindak lanjut atas pungutan liar.")
        bare.case("short", chronology="Belum ada TL atas pungli.")
        self.settle()
        for text in ("TL", "tindak lanjut", '"tindak lanjut"', "pungli", "pungutan liar"):
            assert self.ids(bare, "reader", text) == bare.ids("long", "short"), text

    def test_fields_narrow(self, bare):
        bare.person("reader", "reader")
        bare.case("one", agenda_date=date(2025, 5, 5))
        bare.case("two")
        bare.report(bare.pages["two"], institution="Kementerian Agraria dan Tata Ruang")
        bare.pages["two"].save()
        self.settle()
        assert self.ids(bare, "reader", "tahun:2025") == bare.ids("one")
        assert self.ids(bare, "reader", f"tahun:2026 {EVERYWHERE}") == bare.ids("two")
        assert self.ids(bare, "reader", "instansi:agraria") == bare.ids("two")
        assert self.ids(bare, "reader", 'instansi:"tata ruang agraria"') == bare.ids("two")
        assert self.ids(bare, "reader", "instansi:keuangan") == set()

    def test_institutions_are_found_wherever_a_document_names_them(self, office):
        self.settle()
        assert self.ids(office, "reader", "instansi:pertanahan") == office.ids("letter")
        assert self.ids(office, "reader", "instansi:asdep") == office.ids("letter")
        assert self.ids(office, "member", "instansi:pertanahan") == set()
        assert self.ids(office, "head", "instansi:zaitun") == set()

    def test_a_number_that_a_text_quotes_is_found_by_its_readers_only(self, bare):
        number = "B-235/KP-RG/HP.02/06/2026"
        bare.person("reader", "reader")
        bare.person("member", "member")
        bare.case("subject", subject=f"Jawaban atas surat {number}")
        bare.case("body", chronology=f"Surat Nomor {number} tanggal 02/06/2026 sebesar 235.000 belum dijawab.")
        bare.case("other", chronology="Sebesar 235.000 pada 02/06/2026.")
        self.settle()
        for text in (f"nomor:{number}", "nomor:B-235", "nomor:b235kprghp02062026"):
            assert self.ids(bare, "reader", text) == bare.ids("subject", "body"), text
            findings = find(parse(text), user=bare.people["member"])
            assert (findings.known, findings.total) == ([], 0), text
        assert self.ids(bare, "reader", "nomor:235.000") == set()

    def test_a_person_is_found_with_titles_and_turned_round(self, bare):
        bare.person("head", "head")
        bare.person("reader", "reader")
        bare.identify(bare.case("one"), full_name="Paijo Kertosemito")
        bare.identify(bare.case("two"), full_name="Paijo")
        self.settle()
        for name in (
            "Kertosemito, Paijo",
            "Bpk. Paijo Kertosemito, S.H., M.Ak.",
            "H. PAIJO KERTOSEMITO",
            "Drs. Kertosemito, Paijo, SE",
        ):
            assert self.ids(bare, "head", f'pengadu:"{name}"') == bare.ids("one"), name
            assert self.ids(bare, "reader", f'pengadu:"{name}"') == set(), name
        for name in ("Kertosemito", "Paijo Kerto", "H."):
            assert self.ids(bare, "head", f'pengadu:"{name}"') == set(), name

    def test_text_of_attachments_is_found_with_its_place(self, bare):
        bare.person("reader", "reader")
        bare.person("member", "member")
        page = bare.case("one", subject="Perihal bougenville <b>")
        bare.attach(page, name="kuitansi bayar.pdf", text="Halaman satu\fNomor <i>seroja</i> bougenville & lain\fakhir")
        self.settle()
        hit = self.answer(bare, "reader", "seroja").hits[0]
        found = next(snippet for snippet in hit.snippets if snippet.place is Place.FILE)
        assert (found.file_name, found.page_number) == ("kuitansi bayar.pdf", 2)
        assert [text for text, is_match in found.pieces if is_match] == ["seroja"]
        assert "".join(text for text, _is_match in found.pieces) == "Nomor <i>seroja</i> bougenville & lain"
        places = {snippet.place for snippet in self.answer(bare, "reader", "bougenville").hits[0].snippets}
        assert places == {Place.SUBJECT, Place.FILE}
        assert self.ids(bare, "reader", "kuitansi") == bare.ids("one")
        assert self.ids(bare, "member", "seroja") == set()

    # --- Facets, order, pages ---

    def test_facets_combine_and_count_without_their_own_choice(self, bare):
        bare.person("reader", "reader")
        bare.case("a", channel="SITUS_LAPOR", issues=("03", "05"))
        bare.case("b", channel="SITUS_LAPOR", issues=("05",), agenda_date=date(2025, 5, 5))
        bare.case("c", channel="LANGSUNG", issues=("09",))
        self.settle()
        answer = self.answer(bare, "reader", EVERYWHERE, facets={"channel": ["SITUS_LAPOR"], "year": ["2026"]})
        assert ({hit.page_id for hit in answer.hits}, answer.total) == (bare.ids("a"), 1)
        counts = {code: {found.value: found.count for found in values} for code, values in answer.facets.items()}
        assert counts["channel"] == {"SITUS_LAPOR": 1, "LANGSUNG": 1}
        assert counts["year"] == {"2026": 1, "2025": 1}
        assert counts["issue"] == {"03": 1, "05": 1}
        for chosen, names in (
            ({"issue": ["03", "09"]}, ("a", "c")),
            ({"issue": ["05"]}, ("a", "b")),
            ({"issue": ["5"]}, ()),
            ({"unit": ["asdep-dumas"]}, ("a", "b", "c")),
            ({"level": ["TERBATAS"], "kind": ["complaint"], "state": ["DITERIMA"]}, ("a", "b", "c")),
            ({"level": ["RAHASIA"]}, ()),
            ({"level": ["nonsense"], "year": ["x"]}, ()),
            ({"channel": ["%"]}, ()),
            ({"province": ["%"]}, ()),
        ):
            assert self.ids(bare, "reader", "", facets=chosen) == bare.ids(*names), chosen

    def test_pages_do_not_overlap_and_the_newest_comes_first_by_date(self, bare):
        bare.person("reader", "reader")
        for day in range(1, 28):
            bare.case(f"day{day}", agenda_date=date(2026, 3, day))
        self.settle()
        seen: list[int] = []
        for page in (1, 2, 3):
            answer = self.answer(bare, "reader", EVERYWHERE, page=page, sort=DATE, per_page=10)
            assert answer.total == 27
            seen += [hit.page_id for hit in answer.hits]
        assert seen == [bare.pages[f"day{day}"].pk for day in range(27, 0, -1)]
        beyond = self.answer(bare, "reader", EVERYWHERE, page=10**6)
        assert (beyond.hits, beyond.total) == ((), 27)

    # --- Hostile questions ---

    @pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
    def test_no_question_breaks_or_shows_more(self, office, text):
        self.settle()
        assert self.ids(office, "member", text) <= office.ids(*READABLE["member"])
        assert self.ids(office, "member", f"{text} {EVERYWHERE}") <= office.ids(*READABLE["member"])
