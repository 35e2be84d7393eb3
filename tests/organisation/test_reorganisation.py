"""A change of the organisation: previewed in numbers, confirmed by decree, in force at midnight, catching up."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from dumas_docs.access import grants
from dumas_docs.access.selectors import verbs_on
from dumas_docs.actions import begin_day as midnight
from dumas_docs.actions.begin_day import begin_day
from dumas_docs.actions.preview_reorganisation import preview_handover
from dumas_docs.actions.reorganise import (
    DayHasCome,
    GoesInCircles,
    IsConfirmed,
    MovesAlready,
    NothingChanges,
    SharedPosition,
    confirm_reorganisation,
    prepare_reorganisation,
)
from dumas_docs.models import AuditEntry, BasePage, Cause, Disposition, DispositionRecipient
from tests.chains.chain_office import ChainOffice
from workflows.engine.acting import waiting_for
from workflows.models import Appointment, OfficeDay, Position, Reorganisation, ReorganisationLine, Unit
from workflows.selectors import holders

pytestmark = pytest.mark.django_db
SECRET = "ZQRAHASIABENAR"


@pytest.fixture
def office(db) -> ChainOffice:
    return ChainOffice()


@pytest.fixture
def admin(db):
    return get_user_model().objects.create(username="admin", is_superuser=True)


def day(days: int = 0) -> date:
    return timezone.localdate() + timedelta(days=days)


def at(days: int, hour: int, minute: int) -> datetime:
    return timezone.make_aware(datetime.combine(day(days), time(hour, minute)))


def fresh(page) -> BasePage:
    return BasePage.objects.get(pk=page.pk)


def draft(by, *lines: dict, on: date | None = None) -> Reorganisation:
    change = Reorganisation(name="Bidang dipecah", takes_effect_on=on or day(3))
    return prepare_reorganisation(
        change=change, lines=[ReorganisationLine(**line) for line in lines], by=by, now=timezone.now()
    )


def confirm(change: Reorganisation, by, decree_no: str = "SK-9") -> None:
    confirm_reorganisation(change=change, decree_no=decree_no, foreseen={}, by=by, now=timezone.now())


def holder(office, code: str, person=None, kind: str = "DEFINITIF") -> dict:
    return {
        "kind": "GANTI_PEJABAT", "position": office.positions[code], "person": person, "appointment_kind": kind,
    }  # fmt: skip


def test_rights_change_at_midnight_without_any_run_and_steps_follow(office, admin):
    letter = office.letter()
    office.hand_in(letter)
    old, new = office.people["kasubid"], get_user_model().objects.create(username="baru", first_name="Pejabat Baru")
    change = draft(admin, holder(office, "kasubid", new))
    found = preview_handover(change, user=admin)
    (row,) = found.sections[0].rows
    assert (row.before, row.after, row.count, row.known) == ("Kasubid", "Pejabat Baru", 1, [])
    assert Appointment.objects.filter(person=new).count() == 0  # looking changes nothing
    confirm(change, admin)
    last, first = day(2), day(3)
    assert "approve" in verbs_on(old, fresh(letter), on=last) and "approve" not in verbs_on(new, fresh(letter), on=last)
    assert "approve" in verbs_on(new, fresh(letter), on=first)
    assert not verbs_on(old, fresh(letter), on=first)
    assert list(waiting_for(new, on=first)) == [office.waits(letter)] and not waiting_for(old, on=first)
    entry = AuditEntry.objects.get(verb="organisasi.diubah")
    assert entry.reason == "SK-9" and entry.data["lines"][0]["position"] == "kasubid"


def test_a_request_at_one_past_midnight_has_the_new_rights(office, admin, client, monkeypatch):
    letter = office.letter()
    office.hand_in(letter)
    old, new = office.people["kasubid"], get_user_model().objects.create(username="baru", first_name="Pejabat Baru")
    confirm(draft(admin, holder(office, "kasubid", new), on=day(1)), admin)
    address = fresh(letter).url
    answers = {}
    for moment in (at(0, 23, 59), at(1, 0, 1)):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        for person in (old, new):
            client.force_login(person)
            answers[moment.minute, person.username] = client.get(address).status_code
    assert answers == {(59, old.username): 200, (59, "baru"): 404, (1, old.username): 404, (1, "baru"): 200}


def test_a_vacancy_is_foreseen_said_and_never_skipped(office, admin):
    letter = office.letter()
    office.hand_in(letter)
    begin_day(now=timezone.now())
    change = draft(admin, holder(office, "kasubid"))
    found = preview_handover(change, user=admin)
    assert (found.sections[0].count, found.vacant) == (1, 1)
    confirm(change, admin)
    assert office.waits(letter).problem == ""
    begun = begin_day(now=at(5, 0, 1))  # nothing ran for two days
    assert (begun.days, begun.changes, begun.steps) == (5, 1, 1)
    assert (office.waits(letter).problem, office.waits(letter).position) == ("KOSONG", None)
    assert begin_day(now=at(5, 0, 2)).days == 0
    assert Reorganisation.objects.get().carried_out_at == at(5, 0, 1)
    assert AuditEntry.objects.filter(verb="organisasi.berlaku", reason="SK-9").count() == 1


def test_midnight_is_the_office_s(office, admin):
    OfficeDay.objects.create(pk=1, carried_out=day())
    before, after = at(0, 23, 59), at(1, 0, 0)
    with timezone.override("Pacific/Honolulu"):
        assert begin_day(now=before).days == 0
        assert begin_day(now=after).days == 1


def test_a_unit_is_split(office, admin):
    """The Kasubid moves into a new unit that continues the old one; its letters go on with him, at once and after."""
    new = Unit.objects.create(code="subbid-a", name="Subbid A", parent=office.units["bidang"])
    letter = office.letter()
    office.hand_in(letter)
    kasubid = office.positions["kasubid"]
    change = draft(
        admin,
        {"kind": "PINDAH_UNIT", "position": kasubid, "to_unit": new},
        {"kind": "UNIT_DILANJUTKAN", "unit": office.units["subbid"], "to_unit": new},
    )
    assert preview_handover(change, user=admin).count == 0
    confirm(change, admin)
    asked = {"role_code": "subdivision_head", "unit": Unit.objects.get(code="subbid")}
    for on in (day(2), day(3)):
        (held,) = holders(**asked, on=on)
        assert held.position == kasubid
    begin_day(now=at(3, 0, 1))
    assert Position.objects.get(pk=kasubid.pk).unit == new
    assert (office.waits(letter).position, office.waits(letter).problem) == (kasubid, "")
    assert "approve" in verbs_on(office.people["kasubid"], fresh(letter), on=day(3))


def test_who_leaves_a_unit_leaves_its_documents_and_its_steps(office, admin):
    grants.give(
        page=office.folder, role="supervisor", to=office.positions["kabid"].group, cause=Cause.ORGANISASI,
        now=timezone.now(),
    )  # fmt: skip
    BasePage.objects.filter(pk=office.folder.pk).update(unit=office.units["bidang"])
    elsewhere = Unit.objects.create(code="lain", name="Unit lain", parent=office.units["ksn"])
    letter = office.letter()
    office.hand_in(letter)
    kabid = office.people["kabid"]
    change = draft(admin, {"kind": "PINDAH_UNIT", "position": office.positions["kabid"], "to_unit": elsewhere})
    found = preview_handover(change, user=admin)
    assert found.rights == 1 and found.sections[0].count == 0  # it waits for the Kasubid
    confirm(change, admin)
    assert "read" in verbs_on(kabid, fresh(office.folder), on=day(2))
    assert not verbs_on(kabid, fresh(office.folder), on=day(3))


def test_dispositions_pass_to_the_new_holder_and_say_when_there_is_none(office, admin):
    page = fresh(office.folder)
    sheet = Disposition.objects.create(
        page=page, from_position=office.positions["asdep"], given_by=office.people["asdep"], given_as="Asdep",
        given_at=timezone.now(), instructions=["TELAAH"], level=0,
    )  # fmt: skip
    DispositionRecipient.objects.create(page=page, disposition=sheet, position=office.positions["kabid"])
    change = draft(admin, holder(office, "kabid", office.people["analis"]))
    (row,) = preview_handover(change, user=admin).sections[1].rows
    assert (row.before, row.after) == ("Kabid", "Analis")
    vacant = draft(admin, holder(office, "kabid"))
    assert preview_handover(vacant, user=admin).sections[1].vacant == 1


def test_what_cannot_be_is_refused(office, admin):
    with pytest.raises(NothingChanges):
        draft(admin)
    with pytest.raises(DayHasCome):
        draft(admin, holder(office, "kabid"), on=day())
    change = draft(admin, holder(office, "kabid"))
    confirm(change, admin)
    for again in (lambda: confirm(change, admin), lambda: prepare_reorganisation(
        change=change, lines=[ReorganisationLine(**holder(office, "kabid"))], by=admin, now=timezone.now()
    )):  # fmt: skip
        with pytest.raises(IsConfirmed):
            again()
    office.appoint("agendaris")
    bidang, subbid = office.units["bidang"], office.units["subbid"]
    for lines, fault in (
        ([holder(office, "agendaris", office.people["analis"])], SharedPosition),
        ([{"kind": "PINDAH_UNIT", "position": office.positions["kasubid"], "to_unit": subbid}], MovesAlready),
        ([{"kind": "UNIT_DILANJUTKAN", "unit": bidang, "to_unit": bidang}], GoesInCircles),
        ([holder(office, "kasubid"), holder(office, "kasubid")], GoesInCircles),
    ):
        with pytest.raises(fault):
            confirm(draft(admin, *lines), admin)


def test_the_page_shows_numbers_only_confirms_once_and_tells_when_something_moved(office, admin, client):
    client.force_login(admin)
    letter = office.letter(level=2)
    BasePage.objects.filter(pk=letter.pk).update(draft_title=SECRET)
    type(letter).objects.filter(pk=letter.pk).update(subject=SECRET)
    office.hand_in(type(letter).objects.get(pk=letter.pk))
    form = {
        "name": "Kasubid berganti", "takes_effect_on": day(1).strftime("%d-%m-%Y"), "baris-TOTAL_FORMS": "2",
        "baris-INITIAL_FORMS": "0", "baris-0-kind": "GANTI_PEJABAT", "baris-0-position": office.positions["kasubid"].pk,
        "baris-0-person": office.people["analis-2"].pk, "baris-0-appointment_kind": "DEFINITIF", "baris-1-kind": "",
    }  # fmt: skip
    assert client.post(reverse("perubahan-organisasi:add"), {**form, "baris-0-position": ""}).context["lines"].errors
    page = client.post(reverse("perubahan-organisasi:add"), form, follow=True)
    text = page.content.decode()
    assert "<strong>1</strong> langkah persetujuan yang sedang berjalan" in text
    assert SECRET not in text and letter.title not in text
    change = Reorganisation.objects.get()
    address = reverse("perubahan-organisasi:confirm", args=[change.pk])
    stale = client.post(address, {"decree_no": "SK-1", "seen": "lama"}).content.decode()
    assert "Ada yang berubah sejak Anda melihatnya" in stale
    assert "error-message" in client.post(address, {"seen": page.context["handover"].token}).content.decode()
    done = client.post(address, {"decree_no": "SK-1", "seen": page.context["handover"].token}, follow=True)
    assert "Sudah disahkan" in done.content.decode()
    change.refresh_from_db()
    assert change.foreseen["steps"] == {"count": 1, "vacant": 0} and change.confirmed_by == admin
    assert "tidak diubah lagi" in client.get(reverse("perubahan-organisasi:edit", args=[change.pk])).content.decode()
    client.post(reverse("perubahan-organisasi:delete", args=[change.pk]))
    assert Reorganisation.objects.exists()


def test_run_office_does_everything_and_one_failure_stops_nothing_else(office, admin, monkeypatch):
    letter = office.letter()
    office.hand_in(letter)
    Appointment.objects.filter(position=office.positions["kasubid"]).update(ends_on=day(-1))
    out = io.StringIO()
    call_command("run_office", stdout=out)
    assert office.waits(letter).problem == "KOSONG"
    assert OfficeDay.objects.get().carried_out == day()
    OfficeDay.objects.update(carried_out=day(-3))

    def broken(**_rest):
        raise RuntimeError("disk full")

    monkeypatch.setattr(midnight, "_note_changes", broken)
    with pytest.raises(CommandError, match="organisation"):
        call_command("run_office", stdout=out)
    assert OfficeDay.objects.get().carried_out == day(-3)  # the next run makes up for it
    monkeypatch.undo()
    call_command("run_office", stdout=out)
    assert OfficeDay.objects.get().carried_out == day()
    assert out.getvalue().count("Pengingat") == 3
