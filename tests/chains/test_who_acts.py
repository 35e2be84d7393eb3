"""Who acts may change while a chain runs: holders leave, substitutes are named for some chains only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import WorkflowState

from dumas_docs.access.roles import CHANGE, READ
from dumas_docs.access.selectors import verbs_on
from dumas_docs.actions.follow_positions import follow_roles
from dumas_docs.actions.set_level import set_level
from dumas_docs.actions.sign_document import sign_document
from dumas_docs.models import BasePage, GrantCause, OutgoingLetter, Recipient
from dumas_docs.selectors.held_up import held_up
from dumas_docs.selectors.returned import returned_to
from dumas_docs.selectors.tasks import tasks_of
from tests.chains.chain_office import PASSWORD
from workflows.engine.acting import waiting_for
from workflows.engine.decide import MayNotAct, approve_step, return_step
from workflows.engine.submit import foresee
from workflows.lifecycles.advance import StepRefused
from workflows.models import Appointment, OfficeTask, Signature, Substitute

pytestmark = pytest.mark.django_db


def test_a_drafter_who_leaves_in_the_middle_leaves_his_letter_on_its_way(office, capsys):
    letter = office.letter()
    office.hand_in(letter)
    WorkflowState.objects.update(created_at=timezone.now() - timedelta(days=3))
    Appointment.objects.filter(person=office.people["analis"]).update(ends_on=timezone.localdate() - timedelta(days=1))
    call_command("run_office")
    assert "kehilangan" not in capsys.readouterr().out
    for code, step in (("kasubid", "paraf-kabid"), ("kabid", "ttd-asdep")):
        approve_step(step=office.waits(letter), by=office.people[code], now=timezone.now())
        assert (office.waits(letter).office_task.step_code, office.waits(letter).problem) == (step, "")
    sign_document(step=office.waits(letter), by=office.people["asdep"], password=PASSWORD, now=timezone.now())
    assert Signature.objects.count() == 1


def test_a_signer_who_leaves_in_the_middle_leaves_a_gap_that_says_so(office, capsys):
    order = office.order("kabid")
    office.hand_in(order)
    signer = office.people["asdep"]
    yesterday = timezone.localdate() - timedelta(days=1)
    Appointment.objects.filter(position=office.positions["asdep"]).update(ends_on=yesterday)
    with pytest.raises(MayNotAct):
        sign_document(step=office.waits(order), by=signer, password=PASSWORD, now=timezone.now())
    call_command("run_office")
    assert "kehilangan pejabatnya: 1" in capsys.readouterr().out
    step = office.waits(order)
    assert (step.problem, step.position) == ("KOSONG", None)
    assert not verbs_on(signer, BasePage.objects.get(pk=order.pk))
    successor = office.appoint("asdep", "PLT")
    call_command("run_office")
    call_command("run_office")
    assert office.waits(order).problem == ""
    signature = sign_document(step=office.waits(order), by=successor, password=PASSWORD, now=timezone.now())
    assert signature.signed_as == "Plt. Asdep"


def test_a_position_held_twice_waits_once_and_either_acts(office):
    second = office.appoint("kasubid", "PLH")
    letter = office.letter()
    office.hand_in(letter)
    for person in (office.people["kasubid"], second):
        assert waiting_for(person, on=timezone.localdate()).get() == office.waits(letter)
    assert approve_step(step=office.waits(letter), by=second, now=timezone.now()).acted_as == "Plh. Kasubid"
    assert not tasks_of(user=office.people["kasubid"], on=timezone.localdate())


def test_a_substitute_acts_in_the_chains_he_is_named_for_and_in_no_other(office):
    today = timezone.localdate()
    other = office.people["analis-2"]
    Substitute.objects.create(
        position=office.positions["kasubid"], person=other, chains="W4b W6", starts_on=today, ends_on=today,
        decree_no="SP-1",
    )  # fmt: skip
    plain, high = office.letter("ESELON_II"), office.letter("ESELON_I")
    for letter in (plain, high):
        office.hand_in(letter)
    step = office.waits(high)
    assert list(waiting_for(other, on=today)) == [step]
    in_wagtail = [task.get_task_states_user_can_moderate(other) for task in OfficeTask.objects.all()]
    assert [state.pk for states in in_wagtail for state in states] == [step.pk]
    with pytest.raises(MayNotAct):
        approve_step(step=office.waits(plain), by=other, now=timezone.now())
    assert approve_step(step=step, by=other, now=timezone.now()).acted_as == "a.n. Kasubid"
    assert not waiting_for(other, on=today + timedelta(days=1)).exists()


def test_who_is_sent_is_not_offered_his_own_order(office):
    plh, today = office.appoint("ppk", "PLH", office.people["kabid"]), timezone.localdate()
    order = office.order("asdep", "kabid")
    office.hand_in(order)
    approve_step(step=office.waits(order), by=office.people["deputi"], now=timezone.now())
    step = office.waits(order)
    assert not tasks_of(user=plh, on=today)
    assert not step.office_task.get_task_states_user_can_moderate(plh).exists()
    assert list(tasks_of(user=office.people["ppk"], on=today)) == ["TANDA_TANGAN"]
    Appointment.objects.get(position=office.positions["ppk"], person=office.people["ppk"]).delete()
    follow_roles(role_codes=["ppk"], now=timezone.now())
    assert office.waits(order).problem == "DIPERINTAH"
    [told] = held_up(user=office.people["analis"], on=today)
    assert "pengganti" in told.advice


@pytest.mark.parametrize("kind", ["PLT", "PLH"])
def test_a_plt_who_drafts_is_not_asked_to_initial_his_draft(office, kind):
    office.appoint("kasubid", kind, office.people["analis"])
    letter = office.letter()
    assert foresee(letter, drafter=office.people["analis"], now=office.now)[0].skipped
    office.hand_in(letter)
    assert office.story(letter) == [("paraf-kasubid", "LEWAT"), ("paraf-kabid", "MENUNGGU")]


def test_a_substitute_who_drafts_leaves_the_initials_to_the_holder(office):
    today = timezone.localdate()
    Substitute.objects.create(
        position=office.positions["kasubid"], person=office.people["analis"], chains="W4a", starts_on=today,
        ends_on=today, decree_no="SP-1",
    )  # fmt: skip
    letter = office.letter()
    office.hand_in(letter)
    assert not tasks_of(user=office.people["analis"], on=today)
    with pytest.raises(MayNotAct):
        approve_step(step=office.waits(letter), by=office.people["analis"], now=timezone.now())
    assert list(tasks_of(user=office.people["kasubid"], on=today)) == ["PARAF"]


@pytest.mark.parametrize("acted", [("kasubid",), ("kasubid", "kabid")])
def test_a_letter_that_becomes_top_secret_on_its_way_goes_on(office, acted):
    """Decision 0012: the heads below the Asdep are not asked any more, nor is the one it waits for; the others are."""
    letter = office.letter()
    office.hand_in(letter)
    for code in acted:
        approve_step(step=office.waits(letter), by=office.people[code], now=timezone.now())
    set_level(page=letter, level=3, by=None, now=timezone.now(), reason="Sangat peka.")
    assert office.waits(letter).office_task.step_code == "ttd-asdep"
    ends = dict(office.story(letter))
    assert ends["paraf-kabid"] == ("PARAF" if "kabid" in acted else "LEWAT")
    assert not verbs_on(office.people["kabid"], BasePage.objects.get(pk=letter.pk))
    assert list(tasks_of(user=office.people["asdep"], on=timezone.localdate())) == ["TANDA_TANGAN"]
    sign_document(step=office.waits(letter), by=office.people["asdep"], password=PASSWORD, now=timezone.now())
    assert office.waits(letter).office_task.step_code == "nomor-tu"


@pytest.mark.parametrize("level", [2, 3])
def test_what_was_raised_on_its_way_and_comes_back_reaches_its_drafter(office, level):
    """A return that reaches nobody would lose the document; handed in again, it is closed to the drafter as before."""
    letter, drafter = office.letter(), office.people["analis"]
    office.hand_in(letter)
    for code in ("kasubid", "kabid"):
        approve_step(step=office.waits(letter), by=office.people[code], now=timezone.now())
    set_level(page=letter, level=level, by=None, now=timezone.now(), reason="Sangat peka.")
    assert not {READ, CHANGE} & verbs_on(drafter, BasePage.objects.get(pk=letter.pk))
    return_step(step=office.waits(letter), by=office.people["asdep"], now=timezone.now(), comment="Perbaiki alinea 2.")
    assert {READ, CHANGE} <= verbs_on(drafter, BasePage.objects.get(pk=letter.pk))
    assert [each.page.pk for each in returned_to(drafter)] == [letter.pk]
    office.hand_in(letter)
    assert office.waits(letter) is not None
    assert not {READ, CHANGE} & verbs_on(drafter, BasePage.objects.get(pk=letter.pk))


def test_a_return_gives_a_drafter_who_reads_nothing_more(office):
    letter = office.letter()
    office.hand_in(letter)
    return_step(step=office.waits(letter), by=office.people["kasubid"], now=timezone.now(), comment="Perbaiki.")
    assert not GrantCause.objects.filter(cause_ref=f"kembali:{letter.pk}").exists()


def test_a_letter_to_several_raised_on_its_way_is_not_signed_without_copy_numbers(office):
    """Signed, its text could not be mended any more (domain.md §8: copy numbers of secret letters)."""
    letter = office.letter()
    letter.recipients.add(Recipient(name="Gubernur Contoh", kind="TEMBUSAN"))
    letter.save_revision(user=office.people["analis"])
    office.hand_in(letter)
    for code in ("kasubid", "kabid"):
        approve_step(step=office.waits(letter), by=office.people[code], now=timezone.now())
    set_level(page=letter, level=2, by=None, now=timezone.now(), reason="Peka.")
    with pytest.raises(StepRefused, match="salinan"):
        sign_document(step=office.waits(letter), by=office.people["asdep"], password=PASSWORD, now=timezone.now())
    assert office.waits(letter).office_task.step_code == "ttd-asdep" and not Signature.objects.exists()
    return_step(step=office.waits(letter), by=office.people["asdep"], now=timezone.now(), comment="Isi nomor salinan.")
    draft = OutgoingLetter.objects.get(pk=letter.pk).get_latest_revision_as_object()
    draft.copy_numbers = "1-2"
    draft.save_revision(user=office.people["analis"])
    office.hand_in(letter)
    for code in ("kasubid", "kabid"):
        approve_step(step=office.waits(letter), by=office.people[code], now=timezone.now())
    sign_document(step=office.waits(letter), by=office.people["asdep"], password=PASSWORD, now=timezone.now())
    assert Signature.objects.count() == 1
