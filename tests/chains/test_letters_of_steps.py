"""Letters about steps: to who acts next and to whose document it is, once, with no word of what is not open to all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from dumas_docs.models import OutgoingLetter
from workflows.clocks.letters import send_letter
from workflows.clocks.outbox import send_reminders
from workflows.engine.decide import approve_step, return_step
from workflows.engine.submit import begin_chain
from workflows.models import Clock, ClockNotice, NoticeState

migration = import_module("workflows.migrations.0008_letters_of_steps")
pytestmark = pytest.mark.django_db

SUNDAY_NIGHT = datetime(2026, 4, 5, 16, 0, tzinfo=UTC)


class Killed(BaseException):
    """A sender that dies in the act."""


@pytest.fixture
def posted(office, mailoutbox):
    """Give everybody an address; returns what sends the outbox and tells (recipient, subject) of what left."""
    for code, person in office.people.items():
        get_user_model().objects.filter(pk=person.pk).update(email=f"{code}@contoh.example")

    def send(now: datetime = SUNDAY_NIGHT, **more):
        mailoutbox.clear()
        send_reminders(clock=lambda: now, **more)
        return [(mail.to[0].split("@")[0], mail.subject.removeprefix("[Dumas Docs] ")) for mail in mailoutbox]

    return send


def act(office, letter, code, verb=approve_step, **more):
    verb(step=office.waits(letter), by=office.people[code], now=timezone.now(), **more)


def switched_off(client) -> dict:
    """The form of one's own account without the mail about what waits."""
    panels = client.get(reverse("wagtailadmin_account")).context["panels_by_tab"].values()
    forms = [panel.get_form() for tab in panels for panel in tab]
    values = {bound.html_name: bound.value() for form in forms for bound in form}
    assert values.pop("notifications-submitted_notifications") is True
    return {name: value for name, value in values.items() if value not in (None, False)}


def test_each_act_is_told_once_to_who_goes_on(office, posted, mailoutbox, client):
    letter = office.letter()
    mailoutbox.clear()
    office.hand_in(letter)
    assert mailoutbox == []  # the worker sends, nobody else; neither does Wagtail
    assert posted() == [("kasubid", f"Menunggu paraf Anda: {letter.title}")]
    [mail] = mailoutbox
    assert f"http://127.0.0.1:8000/naskah/{letter.pk}/rantai/" in mail.body and letter.title in mail.body
    assert letter.subject not in mail.body + mail.subject
    assert posted() == []
    act(office, letter, "kasubid")
    client.force_login(office.people["kabid"])
    assert client.post(reverse("wagtailadmin_account"), switched_off(client)).status_code == 302
    assert posted() == []
    act(office, letter, "kabid", return_step, comment="Rahasiakan nama Budi.")
    assert posted() == [("analis", f"Dikembalikan kepada Anda: {letter.title}")]
    assert "Budi" not in mailoutbox[0].body
    assert not Clock.objects.exists()
    written = set(ClockNotice.objects.values_list("step", "kind", "person", "state"))
    migration.hang_on_clocks(apps, None)
    assert Clock.objects.count() == 2 and not ClockNotice.objects.filter(clock=None).exists()
    migration.hang_on_steps(apps, None)
    assert not Clock.objects.exists()
    assert set(ClockNotice.objects.values_list("step", "kind", "person", "state")) == written


def test_what_has_no_number_is_not_named_and_the_end_is_told(office, posted, mailoutbox, monkeypatch):
    letter = office.letter()
    office.hand_in(letter)
    monkeypatch.setattr(OutgoingLetter, "register_code", "")
    for code in ("kasubid", "kabid"):
        assert posted() == [(code, "Menunggu paraf Anda")]
        assert letter.title not in mailoutbox[0].body and "rantai" in mailoutbox[0].body
        act(office, letter, code)
    assert posted() == [("asdep", "Menunggu tanda tangan Anda")]
    act(office, letter, "asdep")
    assert posted() == [("agendaris", "Menunggu penomoran dan pengiriman oleh Anda")]
    act(office, letter, "agendaris")
    assert posted() == [("analis", "Persetujuan selesai")]


def test_nobody_is_told_of_what_is_over_or_closed_to_him(office, posted):
    late, hidden = office.letter(), office.letter()
    for letter in (late, hidden):
        office.hand_in(letter)
    act(office, late, "kasubid", return_step, comment="Perbaiki.")
    office.vacate("kasubid")
    assert posted() == [("analis", f"Dikembalikan kepada Anda: {late.title}")]
    assert set(ClockNotice.objects.values_list("state", flat=True)) == {NoticeState.BATAL, NoticeState.TERKIRIM}
    begin_chain(subject=type(late).objects.get(pk=late.pk), by=office.people["analis"])
    assert posted() == []


@pytest.mark.parametrize("handed_over", [False, True])
def test_a_killed_sender_tells_nobody_twice(office, posted, mailoutbox, handed_over):
    office.hand_in(office.letter())

    def dies(notice, about):
        if handed_over:
            send_letter(notice, about)
        raise Killed

    with pytest.raises(Killed):
        posted(deliver=dies)
    assert len(mailoutbox) == handed_over
    assert posted(SUNDAY_NIGHT + timedelta(hours=1)) == []
    assert ClockNotice.objects.get().state == NoticeState.TIDAK_PASTI
