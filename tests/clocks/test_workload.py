"""Workload and standard times: for leaders of the unit, of what they may see, in few queries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dumas_docs.access import grants
from dumas_docs.access.scope import person_scope
from dumas_docs.models import BasePage, Cause, Disposition, DispositionRecipient
from dumas_docs.selectors.held_up import held_up
from dumas_docs.selectors.leading import led_units
from dumas_docs.selectors.standard_times import chain_steps, leadership_steps
from dumas_docs.selectors.workload import workload
from tests.chains.chain_office import ChainOffice
from workflows.engine.decide import approve_step
from workflows.engine.office_time import office_minutes, office_minutes_of
from workflows.models import ChainVersion, StepState

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db) -> ChainOffice:
    return ChainOffice()


def of(office, code: str):
    user, on = office.people[code], timezone.localdate()
    with person_scope(user):
        return workload(units=led_units(user=user, on=on), user=user, on=on)


def test_a_leader_sees_his_units_and_only_what_he_may_know_of(office, client):
    plain, secret = office.letter(), office.letter(level=2)
    for letter in (plain, secret):
        office.hand_in(letter)
    page = BasePage.objects.get(pk=office.folder.pk)
    sheet = Disposition.objects.create(
        page=page, from_position=office.positions["asdep"], given_by=office.people["asdep"], given_as="Asdep",
        given_at=timezone.now(), level=0,
    )  # fmt: skip
    DispositionRecipient.objects.create(page=page, disposition=sheet, position=office.positions["kabid"])
    grants.give(
        page=page, role="supervisor", to=office.positions["asdep"].group, cause=Cause.ORGANISASI, now=timezone.now()
    )
    rows = {row.name: row for row in of(office, "asdep").rows}
    assert set(rows) == {"Asdep", "Kabid", "Kasubid", "Analis", "Analis-2"}
    assert (rows["Kasubid"].tasks, rows["Kabid"].dispositions) == (1, 1)  # the secret letter is beyond a supervisor
    rows = {row.name: row for row in of(office, "kasubid").rows}
    assert set(rows) == {"Kasubid", "Analis", "Analis-2"} and rows["Kasubid"].tasks == 2
    assert led_units(user=office.people["analis"], on=timezone.localdate()) == []
    for code, words in (("analis", "Untuk pimpinan unit"), ("asdep", "Menurut pegawai")):
        client.force_login(office.people[code])
        assert words in client.get("/beban-kerja/").content.decode()
    user, on = office.people["asdep"], timezone.localdate()
    with person_scope(user), CaptureQueriesContext(connection) as queries:
        units = led_units(user=user, on=on)
        workload(units=units, user=user, on=on)
        for measured in (chain_steps, leadership_steps):
            measured(units=units, user=user, since=timezone.now() - timedelta(days=90))
    assert len(queries) <= 17


def test_a_vacancy_is_said_to_who_stands_above_it_and_to_the_registrar(office, client):
    letter = office.letter()
    office.vacate("kasubid")
    office.hand_in(letter)
    page, now = BasePage.objects.get(pk=office.folder.pk), timezone.now()
    for code, role in (("asdep", "head"), ("kabid", "supervisor"), ("agendaris", "registrar"), ("bpp", "head")):
        grants.give(page=page, role=role, to=office.positions[code].group, cause=Cause.ORGANISASI, now=now)
    for code in ("asdep", "kabid"):
        load = of(office, code)
        assert [(row.title, row.steps, row.is_held) for row in load.vacancies] == [("Kasubid", 1, False)]
        assert load.vacant_steps == 1
    for code, told in (("kabid", True), ("asdep", True), ("agendaris", True), ("bpp", False), ("analis", True)):
        client.force_login(office.people[code])
        said = client.get("/tugas/").content.decode()
        assert (letter.title in said, "jabatan sedang lowong" in said) == (told, told), code
        assert ("tidak dapat ditindaklanjuti" in said) == (told and code != "analis")
    clerk, on = office.people["agendaris"], timezone.localdate()
    with person_scope(clerk):
        rows = held_up(user=clerk, on=on)
        with CaptureQueriesContext(connection) as queries:
            assert held_up(user=clerk, on=on) == rows
    assert len(queries) <= 6
    BasePage.objects.filter(pk=letter.pk).update(level=2)
    client.force_login(clerk)
    said = client.get("/tugas/").content.decode()  # of a secret one he knows the number, and reads nothing
    assert letter.title in said and letter.subject not in said and f"/naskah/{letter.pk}/rantai/" not in said
    BasePage.objects.filter(pk=letter.pk).update(level=3)
    client.force_login(office.people["kabid"])
    assert letter.title not in client.get("/tugas/").content.decode()
    (vacancy,) = of(office, "kabid").vacancies
    assert (vacancy.title, vacancy.steps) == ("Kasubid", 0)  # that the position is vacant is said all the same


def test_standard_times_beside_measured_ones(office):
    letter, user = office.letter(), office.people["asdep"]
    office.hand_in(letter)
    approve_step(step=office.waits(letter), by=office.people["kasubid"], now=timezone.now())
    done = StepState.objects.filter(decision="PARAF")
    done.update(office_minutes=25)
    paraf = done.get().task
    since = timezone.now() - timedelta(days=90)
    units = led_units(user=user, on=timezone.localdate())
    directs = ChainVersion.objects.get(code="W3", is_current=True).tasks.get(step_code="arahan-deputi")
    with person_scope(user):
        assert chain_steps(units=units, user=user, since=since) == []
    grants.give(
        page=BasePage.objects.get(pk=office.folder.pk), role="head", to=office.positions["asdep"].group,
        cause=Cause.ORGANISASI, now=timezone.now(),
    )  # fmt: skip
    page = BasePage.objects.get(pk=office.folder.pk)
    given = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)  # Friday, 08.00 in Jakarta
    sheet = Disposition.objects.create(
        page=page, from_position=office.positions["asdep"], given_by=user, given_as="Asdep", given_at=given, level=0
    )
    DispositionRecipient.objects.create(
        page=page, disposition=sheet, position=office.positions["kabid"], state="SELESAI",
        begun_at=given + timedelta(minutes=8), ended_at=given + timedelta(minutes=58),
    )  # fmt: skip
    done.update(task=directs)
    with person_scope(user):
        assert chain_steps(units=units, user=user, since=since)[0].label == "Beri arahan: Deputi"
    done.update(task=paraf)
    with person_scope(user):
        (step,) = chain_steps(units=units, user=user, since=since)
        rows = leadership_steps(units=units, user=user, since=given - timedelta(days=1))
    assert (step.group, step.standard, step.mean, step.count, step.percent_within) == ("W4a", 10, 25, 1, 0)
    assert [(row.standard, row.mean, row.within) for row in rows] == [(10, 8, 1), (30, 50, 0)]


def test_many_spans_as_one_by_one(db):
    friday = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)  # 15.00 in Jakarta
    spans = [(friday, friday + timedelta(days=3)), (friday, friday), (friday + timedelta(days=1), friday)]
    assert office_minutes_of(spans) == [office_minutes(*span) for span in spans] == [60 + 450, 0, 0]
    assert office_minutes_of([]) == []
