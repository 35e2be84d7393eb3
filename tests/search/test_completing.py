"""How field filters go on while they are typed, and for whom."""

from __future__ import annotations

import pytest

from dumas_docs.enums import Level
from dumas_docs.models import BasePage
from search import outbox
from search.completing import MOST, completions
from search.models import Completion

ADDRESS = "/cari/isian/"


NOTHING = [
    ("pengadu", "siti"), ("terlapor", "siti"), ("", "dm"), ("q", "dm"), ("nomor", ""), ("nomor", "d"),
    ("instansi", "k"), ("nomor", "%"), ("nomor", "__"), ("instansi", "%%%"), ("tahun", "x"), ("nomor", "x" * 10_000),
]  # fmt: skip


def titles(office, *names) -> set[str]:
    return {office.pages[name].title for name in names}


class TestCompleting:
    """One office for all of them; what a test writes is rolled back."""

    @pytest.fixture
    def archive(self, own_office):
        return own_office

    @pytest.fixture
    def complete(self, archive):
        def complete(name, field, typed):
            return completions(field, typed, user=archive.people[name] if name else None)

        return complete

    def test_numbers_of_documents_are_for_those_who_may_know_of_them(self, archive, complete):
        cases = ("ordinary", "restricted", "secret", "draft")
        assert set(complete("head", "nomor", "DM-")) == titles(archive, *cases)
        assert set(complete("registrar", "nomor", "dm 2026")) == titles(archive, *cases)
        assert set(complete("reader", "nomor", "DM-")) == titles(archive, "ordinary", "restricted")
        assert set(complete("named", "nomor", "DM-")) == titles(archive, "blocked", "top_secret")
        for name in ("stranger", "former", ""):
            assert complete(name, "nomor", "DM-") == [], name

    def test_numbers_that_are_content_are_for_readers(self, archive, complete):
        secret, letter = archive.pages["secret"], archive.pages["letter"]
        assert secret.agenda_no in complete("head", "nomor", "AG-00")
        assert secret.agenda_no not in complete("registrar", "nomor", "AG-00")
        assert complete("reader", "nomor", "b235") == complete("reader", "nomor", "B-235/D-4") == [letter.sender_no]
        assert complete("member", "nomor", "B-235") == []

    def test_institutions_begin_with_any_of_their_words_and_come_out_of_read_documents(self, archive, complete):
        for typed in ("kantor", "KANTOR per", "Pertanahan"):
            assert complete("reader", "instansi", typed) == ["Kantor Pertanahan"], typed
        assert complete("reader", "instansi", "tanah") == []
        for name in ("member", "stranger", ""):
            assert complete(name, "instansi", "kantor") == [], name
        assert complete("head", "instansi", "amplop") == []

    def test_years_are_those_of_read_documents(self, archive, complete):
        year = str(archive.now.year)
        assert complete("reader", "tahun", "") == complete("reader", "tahun", year[:3]) == [year]
        assert complete("reader", "tahun", "19") == []

    def test_what_hidden_documents_alone_meet_is_like_what_nobody_meets(self, archive, complete):
        asked = [("nomor", "ZZ-77"), ("instansi", "kehutanan"), ("instansi", "ke"), ("tahun", "20"), ("nomor", "dm")]
        before = [complete("reader", *each) for each in asked]
        for number in range(2 * MOST):
            page = archive.case(f"hidden{number}", parent=archive.blocked, agenda_no=f"ZZ-77{number}/2026")
            archive.report(page, institution=f"Dinas Kehutanan {number}")
            page.save()
        outbox.drain()
        assert Completion.objects.filter(key__startswith="kehutanan").count() == 2 * MOST
        assert [complete("reader", *each) for each in asked] == before

    def test_nothing_else_is_completed(self, complete):
        for field, typed in NOTHING:
            assert complete("head", field, typed) == [], (field, typed[:20])

    def test_at_most_so_many_and_each_once(self, archive, complete):
        for number in range(2 * MOST):
            page = archive.case(f"more{number}")
            archive.report(page, institution="Dinas Sosial")
            page.save()
        outbox.drain()
        assert complete("reader", "instansi", "dinas") == ["Dinas Sosial"]
        assert len(complete("reader", "nomor", "dm")) == MOST

    def test_they_follow_the_document(self, archive, complete):
        letter = archive.pages["letter"]
        letter.save()
        outbox.drain()
        assert complete("reader", "instansi", "kantor") == ["Kantor Pertanahan"]
        letter.sender = "Badan Pangan"
        letter.save()
        outbox.drain()
        assert complete("reader", "instansi", "kantor") == []
        assert complete("reader", "instansi", "pangan") == ["Badan Pangan"]
        BasePage.objects.filter(pk=letter.pk).update(level=Level.SANGAT_RAHASIA)
        assert complete("reader", "instansi", "pangan") == []
        letter.delete()
        assert not Completion.objects.filter(page_id=letter.pk).exists()

    def test_the_box_asks_by_post_alone(self, archive, client):
        client.force_login(archive.people["reader"])
        assert client.get(ADDRESS, {"bidang": "nomor", "awal": "dm"}).status_code == 405
        answer = client.post(ADDRESS, {"bidang": "instansi", "awal": "kantor"})
        assert answer.json() == {"isian": ["Kantor Pertanahan"]}
        assert "private" in answer["Cache-Control"] or "no-store" in answer["Cache-Control"]
        for given in ({}, {"bidang": "nomor"}, {"bidang": "pengadu", "awal": "siti"}):
            assert client.post(ADDRESS, given).json() == {"isian": []}
        page = client.get("/cari/").content.decode()
        assert f'data-complete-url="{ADDRESS}"' in page and '<option value="instansi:"' in page
        assert 'value="pengadu:"' not in page
