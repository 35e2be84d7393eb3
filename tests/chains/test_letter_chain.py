"""W4: a letter goes from its drafter through the initials to signature, number and dispatch."""

from __future__ import annotations

import pytest
from django.utils import timezone

from dumas_docs.access.selectors import verbs_on
from dumas_docs.actions.number_document import NotNumbered, dispatch_document, number_document
from dumas_docs.actions.sign_document import WrongPassword, is_genuine, sign_document
from dumas_docs.enums import OutgoingState
from dumas_docs.models import AuditEntry, BasePage, GrantCause, OutgoingLetter
from tests.chains.chain_office import PASSWORD
from workflows.engine.decide import CommentMissing, MayNotAct, StepIsOver, approve_step, return_step
from workflows.models import Appointment, Signature

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def act(office, page, code, **values):
    return approve_step(step=office.waits(page), by=office.people[code], now=timezone.now(), **values)


def sign(office, page, code, password=PASSWORD):
    return sign_document(step=office.waits(page), by=office.people[code], password=password, now=timezone.now())


def number(office, page, code="agendaris"):
    return number_document(step=office.waits(page), by=office.people[code], now=timezone.now())


def fresh(page):
    return OutgoingLetter.objects.get(pk=page.pk)


def test_w4a_from_draft_to_dispatch(office):
    letter = office.letter("ESELON_II")
    office.hand_in(letter)
    assert fresh(letter).state == OutgoingState.PARAF
    act(office, letter, "kasubid")
    act(office, letter, "kabid")
    assert fresh(letter).state == OutgoingState.MENUNGGU_TTD
    signature = sign(office, letter, "asdep")
    assert (signature.signed_as, signature.signer) == ("Asdep", office.people["asdep"])
    assert is_genuine(signature)
    text = number(office, letter)
    assert text == f"T-1/Kemensetneg/ASDEP/DM.01.01/{timezone.localdate():%m/%Y}"
    assert number(office, letter) == text
    dispatch_document(
        step=office.waits(letter), by=office.people["agendaris"], now=timezone.now(), expedition_ref="EX-1"
    )
    done = fresh(letter)
    assert (done.state, done.number, done.live, done.expedition_ref) == ("DIKIRIM", text, True, "EX-1")
    assert done.signed_at and done.dispatched_at and not done.has_unpublished_changes
    assert done.current_workflow_state is None
    assert [step for step, _end in office.story(letter)] == ["paraf-kasubid", "paraf-kabid", "ttd-asdep", "nomor-tu"]
    assert AuditEntry.objects.filter(verb="langkah.diputus", page_id=letter.pk).count() == 4


@pytest.mark.parametrize(
    ("rank", "steps"),
    [
        ("ESELON_I", ["kasubid", "kabid", "asdep", "deputi!"]),
        ("MENTERI", ["kasubid", "kabid", "asdep", "deputi", "sesmen", "menteri!"]),
    ],
)
def test_the_highest_addressee_decides_who_signs(office, rank, steps):
    letter = office.letter(rank)
    office.hand_in(letter)
    for code in steps:
        (sign if code.endswith("!") else act)(office, letter, code.rstrip("!"))
    assert office.waits(letter).office_task.step_code == "nomor-tu"
    assert Signature.objects.get().signer == office.people[steps[-1].rstrip("!")]


def test_rights_come_with_the_step_and_go_with_it(office):
    letter = office.letter()
    people = office.people
    assert not verbs_on(people["kasubid"], BasePage.objects.get(pk=letter.pk))
    office.hand_in(letter)
    page = BasePage.objects.get(pk=letter.pk)
    assert verbs_on(people["kasubid"], page) == {"see", "read", "approve", "change", "add"}
    assert not verbs_on(people["kabid"], page)
    act(office, letter, "kasubid")
    page = BasePage.objects.get(pk=letter.pk)
    assert not verbs_on(people["kasubid"], page)
    assert "approve" in verbs_on(people["kabid"], page)
    return_step(step=office.waits(letter), by=people["kabid"], now=timezone.now(), comment="Alamat keliru.")
    assert not verbs_on(people["kabid"], BasePage.objects.get(pk=letter.pk))
    assert not GrantCause.objects.filter(cause="LANGKAH", revoked_at__isnull=True).exists()


def test_only_who_acts_acts_and_only_once(office):
    letter = office.letter()
    office.hand_in(letter)
    step = office.waits(letter)
    for code in ("analis", "kabid", "agendaris", "menteri"):
        with pytest.raises(MayNotAct):
            approve_step(step=step, by=office.people[code], now=timezone.now())
    approve_step(step=step, by=office.people["kasubid"], now=timezone.now())
    with pytest.raises(StepIsOver):
        approve_step(step=step, by=office.people["kasubid"], now=timezone.now())
    assert len(office.story(letter)) == 2


def test_a_position_alone_opens_nothing(office):
    letter = office.letter()
    office.hand_in(letter)
    step = office.waits(letter)
    GrantCause.objects.filter(cause="LANGKAH").update(revoked_at=timezone.now())
    from dumas_docs.models import PageGroupGrant

    PageGroupGrant.objects.all().filter(content_object=letter).delete()
    from dumas_docs.access.scope import forget_resolution

    forget_resolution()
    with pytest.raises(MayNotAct):
        approve_step(step=step, by=office.people["kasubid"], now=timezone.now())


