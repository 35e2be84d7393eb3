"""Versions and history tabs: each reader gets what he may read, drafts and grants not among it."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dumas_docs.access import audit
from dumas_docs.actions.clear_wording import keep_cleared
from dumas_docs.actions.mark_persons import mark_persons
from dumas_docs.actions.set_level import set_level
from dumas_docs.enums import Level
from dumas_docs.models import ComplainantIdentity, Complaint
from dumas_docs.selectors.comparison import changes_between
from tests.reading.office import NAME


def with_three_versions(office):
    """Final, final with another text, then a draft that is not final."""
    case = office.case(handler="analis")
    case.chronology = "Kronologi-kedua."
    case.save_revision(user=office.people["analis"]).publish()
    keep_cleared(case, by=None, now=office.now)
    case.chronology = "Kronologi-belum-final."
    case.save_revision(user=office.people["analis"])
    return Complaint.objects.get(pk=case.pk), list(case.revisions.order_by("created_at", "pk"))


def test_readers_of_final_texts_get_final_versions_only(office, enter, trail):
    case, (first, second, draft) = with_three_versions(office)
    reader, handler = enter("pembaca"), enter("analis")
    listed = reader.get(f"/naskah/{case.pk}/versi/").content.decode()
    assert f"/versi/{first.pk}/" in listed and f"/versi/{second.pk}/" in listed
    assert f"/versi/{draft.pk}/" not in listed
    assert f"/versi/{draft.pk}/" in handler.get(f"/naskah/{case.pk}/versi/").content.decode()
    assert "Kronologi-panjang." in reader.get(f"/naskah/{case.pk}/versi/{first.pk}/").content.decode()
    assert reader.get(f"/naskah/{case.pk}/versi/{draft.pk}/").status_code == 404
    assert reader.get(f"/naskah/{case.pk}/versi/{second.pk}/{draft.pk}/").status_code == 404
    assert "Kronologi-belum-final." in handler.get(f"/naskah/{case.pk}/versi/{draft.pk}/").content.decode()
    assert trail("naskah.dibaca", page_id=case.pk, data__revision=draft.pk) == 1


def test_a_comparison_shows_words_that_came_and_went(office, enter):
    case, (first, second, _draft) = with_three_versions(office)
    text = enter("pembaca").get(f"/naskah/{case.pk}/versi/{first.pk}/{second.pk}/").content.decode()
    assert "<del>panjang.</del>" in text and "<ins>kedua.</ins>" in text


def test_identities_are_never_compared_in_words(office, enter):
    case = office.case(handler="analis")
    case.complainants = [ComplainantIdentity(full_name="Nama Pengganti", address="Jalan Baru")]
    case.save_revision().publish()
    first, second = case.revisions.order_by("created_at", "pk")
    changed = changes_between(case.with_content_json(first.content), case.with_content_json(second.content))
    assert [change.hidden for change in changed] == [True]
    text = enter("analis").get(f"/naskah/{case.pk}/versi/{first.pk}/{second.pk}/").content.decode()
    assert "bagian ini tidak dibandingkan" in text
    for secret in (NAME, "Nama Pengganti", "Jalan Baru"):
        assert secret not in text
        assert secret not in enter("analis").get(f"/naskah/{case.pk}/versi/{second.pk}/").content.decode()


def test_saving_again_without_a_change_is_no_change(office):
    case = office.case()
    case.save_revision()
    first, second = case.revisions.order_by("created_at", "pk")
    assert changes_between(case.with_content_json(first.content), case.with_content_json(second.content)) == []


def test_a_version_belongs_to_its_page(office, enter):
    mine, other = office.case(handler="analis"), office.case(level=Level.RAHASIA)
    revision = other.revisions.get()
    for address in (f"{revision.pk}/", f"{revision.pk}/{revision.pk}/", f"{2**62}/"):
        assert enter("analis").get(f"/naskah/{mine.pk}/versi/{address}").status_code == 404


@pytest.mark.parametrize("username", ["analis", "orang_luar"])
@pytest.mark.parametrize("tab", ["versi", "riwayat", "berkas"])
def test_tabs_are_for_readers(office, enter, trail, username, tab):
    case = office.case()
    hidden = enter(username).get(f"/naskah/{case.pk}/{tab}/")
    assert hidden.status_code == enter(username).get(f"/naskah/999999/{tab}/").status_code == 404
    assert trail("naskah.ditolak", refused=True, page_id=case.pk) == 1
    assert enter("pembaca").get(f"/naskah/{case.pk}/{tab}/").status_code == 200


def test_the_history_tells_who_did_what_and_why(office, enter):
    case = office.case(level=Level.RAHASIA)
    set_level(page=case, level=Level.TERBATAS, by=office.people["asdep"], now=office.now, reason="Sudah ditelaah.")
    text = enter("pembaca").get(f"/naskah/{case.pk}/riwayat/").content.decode()
    for words in ("Asisten Deputi mengubah tingkat keamanan", "RAHASIA → TERBATAS", "Sudah ditelaah."):
        assert words in text
    again = enter("pembaca").get(f"/naskah/{case.pk}/riwayat/?bacaan=1").content.decode()
    assert "Staf ahli membaca riwayat" in again and "Staf ahli membaca riwayat" not in text


def test_grants_and_refusals_are_for_those_who_share(office, enter):
    case = office.case(handler="analis")
    audit.record(verb="naskah.ditolak", by=office.people["orang_luar"], page=case, refused=True)
    reader = enter("pembaca").get(f"/naskah/{case.pk}/riwayat/?bacaan=1").content.decode()
    assert "memberi peran" not in reader and "Pegawai unit lain" not in reader
    head = enter("asdep").get(f"/naskah/{case.pk}/riwayat/?bacaan=1").content.decode()
    assert "memberi peran" in head and "Penangan kasus – Analis" in head
    assert "Pegawai unit lain ditolak membuka naskah" in head


def test_refusals_of_one_day_are_one_line_and_push_nothing_away(office, enter):
    case = office.case(handler="analis")
    for _ in range(7):
        audit.record(verb="naskah.ditolak", by=office.people["orang_luar"], page=case, refused=True)
    audit.record(verb="naskah.ditolak", by=office.people["analis"], page=case, refused=True)
    head = enter("asdep").get(f"/naskah/{case.pk}/riwayat/").content.decode()
    assert head.count("Pegawai unit lain ditolak membuka naskah") == 1
    assert "7 kali pada tanggal itu" in head
    assert head.count("ditolak membuka naskah") == 2


def test_why_identities_were_opened_is_told_to_those_who_may_see_them(office, enter):
    case = office.case(level=Level.TERBATAS, handler="analis")
    for username in ("analis", "kabid"):
        enter(username).post(f"/naskah/{case.pk}/identitas/", {"reason": f"Memeriksa {NAME}."})
    held = office.text_file(case)
    judged = {"validity": "RAGU", "reason": f"Bukan tulisan {NAME}."}
    enter("analis").post(f"/naskah/{case.pk}/berkas/berkas/{held.pk}/nilai/", judged)
    address = f"/naskah/{case.pk}/riwayat/"
    reader = enter("pembaca").get(address).content.decode()
    assert "Analis membuka identitas" in reader and NAME not in reader
    supervisor = enter("kabid").get(address).content.decode()
    assert f"Memeriksa {NAME}." in supervisor and f"Bukan tulisan {NAME}." in supervisor


def test_a_decision_about_a_hidden_case_is_no_part_of_the_history(office, enter):
    case, hidden = office.case(), office.case(level=Level.RAHASIA)
    data = {"other": hidden.pk, "kind": "TERKAIT", "accepted": True}
    audit.record(verb="naskah.dikaitkan", by=office.people["asdep"], page=case, data=data)
    address = f"/naskah/{case.pk}/riwayat/"
    assert "memutuskan" not in enter("pembaca").get(address).content.decode()
    assert "memutuskan" in enter("asdep").get(address).content.decode()


def test_the_fingerprint_of_a_withheld_file_is_for_those_who_may_open_it(office, enter):
    case = office.case(level=Level.TERBATAS)
    held = office.text_file(case)
    enter("kabid").get(held.url)
    address, digest = f"/naskah/{case.pk}/riwayat/?bacaan=1", held.sha256[:12]
    reader = enter("pembaca").get(address).content.decode()
    assert "menambah berkas" in reader and digest not in reader
    assert digest in enter("kabid").get(address).content.decode()
    mark_persons(held=held, names_person=False, by=office.people["kabid"], now=office.now)
    assert digest in enter("pembaca").get(address).content.decode()


def test_who_asks_for_the_address_of_a_hidden_document_is_recorded(office, enter, trail):
    case = office.case(level=Level.RAHASIA)
    assert enter("analis").get(case.url).status_code == 404
    assert trail("naskah.ditolak", refused=True, page_id=case.pk, actor=office.people["analis"]) == 1
    assert enter("analis").get(f"{case.url}tidak-ada/").status_code == 404
    assert enter("").get(case.url).status_code in (302, 404)
    assert trail("naskah.ditolak") == 2


@pytest.mark.parametrize(
    "door", ["/naskah/{page}/riwayat/", "/penyuntingan/pages/{page}/edit/", "/berkas/{file}/", "{path}"]
)
def test_what_is_hidden_and_what_never_was_take_the_same_work(office, enter, door):
    """Were only one of them recorded, the time of the answer would tell them apart."""
    case = office.case(level=Level.RAHASIA)
    held, client = office.text_file(case), enter("pembaca")
    absent = case.url.replace(case.slug, "dm-2026-999999")
    hidden = {"page": case.pk, "file": held.pk, "path": case.url}
    never = {"page": 987654, "file": 987654, "path": absent}
    writes = []
    for ids in (hidden, never, hidden, never):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(door.format(**ids)).status_code == 404
        changes = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE"))]
        writes.append([re.match(r'\w+ (?:INTO )?"(\w+)"', sql)[1] for sql in changes])
    assert writes[2] == writes[3] and "dumas_docs_auditentry" in writes[3]
