"""What a question finds, on every engine alike. Ranking and language may differ; totals, facets and filters may not."""

from __future__ import annotations

from datetime import date

from dumas_docs.access.scope import person_scope
from search.backends import Place
from search.completing import completions
from search.finding import find
from search.query import DATE, parse
from search.similar import similar_to_case, similar_to_text
from tests.search.engine import EngineContract
from tests.search.office import EVERYWHERE


class QuestionContract(EngineContract):
    """Words, numbers, fields, facets and order, each on documents made for it."""

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

    def test_nothing_tells_that_a_hidden_document_exists(self, bare):
        """The same questions, whole answers compared: before and after hidden documents that hold every word of them,
        misspelt neighbours of them, and the numbers."""
        bare.person("reader", "reader")
        bare.case("first", chronology="Jembatan gantung di Rawasari putus sejak banjir bandang.")
        bare.case("second", chronology="Pungutan liar di pasar Rawasari, surat B-12/KP/07/2026.", issues=("03",))
        bare.case("third", chronology="Bantuan sosial terlambat.", channel="SITUS_LAPOR")
        questions = (
            "jembatan putus", "jembatann gantng", "rawasari banjir sengketa warisan adat", "pungutn", "nomor:B-12/KP",
            "B-99/KP/07/2026", "pasar -banjir", '"jembatan gantung" sengketa', "sengketa", "bantan sosail", "rawa",
            "instansi:kehutanan", "tahun:2031", "tahun:2026", "DM-2026", EVERYWHERE,
        )  # fmt: skip
        self.settle()
        before = {text: self.answer(bare, "reader", text) for text in questions}
        words = "sengketa warisan adat jembatann gantng gantung pungutn bantan sosail rawa B-99/KP/07/2026 " * 3
        away = {"parent": bare.blocked, "day": date(2031, 1, 1), "issues": ("05",), "channel": "LANGSUNG"}
        for number in range(8):
            bare.case(f"hidden{number}", chronology=words, **away)
            bare.report(bare.pages[f"hidden{number}"], institution="Dinas Kehutanan")
            bare.pages[f"hidden{number}"].save()
        self.settle()
        for text in questions:
            assert self.answer(bare, "reader", text) == before[text], text

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

    def test_a_mark_for_a_person_is_no_word(self, bare):
        bare.person("reader", "reader")
        bare.case("marked", subject="Surat [pengadu], [alamat]", chronology="[nama], [telepon], [NIK] memungut biaya.")
        bare.case("written", chronology="Nama jalan dan alamat kantor; telepon (NIK) pelapor.")
        self.settle()
        for text in ("nama", "alamat", "telepon", "nik", '"nama"', "[nama]"):
            assert self.ids(bare, "reader", text) == bare.ids("written"), text
        assert self.ids(bare, "reader", "pengadu") == set()
        assert self.ids(bare, "reader", "biaya -nama -alamat -telepon") == bare.ids("marked")
        bare.case("between", chronology="Diserahkan [nama] kepada nama lurah [alamat].")
        bare.report(bare.pages["between"], institution="Dinas [nama] Sejahtera")
        bare.pages["between"].save()
        self.settle()
        assert self.ids(bare, "reader", '"diserahkan kepada"') == set()
        assert self.ids(bare, "reader", "instansi:sejahtera") == bare.ids("between")
        assert self.ids(bare, "reader", "instansi:alamat") == bare.ids("written")
        (hit,) = self.answer(bare, "reader", "lurah nama").hits
        (body,) = (snippet for snippet in hit.snippets if snippet.place is Place.BODY)
        assert [piece for piece, is_match in body.pieces if is_match] == ["nama", "lurah"]
        with person_scope(bare.people["reader"]):
            assert completions("instansi", "nama", user=bare.people["reader"]) == []
            assert completions("instansi", "sejah", user=bare.people["reader"]) == ["Dinas [nama] Sejahtera"]

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
        bare.case("one", day=date(2025, 5, 5))
        bare.case("two")
        bare.report(bare.pages["two"], institution="Kementerian Agraria dan Tata Ruang")
        bare.pages["two"].save()
        self.settle()
        assert self.ids(bare, "reader", "tahun:2025") == bare.ids("one")
        assert self.ids(bare, "reader", f"tahun:2026 {EVERYWHERE}") == bare.ids("two")
        assert self.ids(bare, "reader", "instansi:agraria") == bare.ids("two")
        assert self.ids(bare, "reader", 'instansi:"tata ruang agraria"') == bare.ids("two")
        assert self.ids(bare, "reader", "instansi:keuangan") == set()

    def test_an_institution_is_found_in_texts_behind_those_that_name_it(self, bare):
        bare.person("reader", "reader")
        bare.person("head", "head")
        bare.case("named", day=date(2025, 5, 5))
        bare.report(bare.pages["named"], institution="Kantor Pertanahan Rimbo")
        bare.pages["named"].save()
        bare.case("told", chronology="Kantor pertanahan belum menjawab; petugas kantor diam.")
        bare.case("apart", chronology="Tanah di belakang kantor.")
        bare.case("held")
        bare.attach(bare.pages["held"], name="surat.pdf", text="Kantor Pertanahan", names_person=True)
        self.settle()
        for person, names in (("reader", ["named", "told"]), ("head", ["named", "held", "told"])):
            found = [hit.page_id for hit in self.answer(bare, person, 'instansi:"kantor pertanahan"').hits]
            assert set(found) == bare.ids(*names) and found[0] == bare.pages["named"].pk, person
        assert self.ids(bare, "reader", "instansi:rimbo") == bare.ids("named")

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

    def test_a_number_is_found_in_files_and_one_in_a_withheld_file_by_who_may_see_identities(self, bare):
        for name in ("reader", "head", "member"):
            bare.person(name, name)
        bare.attach(
            bare.case("open"), name="salinan.pdf", text="Keputusan 821.2/046/BKPSDM/2026 dan SHM 00417 terlampir."
        )
        named = bare.case("named")
        bare.attach(named, name="", text="Keputusan 821.2/046/BKPSDM/2026, SHM 00417.", names_person=True)
        bare.case("other", chronology="Sebesar 417 rupiah, 46 orang.")
        self.settle()
        for text in ("nomor:821.2/046/BKPSDM/2026", "nomor:00417", "nomor:046/BKPSDM"):
            assert self.ids(bare, "reader", text) == bare.ids("open"), text
            assert self.ids(bare, "head", text) == bare.ids("open", "named"), text
            assert self.ids(bare, "member", text) == set(), text
        assert self.ids(bare, "head", "nomor:046") == set()

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

    # --- Cases alike ---

    def test_cases_about_a_like_matter_are_found_and_hidden_ones_change_nothing(self, bare):
        for name in ("reader", "member"):
            bare.person(name, name)
        one = "Petugas kantor pertanahan memungut biaya sertifikat tanah ulayat tanpa kuitansi. Surat B-9/KP/2026."
        bare.case("one", subject="Pungutan sertifikat", chronology=one)
        bare.case("like", subject="Biaya sertifikat tanah", chronology="Pungutan di kantor pertanahan, tanpa kuitansi.")
        bare.case(
            "same_letter", subject="Tanggapan", chronology="Menindaklanjuti surat B-9/KP/2026 tentang sertifikat."
        )
        for number in range(6):
            bare.case(f"other{number}", subject="Jembatan gantung", chronology="Jembatan putus sejak banjir bandang.")
        self.settle()

        def similar(name, case="one"):
            return [each.pk for each in similar_to_case(bare.pages[case].pk, user=bare.people[name]).cases]

        found = similar("reader")
        assert found[0] == bare.pages["like"].pk and set(found) <= bare.ids("like", "same_letter")
        assert similar("member") == [] and similar("reader", case="like")[0] == bare.pages["one"].pk
        typed = {"subject": "pungutan biaya sertifikat", "text": "kantor pertanahan meminta uang tanpa kuitansi"}
        by_text = [case.pk for case in similar_to_text(**typed, user=bare.people["reader"]).cases]
        assert set(by_text[:2]) == bare.ids("one", "like")
        for number in range(8):
            bare.case(f"hidden{number}", parent=bare.blocked, subject="Pungutan sertifikat", chronology=one)
        self.settle()
        assert similar("reader") == found
        assert [case.pk for case in similar_to_text(**typed, user=bare.people["reader"]).cases] == by_text
        assert similar("reader", case="hidden0") == []

    # --- Facets, order, pages ---

    def test_facets_combine_and_count_without_their_own_choice(self, bare):
        bare.person("reader", "reader")
        bare.case("a", channel="SITUS_LAPOR", issues=("03", "05"))
        bare.case("b", channel="SITUS_LAPOR", issues=("05",), day=date(2025, 5, 5))
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

    def test_months_are_counted_in_one_year_and_narrow(self, bare):
        bare.person("reader", "reader")
        bare.person("member", "member")
        for name, day in (("a", date(2025, 3, 1)), ("b", date(2025, 3, 31)), ("c", date(2025, 12, 31)),
                          ("d", date(2026, 3, 1))):  # fmt: skip
            bare.case(name, day=day)
        bare.case("e", day=date(2025, 5, 5), parent=bare.blocked)
        bare.case("f", day=date(2025, 3, 7), channel="LANGSUNG")
        self.settle()
        assert "month" not in self.answer(bare, "reader", EVERYWHERE).facets
        in_year = {"year": ["2025"], "channel": ["EMAIL_DUMAS"]}

        def months(name, **chosen):
            facets = self.answer(bare, name, EVERYWHERE, facets={**in_year, **chosen}).facets
            return [(found.value, found.count) for found in facets["month"]]

        assert months("reader") == months("reader", month=["2025-12"]) == [("2025-03", 2), ("2025-12", 1)]
        assert months("member") == []
        for chosen, names in (
            (["2025-03"], ("a", "b")),
            (["2025-12", "2025-03"], ("a", "b", "c")),
            (["2025-05"], ()),
            (["2026-03"], ()),
            (["2025-13"], ()),
            (["x", "2025-3"], ()),
        ):
            assert self.ids(bare, "reader", EVERYWHERE, facets={**in_year, "month": chosen}) == bare.ids(*names), chosen
        assert self.ids(bare, "reader", "", facets={"month": ["2026-03"]}) == bare.ids("d")

    def test_pages_do_not_overlap_and_the_newest_comes_first_by_date(self, bare):
        bare.person("reader", "reader")
        for day in range(1, 28):
            bare.case(f"day{day}", day=date(2026, 3, day))
        self.settle()
        seen: list[int] = []
        for page in (1, 2, 3):
            answer = self.answer(bare, "reader", EVERYWHERE, page=page, sort=DATE, per_page=10)
            assert answer.total == 27
            seen += [hit.page_id for hit in answer.hits]
        assert seen == [bare.pages[f"day{day}"].pk for day in range(27, 0, -1)]
        beyond = self.answer(bare, "reader", EVERYWHERE, page=10**6)
        assert (beyond.hits, beyond.total) == ((), 27)