def test_a_return_needs_words_and_begins_anew(office):
    letter = office.letter()
    office.hand_in(letter)
    act(office, letter, "kasubid")
    with pytest.raises(CommentMissing):
        return_step(step=office.waits(letter), by=office.people["kabid"], now=timezone.now(), comment="  ")
    return_step(step=office.waits(letter), by=office.people["kabid"], now=timezone.now(), comment="Alamat keliru.")
    assert office.waits(letter) is None
    assert fresh(letter).state == OutgoingState.REVISI
    draft = fresh(letter).get_latest_revision_as_object()
    draft.subject = "Tindak lanjut, alamat diperbaiki"
    draft.save_revision(user=office.people["analis"])
    office.hand_in(letter)
    assert office.waits(letter).office_task.step_code == "paraf-kasubid"
    act(office, letter, "kasubid")
    act(office, letter, "kabid")
    sign(office, letter, "asdep")
    assert office.story(letter)[:3] == [
        ("paraf-kasubid", "PARAF"),
        ("paraf-kabid", "DIKEMBALIKAN"),
        ("paraf-kasubid", "PARAF"),
    ]


def test_a_text_changed_on_the_way_is_initialled_again(office):
    letter = office.letter()
    office.hand_in(letter)
    act(office, letter, "kasubid")
    draft = fresh(letter).get_latest_revision_as_object()
    draft.subject = "Diubah Kabid"
    draft.save_revision(user=office.people["kabid"])
    act(office, letter, "kabid")
    assert office.waits(letter).office_task.step_code == "paraf-kasubid"
    act(office, letter, "kasubid")
    assert office.waits(letter).office_task.step_code == "ttd-asdep"


def test_a_changed_text_is_not_signed(office):
    letter = office.letter()
    office.hand_in(letter)
    act(office, letter, "kasubid")
    act(office, letter, "kabid")
    draft = fresh(letter).get_latest_revision_as_object()
    draft.subject = "Diubah diam-diam"
    draft.save_revision(user=office.people["analis"])
    from workflows.engine.decide import DraftChanged

    with pytest.raises(DraftChanged):
        sign(office, letter, "asdep")
    assert not Signature.objects.exists()


def test_signing_asks_for_the_password(office):
    letter = office.letter()
    office.hand_in(letter)
    act(office, letter, "kasubid")
    act(office, letter, "kabid")
    with pytest.raises(WrongPassword):
        sign(office, letter, "asdep", password="salah")
    assert not Signature.objects.exists()
    assert fresh(letter).signed_at is None


def test_nothing_is_sent_out_without_a_number(office):
    letter = office.letter()
    office.hand_in(letter)
    act(office, letter, "kasubid")
    act(office, letter, "kabid")
    sign(office, letter, "asdep")
    with pytest.raises(NotNumbered):
        dispatch_document(step=office.waits(letter), by=office.people["agendaris"], now=timezone.now())
    assert office.waits(letter).office_task.step_code == "nomor-tu"


def test_secret_letters_have_a_register_of_their_own(office):
    numbers = []
    for level in (1, 2, 1, 2):
        letter = office.letter(level=level)
        office.hand_in(letter)
        act(office, letter, "kasubid")
        act(office, letter, "kabid")
        sign(office, letter, "asdep")
        numbers.append(number(office, letter).split("/")[0])
    assert numbers == ["T-1", "R-1", "T-2", "R-2"]


def test_a_vacancy_waits_and_says_so_and_is_filled(office):
    letter = office.letter()
    office.vacate("kabid")
    office.hand_in(letter)
    act(office, letter, "kasubid")
    step = office.waits(letter)
    assert (step.office_task.step_code, step.problem, step.position) == ("paraf-kabid", "KOSONG", None)
    with pytest.raises(MayNotAct):
        act(office, letter, "asdep")
    new = office.appoint("kabid", "PLT")
    from workflows.engine.refill import refill_vacant_steps

    assert refill_vacant_steps(now=timezone.now()) == 1
    done = approve_step(step=office.waits(letter), by=new, now=timezone.now())
    assert done.acted_as == "Plt. Kabid"


def test_the_drafter_does_not_decide_last_and_is_not_asked_in_between(office):
    Appointment.objects.create(
        person=office.people["analis"], position=office.positions["kasubid"], starts_on="2020-01-01"
    )
    Appointment.objects.filter(person=office.people["kasubid"]).delete()
    letter = office.letter()
    office.hand_in(letter)
    assert office.story(letter) == [("paraf-kasubid", "LEWAT"), ("paraf-kabid", "MENUNGGU")]
    Appointment.objects.filter(position=office.positions["asdep"]).delete()
    Appointment.objects.create(
        person=office.people["analis"], position=office.positions["asdep"], starts_on="2020-01-01"
    )
    act(office, letter, "kabid")
    assert office.waits(letter).problem == "PENYUSUN"


def test_the_same_person_in_two_positions_is_asked_once(office):
    office.vacate("kabid")
    office.appoint("kabid", "PLT", person=office.people["kasubid"])
    letter = office.letter()
    office.hand_in(letter)
    act(office, letter, "kasubid")
    assert office.story(letter) == [("paraf-kasubid", "PARAF"), ("paraf-kabid", "LEWAT"), ("ttd-asdep", "MENUNGGU")]


def test_a_successor_acts_at_a_running_step_and_the_one_before_no_more(office):
    letter = office.letter()
    office.hand_in(letter)
    before = office.people["kasubid"]
    office.vacate("kasubid")
    new = office.appoint("kasubid")
    with pytest.raises(MayNotAct):
        approve_step(step=office.waits(letter), by=before, now=timezone.now())
    approve_step(step=office.waits(letter), by=new, now=timezone.now())
