"""Who drafts a paper of a case, and what becomes of one whose drafter stands in no line of the office that has it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dumas_docs.access import grants
from dumas_docs.actions.add_document import MayNotAdd, add_document
from dumas_docs.models import Cause, Complaint, OutgoingLetter, Review
from dumas_docs.selectors.held_up import held_up
from workflows.engine.submit import begin_chain, foresee, hand_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(office) -> Complaint:
    """A case under review, where the registry registers and the analysts work."""
    found = Complaint(
        subject="Pungutan", agenda_no="1", agenda_date=timezone.localdate(), received_at=office.now,
        channel="EMAIL_DUMAS", substance_summary="Inti.", chronology="Urutan.", state="DITELAAH",
    )  # fmt: skip
    office.folder.refresh_from_db()
    office.folder.add_child(instance=found)
    found.save_revision().publish()
    grants.give(
        page=office.folder, role="registrar", to=office.positions["agendaris"].group, cause=Cause.ORGANISASI,
        now=office.now,
    )  # fmt: skip
    return Complaint.objects.get(pk=found.pk)


def enter(office, code: str) -> Client:
    client = Client()
    client.force_login(office.people[code])
    return client


def review(office, case, by: str) -> Review:
    part = "<p>Isi.</p>"
    written = Review(
        subject="Telaah", issue_statement=part, conclusion=part, recommendation=part, advice="SURAT_TL",
        result="MEMENUHI_SYARAT", sla_class="NON_PEMERIKSAAN_14", owner=office.people[by], live=False,
    )  # fmt: skip
    Complaint.objects.get(pk=case.pk).add_child(instance=written)
    written.save_revision(user=office.people[by])
    return Review.objects.get(pk=written.pk)


def test_the_registry_files_what_came_in_and_drafts_nothing(office, case):
    desk, analyst = enter(office, "agendaris"), enter(office, "analis")
    for model, offered in (("review", False), ("outgoingletter", False), ("incomingletter", True)):
        add = reverse("wagtailadmin_pages:add", args=["dumas_docs", model, case.pk])
        assert (desk.get(add).status_code == 200) is offered, model
        assert analyst.get(add).status_code == 200, model
    choices = desk.get(reverse("wagtailadmin_pages:add_subpage", args=[case.pk]))
    assert choices.status_code == 302 and "incomingletter" in choices["Location"]
    assert "/review/" not in desk.get(case.url).content.decode()
    assert "/review/" in analyst.get(case.url).content.decode()
    with pytest.raises(MayNotAdd):
        add_document(parent=case, document=OutgoingLetter(subject="x"), by=office.people["agendaris"], now=office.now)


def test_who_stands_in_no_line_does_not_hand_in_and_is_told_who_does(office):
    """He stands above nobody: no initial is left out for him, and no holder of a position is called missing."""
    letter = office.letter(by="agendaris")
    grants.give(page=letter, role="editor", to=office.people["agendaris"], cause=Cause.PEMBUAT, now=office.now)
    foreseen = foresee(letter, drafter=office.people["agendaris"], now=office.now)
    assert [(step.problem, step.skipped) for step in foreseen[:2]] == [("LUAR_GARIS", "")] * 2
    answer = enter(office, "agendaris").post(reverse("dumas_chain", args=[letter.pk]), {"aksi": "ajukan"})
    assert answer.status_code == 422
    assert "tidak ada jabatan seperti itu di atas “Asdep”" in answer.content.decode()
    assert office.waits(letter) is None and OutgoingLetter.objects.get(pk=letter.pk).state == "KONSEP"
    office.hand_in(letter)
    assert office.waits(letter).position == office.positions["kasubid"]


def test_what_waits_outside_of_the_line_says_so_and_finds_its_way_back(office):
    letter = office.letter()
    grants.give(page=letter, role="editor", to=office.people["agendaris"], cause=Cause.BERBAGI, now=office.now)
    state = begin_chain(subject=letter, by=office.people["agendaris"])
    assert office.story(letter) == [("paraf-kasubid", "LUAR_GARIS")]
    [told] = held_up(user=office.people["agendaris"], on=timezone.localdate())
    assert "membatalkan alur kerjanya" in told.advice and "lowong" not in told.problem
    state.cancel(user=office.people["agendaris"])
    office.hand_in(letter)
    assert office.waits(letter).position == office.positions["kasubid"]


def test_a_second_review_is_told_of_the_first(office, case):
    first, second = review(office, case, "analis"), review(office, case, "analis-2")
    hand_in(subject=first, by=office.people["analis"])
    with pytest.raises(ValidationError, match=first.title):
        hand_in(subject=second, by=office.people["analis-2"])
    Review.objects.filter(pk=first.pk).update(level=3)
    with pytest.raises(ValidationError) as refused:
        hand_in(subject=second, by=office.people["analis-2"])
    assert first.title not in str(refused.value)


def test_no_review_by_who_stands_above_its_approver(office, case):
    """W1 ends with the head of division: the Asdep hands in no review he would have to approve himself."""
    with pytest.raises(ValidationError, match="Kepala Bidang"):
        hand_in(subject=review(office, case, "asdep"), by=office.people["asdep"])
