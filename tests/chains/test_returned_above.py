"""What comes back above its drafter's level is open to him while he mends it, and to nobody else, no longer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import WorkflowState

from dumas_docs.access import grants
from dumas_docs.access.roles import CHANGE, READ
from dumas_docs.access.selectors import verbs_on
from dumas_docs.actions.advance_case import advance_case
from dumas_docs.actions.set_level import set_level
from dumas_docs.models import BasePage, GrantCause
from tests.chains.chain_office import ChainOffice
from workflows.engine.decide import approve_step, return_step
from workflows.models import Appointment

pytestmark = pytest.mark.django_db


def opened(letter) -> bool:
    return GrantCause.objects.filter(cause_ref=f"kembali:{letter.pk}", revoked_at=None).exists()


def mends(letter, person) -> bool:
    person = get_user_model().objects.get(pk=person.pk)
    return {READ, CHANGE} <= verbs_on(person, BasePage.objects.get(pk=letter.pk))


def leaves(person) -> None:
    """He handed in some days ago, and his office ended since."""
    today = timezone.localdate()
    WorkflowState.objects.update(created_at=timezone.now() - timedelta(days=3))
    Appointment.objects.filter(person=person).update(ends_on=today - timedelta(days=1))


def raised(letter, level: int) -> None:
    set_level(page=BasePage.objects.get(pk=letter.pk), level=level, by=None, now=timezone.now(), reason="Peka.")


def returned(office: ChainOffice, by: str = "kasubid", **values):
    letter = values.pop("letter", None) or office.letter()
    if office.waits(letter) is None:
        office.hand_in(letter, **values)
    return_step(step=office.waits(letter), by=office.people[by], now=timezone.now(), comment="Perbaiki alinea 2.")
    return letter


def returned_at(office: ChainOffice, level: int):
    letter = office.letter()
    office.hand_in(letter)
    for code in ("kasubid", "kabid"):
        approve_step(step=office.waits(letter), by=office.people[code], now=timezone.now())
    raised(letter, level)
    return returned(office, "asdep", letter=letter)


@pytest.mark.parametrize("level", [2, 3])
def test_made_void_it_is_closed_again(office, level):
    letter, drafter = returned_at(office, level), office.people["analis"]
    assert opened(letter) and mends(letter, drafter)
    page = type(letter).objects.get(pk=letter.pk)
    advance_case(page=page, name="BATALKAN", by=drafter, now=timezone.now(), given={"reason": "Keliru."})
    assert not opened(letter) and not mends(letter, drafter)


def test_when_its_chain_is_stopped_it_is_closed_again(office):
    letter = returned_at(office, 2)
    WorkflowState.objects.get(object_id=str(letter.pk)).cancel(user=office.people["asdep"])
    assert not opened(letter)


def test_raised_while_its_drafter_mends_it_it_stays_with_him(office):
    letter, drafter = returned_at(office, 2), office.people["analis"]
    raised(letter, 3)
    assert mends(letter, drafter)
    other = returned(office)
    assert not opened(other) and mends(other, drafter)
    raised(other, 3)
    assert opened(other) and mends(other, drafter)


def test_who_was_taken_off_the_work_gets_nothing_by_a_return(office):
    letter, drafter = office.letter(), office.people["analis"]
    office.hand_in(letter)
    for cause in GrantCause.objects.filter(group=office.positions["analis"].group, revoked_at=None):
        grants.revoke(cause=cause, now=timezone.now(), reason="Ditarik dari perkara.")
    returned(office, letter=letter)
    assert not opened(letter) and not mends(letter, drafter)


def test_who_has_left_gets_nothing_by_a_return(office):
    letter, drafter = office.letter(), office.people["analis"]
    office.hand_in(letter)
    leaves(drafter)
    returned(office, letter=letter)
    assert not opened(letter) and not mends(letter, drafter)


def test_an_account_that_was_closed_gets_nothing_by_a_return(office):
    letter, drafter = office.letter(), office.people["analis"]
    office.hand_in(letter)
    get_user_model().objects.filter(pk=drafter.pk).update(is_active=False)
    returned(office, letter=letter)
    assert not opened(letter)


def test_the_page_says_whom_a_return_reaches(office, client):
    letter = office.letter()
    office.hand_in(letter)
    client.force_login(office.people["kasubid"])
    address = f"/naskah/{letter.pk}/rantai/"
    words = ("terbuka lagi baginya", "tidak sampai kepada siapa pun")
    assert not any(each in client.get(address).content.decode() for each in words)
    leaves(office.people["analis"])
    assert words[1] in client.get(address).content.decode()
