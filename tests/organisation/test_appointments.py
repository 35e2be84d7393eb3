"""Appointments and substitutes by the administrator: what is refused, what is on record, rights by the day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from dumas_docs.access.selectors import verbs_on
from dumas_docs.actions.appoint import HasPassed, appoint, end_appointment
from dumas_docs.actions.follow_positions import follow_roles
from dumas_docs.actions.name_substitute import end_substitute, name_substitute
from dumas_docs.models import AuditEntry, BasePage
from tests.chains.chain_office import ChainOffice
from workflows.models import Appointment, AppointmentKind, ClockNotice, Position, StepState, Substitute
from workflows.selectors import people_out_of_office

pytestmark = pytest.mark.django_db
KIND = AppointmentKind


@pytest.fixture
def office(db) -> ChainOffice:
    return ChainOffice()


@pytest.fixture
def admin(client):
    person = get_user_model().objects.create(username="admin", is_superuser=True)
    client.force_login(person)
    return client


def today(days: int = 0):
    return timezone.localdate() + timedelta(days=days)


def written(days: int = 0) -> str:
    return today(days).strftime("%d-%m-%Y")


def fresh(page) -> BasePage:
    return BasePage.objects.get(pk=page.pk)


def test_what_the_forms_refuse_is_said_in_words_and_nothing_is_lost(office, admin):
    kabid, analyst = office.positions["kabid"], office.people["analis"]
    form = {
        "person": analyst.pk, "position": kabid.pk, "kind": "DEFINITIF", "starts_on": written(3), "ends_on": "",
        "decree_no": "SK-7",
    }  # fmt: skip
    add = reverse("pengangkatan:add")
    for changed, words in (
        ({}, "memegang jabatan ini sejak 1 Januari 2020 sampai waktu yang tidak ditentukan"),
        ({"decree_no": ""}, "error-message"),
        ({"kind": "PLT", "ends_on": written(1)}, "Hari terakhir mendahului hari pertama"),
        ({"kind": "PLH"}, "Plh. menggantikan untuk sementara: isilah hari terakhir"),
        ({"kind": "PLT"}, "Yang menggantikan di samping pejabat adalah plh."),
        ({"kind": "PLH", "starts_on": written(-20), "ends_on": written(-1)}, "hari yang sudah berlalu tidak diberikan"),
        ({"person": get_user_model().objects.get(username="admin").pk, "kind": "PLT"}, "untuk dirinya sendiri"),
    ):
        page = admin.post(add, {**form, **changed}).content.decode()
        assert words in page, words
        assert 'value="SK-7"' in page or "decree_no" in changed
    acting = {
        "position": kabid.pk, "person": analyst.pk, "chains": ["W4a"], "starts_on": written(), "ends_on": written(5),
        "decree_no": "SP-1",
    }  # fmt: skip
    name = reverse("pengganti:add")
    stranger = get_user_model().objects.create(username="luar")
    for changed, words in (
        ({"chains": ["W99"]}, "W99"),
        ({"ends_on": written(-1)}, "Hari terakhir mendahului hari pertama"),
        ({"starts_on": written(-3), "ends_on": written(-1)}, "hari yang sudah berlalu tidak diberikan"),
        ({"person": office.people["kabid"].pk}, "sudah memegang jabatan itu"),
        ({"person": stranger.pk}, "memegang suatu jabatan di kantor"),
    ):
        assert words in admin.post(name, {**acting, **changed}).content.decode(), words
    assert not Substitute.objects.exists() and Appointment.objects.filter(person=analyst).count() == 1


def test_an_appointment_gives_its_rights_on_its_day_and_leaves_its_cause_on_record(office, admin):
    letter = office.letter()
    office.hand_in(letter)
    analyst = office.people["analis-2"]
    form = {
        "person": analyst.pk, "position": office.positions["kasubid"].pk, "kind": "PLH", "starts_on": written(1),
        "ends_on": written(2), "decree_no": "SP-88",
    }  # fmt: skip
    assert admin.post(reverse("pengangkatan:add"), form).status_code == 302
    before = verbs_on(analyst, fresh(letter), on=today())
    assert "approve" not in before
    assert "approve" in verbs_on(analyst, fresh(letter), on=today(1))
    assert "approve" not in verbs_on(analyst, fresh(letter), on=today(3))
    entry = AuditEntry.objects.get(verb="organisasi.diubah")
    assert (entry.reason, entry.data["position"], entry.actor_name) == ("SP-88", "kasubid", "admin")
    held = Appointment.objects.get(person=analyst, kind="PLH")
    assert "SP-88" in admin.get(reverse("pengangkatan:index")).content.decode()
    assert admin.post(reverse("pengangkatan:delete", args=[held.pk]), {"reason": "SP-89"}).status_code == 302
    assert not Appointment.objects.on(today(1)).filter(pk=held.pk).exists()
    assert "approve" not in verbs_on(analyst, fresh(letter), on=today(1))
    assert AuditEntry.objects.filter(verb="organisasi.diubah", reason="SP-89").exists()


def test_a_decree_that_comes_late_gives_no_rights_of_days_gone_by(office, admin):
    analyst, kasubid = office.people["analis-2"], office.positions["kasubid"]
    late = {"person": analyst.pk, "position": kasubid.pk, "starts_on": written(-20), "ends_on": written(2)}
    said = admin.post(
        reverse("pengangkatan:add"), {**late, "kind": "PLH", "decree_no": "SP-9"}, follow=True
    ).content.decode()
    assert "Menurut keputusan sejak" in said
    held = Appointment.objects.get(person=analyst, kind="PLH")
    assert (held.starts_on, held.ends_on) == (today(), today(2))
    entry = AuditEntry.objects.get(verb="organisasi.diubah")
    assert (entry.reason, entry.data["decreed_from"]) == ("SP-9", today(-20).isoformat())
    named = {**late, "position": office.positions["kabid"].pk, "chains": ["W4a"], "decree_no": "SP-10"}
    assert admin.post(reverse("pengganti:add"), named).status_code == 302
    assert Substitute.objects.get().starts_on == today()


def test_a_position_has_a_role_that_chains_know(office, admin):
    form = {"code": "baru", "title": "Baru", "unit": office.units["subbid"].pk, "rank_group": "PELAKSANA"}
    for role, added in (("tidak_ada_peran", False), ("analyst", True)):
        admin.post(reverse("jabatan:add"), {**form, "role_code": role})
        assert Position.objects.filter(code="baru").exists() == added
    assert "Analis (analyst)" in admin.get(reverse("jabatan:add")).content.decode()


def test_the_past_is_not_rewritten(office):
    held = Appointment.objects.get(position=office.positions["kabid"])
    now = timezone.now()
    with pytest.raises(HasPassed):
        end_appointment(appointment=held, ends_on=today(-2), decree_no="SK-1", by=None, now=now)
    end_appointment(appointment=held, ends_on=today(-1), decree_no="SK-1", by=None, now=now)
    newcomer = office.people["analis"]
    appoint(
        person=newcomer, position=office.positions["kabid"], kind=KIND.DEFINITIF, starts_on=today(), ends_on=None,
        decree_no="SK-2", by=None, now=now,
    )  # fmt: skip


def test_a_step_follows_to_the_nearer_position_that_was_filled(office):
    """Nobody was Kasubid when the letter began to wait; who is appointed gets step and rights."""
    office.vacate("kasubid")
    letter = office.letter()
    office.hand_in(letter)
    assert office.waits(letter).problem == "KOSONG"
    person = office.appoint("kasubid")
    follow_roles(role_codes=["subdivision_head"], now=timezone.now())
    assert (office.waits(letter).position, office.waits(letter).problem) == (office.positions["kasubid"], "")
    assert "approve" in verbs_on(person, fresh(letter))


def test_a_substitute_named_later_gets_the_running_step_and_loses_it_when_ended(
    office, django_capture_on_commit_callbacks
):
    letter = office.letter()
    office.hand_in(letter)
    analyst, now = office.people["analis-2"], timezone.now()
    assert "approve" not in verbs_on(analyst, fresh(letter))
    with django_capture_on_commit_callbacks(execute=True):
        named = name_substitute(
            position=office.positions["kasubid"], person=analyst, chains=["W4a"], starts_on=today(-1),
            ends_on=today(4), decree_no="SP-2", by=None, now=now - timedelta(days=1),
        )  # fmt: skip
    assert "approve" in verbs_on(analyst, fresh(letter))
    assert "approve" not in verbs_on(analyst, fresh(letter), on=today(5))
    with django_capture_on_commit_callbacks(execute=True):
        end_substitute(substitute=named, ends_on=today(-1), decree_no="SP-3", by=None, now=now)
    assert "approve" not in verbs_on(analyst, fresh(letter))
    assert StepState.objects.get(subject_id=letter.pk).position == office.positions["kasubid"]


def test_only_the_administrator_of_the_organisation_opens_these_pages(office, client):
    client.force_login(office.people["asdep"])
    for name in ("pengangkatan", "pengganti", "jabatan", "unit-kerja", "perubahan-organisasi"):
        for page in ("index", "add"):
            assert client.get(reverse(f"{name}:{page}")).status_code == 302, name
    assert "Organisasi" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_who_takes_a_waiting_step_over_with_its_position_is_told_once(office):
    letter = office.letter()
    office.hand_in(letter)
    newcomer, first = office.people["analis-2"], office.people["kasubid"]
    Appointment.objects.filter(position=office.positions["kasubid"]).update(person=newcomer)
    for _again in range(2):
        assert follow_roles(role_codes=["subdivision_head"], now=timezone.now()) == 0
    told = ClockNotice.objects.filter(step=office.waits(letter)).values_list("person", flat=True)
    assert sorted(told) == sorted([first.pk, newcomer.pk])


def test_a_slip_of_today_is_taken_back_at_once_and_stays_on_record(office, admin, django_capture_on_commit_callbacks):
    letter = office.letter()
    office.hand_in(letter)
    slip, meant = office.people["analis-2"], office.people["analis"]
    form = {
        "position": office.positions["kasubid"].pk, "kind": "PLH", "starts_on": written(), "ends_on": written(3),
        "decree_no": "SP-40",
    }  # fmt: skip
    admin.post(reverse("pengangkatan:add"), {**form, "person": slip.pk})
    named = {**form, "position": office.positions["kabid"].pk, "chains": ["W4a"], "decree_no": "SP-41"}
    assert admin.post(reverse("pengganti:add"), {**named, "person": slip.pk}).status_code == 302
    assert "approve" in verbs_on(slip, fresh(letter))
    for namespace, model in (("pengangkatan", Appointment), ("pengganti", Substitute)):
        row = model.objects.get(person=slip, position__code="kasubid" if model is Appointment else "kabid")
        back = reverse(f"{namespace}:delete", args=[row.pk])
        assert back in admin.get(reverse(f"{namespace}:edit", args=[row.pk])).content.decode()
        assert "Sudah mulai berlaku hari ini" in admin.get(back).content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            said = admin.post(back, {"reason": "Salah nama, SP-42"}, follow=True).content.decode()
        assert "dibatalkan" in said
        row.refresh_from_db()
        assert row.taken_back_at and not type(row).objects.on(today()).filter(pk=row.pk).exists()
        entry = AuditEntry.objects.filter(verb="organisasi.diubah").latest("pk")
        assert (entry.reason, entry.data["what"]) == ("Salah nama, SP-42", f"{namespace}.batal")
        for again in (admin.post(back, {"reason": "x"}), admin.post(reverse(f"{namespace}:edit", args=[row.pk]), form)):
            assert "sudah dibatalkan" in again.content.decode()
    assert "approve" not in verbs_on(slip, fresh(letter))
    assert office.waits(letter).position == office.positions["kasubid"]
    admin.post(reverse("pengangkatan:add"), {**form, "person": meant.pk})
    assert Appointment.objects.on(today()).filter(person=meant, kind="PLH").exists()
    begun = Appointment.objects.get(position=office.positions["kabid"])
    page = admin.post(reverse("pengangkatan:delete", args=[begun.pk]), {"reason": "x"}).content.decode()
    assert page.count("Yang mulai sebelum hari ini tidak dibatalkan") == 2


@pytest.mark.parametrize(("begins_in", "has_left"), [(0, True), (1, False)])
def test_an_office_taken_back_after_it_began_has_ended_and_one_before_was_never_given(office, begins_in, has_left):
    guest = get_user_model().objects.create_user("tamu", password="x")
    begins = today(begins_in)
    Appointment.objects.create(
        person=guest, position=office.positions["kabid"], kind="PLH", starts_on=begins, ends_on=begins, decree_no="1",
        taken_back_at=timezone.now(),
    )  # fmt: skip
    assert people_out_of_office(person_ids=[guest.pk], on=today()) == ({guest.pk} if has_left else set())
