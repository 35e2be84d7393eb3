"""Moving, deleting drafts, voiding numbers, and showing standards to the public."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dumas_docs.access import grants
from dumas_docs.access.pointers import audit_pointers
from dumas_docs.access.scope import local_today, person_scope
from dumas_docs.access.selectors import verbs_on
from dumas_docs.actions.delete_draft import MayNotDelete, StillReferenced, delete_draft
from dumas_docs.actions.ensure_folder import ensure_year_folder
from dumas_docs.actions.move_page import (
    ChangesAccessBeyondOwn,
    MayNotMove,
    MoveNeedsReason,
    NumberTakenThere,
    move_page,
)
from dumas_docs.actions.publicity import (
    ComponentsMissing,
    MayNotPublish,
    NotForThePublic,
    publish_to_public,
    withdraw_from_public,
)
from dumas_docs.actions.void_number import MayNotVoid, NumberAlreadyVoid, VoidNeedsReason, void_number
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, Cause, Folder, FolderPurpose, Register, RegisterEntry, RelatedCase
from dumas_docs.selectors.places import places_for
from workflows.models import Unit


def other_unit(office, *heads: str) -> Folder:
    unit = Unit.objects.create(code="biro-tu", name="Biro Tata Usaha", letter_code="TU")
    folder = BasePage.objects.get(pk=office.archive.pk).add_child(
        instance=Folder(title="Biro TU", slug="biro-tu", unit=unit, purpose=FolderPurpose.UNIT)
    )
    for username in heads:
        office.grant(folder, "head", username)
    office.grant(folder, "reader", "orang_luar")
    return ensure_year_folder(unit=unit, register="pengaduan", year=2026)


# --- Moving ---


def test_a_moved_case_belongs_to_its_new_place(office, enter, trail):
    case, there = office.case(), other_unit(office, "asdep")
    letter = office.letter(case)
    answer = enter("asdep").post(f"/naskah/{case.pk}/pindah/", {"place": there.pk, "reason": "Salah unit."})
    assert answer.status_code == 302
    moved = BasePage.objects.get(pk=case.pk)
    assert moved.get_parent().pk == there.pk
    assert moved.unit.code == BasePage.objects.get(pk=letter.pk).unit.code == "biro-tu"
    assert "read" in verbs_on(office.people["orang_luar"], moved)
    assert "see" not in verbs_on(office.people["pembaca"], moved)
    assert trail("naskah.dipindah", page_id=case.pk, reason="Salah unit.") == 1
    assert list(audit_pointers()) == []


def test_every_place_that_is_offered_takes_the_document(office, enter):
    """However many there are, the list asks the database a constant number of times."""
    case, there = office.case(), other_unit(office, "asdep")
    clash = other_register(office, there)
    clash.add_child(instance=Folder(title="x", slug=case.slug))
    cases = [office.case(handler="analis") for _ in range(2)]
    with CaptureQueriesContext(connection) as few, person_scope(office.people["asdep"]):
        offered = places_for(office.letter(case), user=office.people["asdep"], on=local_today())
    assert {there.pk, cases[0].pk, cases[1].pk} <= {place.pk for place, _way in offered}
    with person_scope(office.people["asdep"]):
        places = {place.pk for place, _way in places_for(case, user=office.people["asdep"], on=local_today())}
    assert there.pk in places and clash.pk not in places
    for _ in range(4):
        office.case(handler="kabid")
    with CaptureQueriesContext(connection) as many, person_scope(office.people["asdep"]):
        places_for(office.letter(case), user=office.people["asdep"], on=local_today())
    assert len(many) <= len(few)


def other_register(office, year: Folder) -> Folder:
    """Another folder beside `year`, with the same people."""
    parent = BasePage.objects.get(pk=year.get_parent().pk)
    return parent.add_child(instance=Folder(title="Lain", slug="lain"))


def test_a_place_one_may_not_add_to_is_no_place(office, enter, trail):
    case, there = office.case(), other_unit(office, "kabid")
    for place in (there.pk, case.pk, 2**40, 2**70, "x", ""):
        answer = enter("asdep").post(f"/naskah/{case.pk}/pindah/", {"place": place})
        assert answer.status_code == 422, place
    assert BasePage.objects.get(pk=case.pk).get_parent().pk == office.year.pk
    assert trail("naskah.dipindah") == 0
    with pytest.raises(MayNotMove):
        move_page(page=case, to=there, by=office.people["asdep"], now=office.now)


def test_the_same_number_there_stops_the_move(office, enter):
    case, there = office.case(), other_unit(office, "asdep")
    there.add_child(instance=Folder(title="x", slug=case.slug))
    answer = enter("asdep").post(f"/naskah/{case.pk}/pindah/", {"place": there.pk, "reason": "Salah unit."})
    assert answer.status_code == 422
    with pytest.raises(NumberTakenThere):
        move_page(page=case, to=there, by=office.people["asdep"], now=office.now, reason="Salah unit.")


def test_a_move_changes_no_access_beyond_ones_own(office, enter, trail):
    """A supervisor who is head elsewhere would gain the levels there, and the head of here would lose the case."""
    case, there = office.case(), other_unit(office, "kabid")
    answer = enter("kabid").post(f"/naskah/{case.pk}/pindah/", {"place": there.pk, "reason": "Salah unit."})
    assert answer.status_code == 422
    assert f'value="{there.pk}"' not in enter("kabid").get(f"/naskah/{case.pk}/pindah/").content.decode()
    with pytest.raises(ChangesAccessBeyondOwn):
        move_page(page=case, to=there, by=office.people["kabid"], now=office.now, reason="Salah unit.")
    assert "set_level" not in verbs_on(office.people["kabid"], BasePage.objects.get(pk=case.pk))
    assert "share" in verbs_on(office.people["asdep"], BasePage.objects.get(pk=case.pk))
    assert trail("naskah.dipindah") == 0


def test_secret_documents_keep_somebody_who_shares_them(office):
    case, there = office.case(), other_unit(office)
    office.grant(there, "contributor", "asdep")
    with pytest.raises(ChangesAccessBeyondOwn):
        move_page(page=case, to=there, by=office.people["asdep"], now=office.now, reason="Salah unit.")


def test_a_move_has_a_reason_from_restricted_on(office, enter):
    case, there = office.case(), other_unit(office, "asdep")
    with pytest.raises(MoveNeedsReason):
        move_page(page=case, to=there, by=office.people["asdep"], now=office.now, reason=" ")
    assert enter("asdep").post(f"/naskah/{case.pk}/pindah/", {"place": there.pk}).status_code == 422


def test_a_letter_takes_over_the_level_of_a_stricter_case(office):
    letter, strict = office.letter(office.case()), office.case(level=Level.RAHASIA)
    move_page(page=letter, to=strict, by=office.people["asdep"], now=office.now, reason="Satu perkara.")
    moved = BasePage.objects.get(pk=letter.pk)
    assert (moved.level, moved.get_parent().pk) == (Level.RAHASIA, strict.pk)


@pytest.mark.parametrize("username", ["analis", "pembaca", "agendaris", "orang_luar"])
def test_who_may_not_share_does_not_move(office, enter, trail, username):
    case, there = office.case(), other_unit(office)
    assert enter(username).get(f"/naskah/{case.pk}/pindah/").status_code == 404
    assert enter(username).post(f"/naskah/{case.pk}/pindah/", {"place": there.pk}).status_code == 404
    assert BasePage.objects.get(pk=case.pk).get_parent().pk == office.year.pk
    assert trail("naskah.dipindah") == 0


# --- Deleting drafts and voiding numbers ---


def test_a_deleted_draft_leaves_a_void_number(office, enter, trail):
    letter = office.letter(office.case(handler="analis"), final=False)
    client = enter("analis")
    address = f"/naskah/{letter.pk}/hapus/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": " "}).status_code == 422
    assert BasePage.objects.filter(pk=letter.pk).exists()
    assert client.post(address, {"reason": "Salah alamat."}).status_code == 302
    assert not BasePage.objects.filter(pk=letter.pk).exists()
    entry = RegisterEntry.objects.get(text=letter.title)
    assert (entry.void_reason, entry.void_by, entry.document_id) == ("Salah alamat.", office.people["analis"], None)
    assert trail("nomor.batal", data__number=letter.title) == trail("naskah.dihapus", page_id=letter.pk) == 1
    assert client.get(address).status_code == 404
    assert office.letter(office.case(), final=False).title != letter.title


def test_what_was_final_or_belongs_to_others_stays(office, enter, trail):
    case = office.case(handler="analis")
    final, draft = office.letter(case), office.letter(case, final=False)
    for username, page in (("analis", case), ("analis", final), ("pembaca", draft), ("orang_luar", draft)):
        answer = enter(username).post(f"/naskah/{page.pk}/hapus/", {"reason": "Tidak perlu."})
        assert answer.status_code == 404, (username, page)
        assert BasePage.objects.filter(pk=page.pk).exists()
        with pytest.raises(MayNotDelete):
            delete_draft(page=page, by=office.people[username], now=office.now, reason="Tidak perlu.")
    assert trail("naskah.dihapus") == trail("nomor.batal") == 0


def test_a_draft_others_refer_to_stays(office):
    case, draft = office.case(), office.case(handler="analis")
    BasePage.objects.filter(pk=draft.pk).update(live=False, first_published_at=None)
    RelatedCase.objects.create(complaint=case, other=draft)
    with pytest.raises(StillReferenced):
        delete_draft(page=draft, by=office.people["analis"], now=office.now, reason="Salah.")
    assert not RegisterEntry.objects.get(document_id=draft.pk).is_void


def test_a_case_that_is_worked_on_keeps_its_number(office, enter):
    """What was registered by mistake loses its number while nobody works on it (test_registers.py)."""
    case = office.case(handler="analis", state="DITELAAH")
    entry = RegisterEntry.objects.get(document_id=case.pk)
    for username in ("asdep", "kabid"):
        with pytest.raises(MayNotVoid):
            void_number(entry=entry, by=office.people[username], now=office.now, reason="Salah.")
        assert "Batalkan nomor" not in enter(username).get(case.url).content.decode()


def test_voiding_a_number(office, trail):
    letter = office.letter(office.case(handler="analis"))
    entry = RegisterEntry.objects.get(document_id=letter.pk)
    for username in ("pembaca", "analis"):  # he edits the letter, but does not answer for it
        with pytest.raises(MayNotVoid):
            void_number(entry=entry, by=office.people[username], now=office.now, reason="x")
    with pytest.raises(VoidNeedsReason):
        void_number(entry=entry, by=office.people["asdep"], now=office.now, reason=" ")
    void_number(entry=entry, by=office.people["asdep"], now=office.now, reason="Surat ditarik.")
    with pytest.raises(NumberAlreadyVoid):
        void_number(entry=entry, by=office.people["asdep"], now=office.now, reason="Lagi.")
    entry.refresh_from_db()
    assert entry.void_reason == "Surat ditarik." and trail("nomor.batal") == 1
    assert Register.objects.get(code="konsep-surat").last_number == 1


# --- Publicity ---


def test_publishing_takes_approve_and_all_components(office, enter, trail):
    complete, incomplete = office.standard(), office.standard(complete=False)
    for username in ("kabid", "orang_luar"):
        assert enter(username).post(f"/naskah/{complete.pk}/publik/", {"public": "1"}).status_code == 404
        with pytest.raises(MayNotPublish):
            publish_to_public(page=complete, by=office.people[username], now=office.now)
    answer = enter("asdep").post(f"/naskah/{incomplete.pk}/publik/", {"public": "1"})
    assert answer.status_code == 422 and "Biaya" in answer.content.decode()
    with pytest.raises(ComponentsMissing):
        publish_to_public(page=incomplete, by=office.people["asdep"], now=office.now)
    assert not BasePage.objects.filter(is_public=True, depth__gte=4).exists() and trail("naskah.diumumkan") == 0
    assert enter("asdep").post(f"/naskah/{complete.pk}/publik/", {"public": "1"}).status_code == 302
    assert enter("").get(complete.url).status_code == 200
    assert trail("naskah.diumumkan", page_id=complete.pk) == 1
    enter("asdep").post(f"/naskah/{complete.pk}/publik/", {"public": "0", "reason": "Direvisi."})
    assert enter("").get(complete.url).status_code == 404
    assert trail("naskah.ditarik", reason="Direvisi.") == 1


def test_cases_and_drafts_are_never_public(office, enter):
    case, standard = office.case(level=Level.TERBATAS), office.standard()
    BasePage.objects.filter(pk=standard.pk).update(live=False)
    standard.refresh_from_db()
    assert enter("asdep").post(f"/naskah/{case.pk}/publik/", {"public": "1"}).status_code == 404
    assert enter("asdep").post(f"/naskah/{standard.pk}/publik/", {"public": "1"}).status_code == 404
    for page in (case, standard):
        with pytest.raises(NotForThePublic):
            publish_to_public(page=page, by=office.people["asdep"], now=office.now)
    with pytest.raises(MayNotPublish):
        withdraw_from_public(page=standard, by=office.people["orang_luar"], now=office.now)


def test_a_right_that_ended_between_form_and_answer(office, enter):
    standard = office.standard()
    cause = grants.give(page=standard, role="head", to=office.people["orang_luar"], cause=Cause.BERBAGI, now=office.now)
    client = enter("orang_luar")
    assert client.get(f"/naskah/{standard.pk}/publik/").status_code == 200
    grants.revoke(cause=cause, now=office.now)
    assert client.post(f"/naskah/{standard.pk}/publik/", {"public": "1"}).status_code == 404
    assert not BasePage.objects.get(pk=standard.pk).is_public
