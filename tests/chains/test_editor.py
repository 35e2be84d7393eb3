"""Chains work through Wagtail's own editor: submit, status, actions, lock."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from dumas_docs.actions.number_document import dispatch_document, number_document
from dumas_docs.actions.sign_document import sign_document
from dumas_docs.models import BasePage, Complaint, OutgoingLetter
from tests.admin.forms import values_on
from tests.chains.chain_office import PASSWORD
from workflows.engine.decide import approve_step, return_step
from workflows.models import StepState

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(office):
    def as_person(code: str) -> Client:
        client = Client()
        client.force_login(office.people[code])
        return client

    return as_person


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def send(client, page, **values):
    return client.post(edit(page), {**typed(client, page), **values})


def typed(client, page):
    """The form of the edit screen as it would be sent."""
    screen = client.get(edit(page))
    assert screen.status_code == 200, screen.status_code
    body = streamfield([("paragraph", rich_text("<p>Isi surat.</p>", features=["bold"]))])
    body["0"]["id"] = OutgoingLetter.objects.get(pk=page.pk).get_latest_revision_as_object().body[0].id
    return {**values_on(screen.content), **nested_form_data({"body": body})}


def test_the_drafter_submits_and_is_locked_out_until_it_returns(office, enter):
    letter = office.letter()
    drafter = enter("analis")
    assert edit(letter) in drafter.get(letter.url).content.decode()
    assert send(drafter, letter, **{"action-submit": "1"}).status_code == 302
    assert edit(letter) not in drafter.get(letter.url).content.decode()  # nor in the message of the submission
    reading = drafter.get(letter.url).content.decode()
    assert edit(letter) not in reading and "Kepala Subbidang: paraf" in reading
    assert edit(letter) in enter("kasubid").get(letter.url).content.decode()
    assert office.waits(letter).office_task.step_code == "paraf-kasubid"
    screen = drafter.get(edit(letter)).content.decode()
    assert "Kepala Subbidang: paraf" in screen and "paraf-kasubid" not in screen
    assert " now " not in screen
    before = OutgoingLetter.objects.get(pk=letter.pk).latest_revision_id
    drafter.post(edit(letter), {"subject": "Diubah saat menunggu"})
    assert OutgoingLetter.objects.get(pk=letter.pk).latest_revision_id == before


def test_an_actor_initials_and_returns_in_the_editor(office, enter):
    letter = office.letter()
    office.hand_in(letter)
    answer = send(enter("kasubid"), letter, **{"action-workflow-action": "1", "workflow-action-name": "decide"})
    assert (answer.status_code, answer.url) == (302, reverse("dumas_tasks"))
    extra = {"workflow-action-extra-data": '{"comment": "Perbaiki alamat."}'}
    send(enter("kabid"), letter, **{"action-workflow-action": "1", "workflow-action-name": "reject", **extra})
    returned = StepState.objects.get(subject_id=letter.pk, decision="DIKEMBALIKAN")
    assert (returned.comment, returned.actor_name) == ("Perbaiki alamat.", "Kabid")
    assert send(enter("analis"), letter, **{"action-submit": "1"}).status_code == 302
    assert office.waits(letter).office_task.step_code == "paraf-kasubid"


def test_only_the_drafter_stops_a_chain_an_actor_returns_it_with_words(office, enter):
    letter = office.letter()
    office.hand_in(letter)
    actor = enter("kasubid")
    assert "action-cancel-workflow" not in actor.get(edit(letter)).content.decode()
    send(actor, letter, **{"action-cancel-workflow": "1"})
    actor.post(reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[letter.pk]))
    assert office.story(letter) == [("paraf-kasubid", "MENUNGGU")]
    assert "action-cancel-workflow" in enter("analis").get(edit(letter)).content.decode()


@pytest.mark.parametrize("extra", ["x", "[]", '{"comment": 1}', '{"user": 1}'])
def test_a_crafted_action_is_no_server_error(office, enter, extra):
    letter = office.letter()
    office.hand_in(letter)
    values = {"action-workflow-action": "1", "workflow-action-name": "reject", "workflow-action-extra-data": extra}
    assert send(enter("kasubid"), letter, **values).status_code in (302, 400)
    assert office.story(letter) == [("paraf-kasubid", "MENUNGGU")]


def test_wagtails_action_door_asks_the_same(office, enter):
    letter = office.letter()
    office.hand_in(letter)
    step = office.waits(letter)
    url = reverse("wagtailadmin_pages:workflow_action", args=[letter.pk, "decide", step.pk])
    for code in ("kabid", "menteri", "agendaris"):
        assert enter(code).post(url).status_code in (302, 404)
        assert office.waits(letter).pk == step.pk
    enter("kasubid").post(url)
    assert office.waits(letter).office_task.step_code == "paraf-kabid"


def test_a_draft_on_its_way_is_not_deleted_and_not_published(office, enter):
    letter = office.letter()
    office.hand_in(letter)
    client = enter("kasubid")
    assert client.post(reverse("dumas_delete_draft", args=[letter.pk]), {"reason": "x"}).status_code == 404
    send(client, letter, **{"action-publish": "1"})
    assert not BasePage.objects.get(pk=letter.pk).live


def test_what_was_returned_keeps_its_story(office, enter):
    """Who decided what about a letter does not go with a draft that is deleted: it is made void."""
    letter = office.letter()
    office.hand_in(letter)
    return_step(step=office.waits(letter), by=office.people["kasubid"], now=timezone.now(), comment="Salah alamat.")
    OutgoingLetter.objects.get(pk=letter.pk).current_workflow_state.cancel(user=office.people["analis"])
    client = enter("analis")
    assert client.post(reverse("dumas_delete_draft", args=[letter.pk]), {"reason": "x"}).status_code == 404
    assert OutgoingLetter.objects.get(pk=letter.pk).state == "REVISI"


def test_the_dashboard_lists_what_waits_for_the_actor_alone(office, enter):
    letter = office.letter()
    office.hand_in(letter)
    assert letter.title in enter("kasubid").get(reverse("wagtailadmin_home")).content.decode()
    kabid = enter("kabid").get(reverse("wagtailadmin_home"))
    assert letter.title not in kabid.content.decode()


def test_what_was_signed_takes_no_new_version_by_any_door(office, enter):
    letter = office.letter()
    drafter, first = enter("analis"), letter.latest_revision_id
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[letter.pk, first])
    form = typed(drafter, letter)
    office.hand_in(letter)
    for code in ("kasubid", "kabid"):
        approve_step(step=office.waits(letter), by=office.people[code], now=timezone.now())
    sign_document(step=office.waits(letter), by=office.people["asdep"], password=PASSWORD, now=timezone.now())
    clerk = {"step": office.waits(letter), "by": office.people["agendaris"], "now": timezone.now()}
    number_document(**clerk)
    dispatch_document(**clerk, expedition_ref="1")
    sent = OutgoingLetter.objects.get(pk=letter.pk)
    assert (sent.state, sent.live) == ("DIKIRIM", True)
    words = "Perbaikan dibuat sebagai naskah baru."
    reading = drafter.get(letter.url).content.decode()
    assert edit(letter) not in reading and words in reading
    for address in (edit(letter), revert):
        assert words in drafter.get(address).content.decode()
        answer = drafter.post(address, {**form, "subject": "Diubah setelah dikirim"})
        assert words in answer.content.decode()
    api = drafter.post(reverse("wagtailadmin_api:pages:action", args=[letter.pk, "revert_to_page_revision"]))
    copies = [
        drafter.post(reverse(f"wagtailadmin_pages:{name}", args=[letter.pk])) for name in ("copy", "convert_alias")
    ]
    assert {answer.status_code for answer in (api, *copies)} == {404}
    word = drafter.post(reverse("dumas_word_return", args=[letter.pk]), {"file": BytesIO(b"x")})
    assert word.status_code == 422 and "bukan konsep" in word.content.decode()
    head = enter("asdep")
    head.post(reverse("wagtailadmin_pages:unpublish", args=[letter.pk]))
    after = OutgoingLetter.objects.get(pk=letter.pk)
    assert (after.latest_revision_id, after.has_unpublished_changes) == (sent.latest_revision_id, False)
    assert after.live and not after.permissions_for_user(office.people["asdep"]).can_unpublish()


TYPED = {
    "date": "2020-01-01", "signatory_position": "Menteri", "on_behalf": "PLH", "e_signature": "BSrE-1-PALSU",
    "initials-TOTAL_FORMS": "1", "initials-INITIAL_FORMS": "0", "initials-0-position": "Kabid",
    "initials-0-at": "2026-11-21 10:00", "initials-0-ORDER": "1",
}  # fmt: skip


def test_stamps_of_the_chain_are_nobodys_to_type(office, enter):
    """Date, signatory, capacity and initials come from registry and chain, whatever a form is made to send."""
    letter, drafter, today = office.letter(), enter("analis"), date_format(timezone.localdate(), "j F Y")
    form = drafter.get(edit(letter)).content.decode()
    for name in ("date", "signatory_position", "on_behalf", "e_signature", "initials-TOTAL_FORMS"):
        assert f'name="{name}"' not in form, name
    assert send(drafter, letter, **TYPED).status_code == 302
    office.hand_in(letter)
    waiting = enter("kasubid").get(letter.url).content.decode()
    assert "Asdep,</p>" in waiting and "(belum bertanggal)" in waiting
    for typed_words in ("Menteri", "Plh.", "PALSU", "2020", ">Kabid<"):
        assert typed_words not in waiting, typed_words
    for code in ("kasubid", "kabid"):
        approve_step(step=office.waits(letter), by=office.people[code], now=timezone.now())
    reading = enter("asdep").get(letter.url).content.decode()
    assert reading.index("Kasubid<p") < reading.index("Kabid<p")
    sign_document(step=office.waits(letter), by=office.people["asdep"], password=PASSWORD, now=timezone.now())
    number_document(step=office.waits(letter), by=office.people["agendaris"], now=timezone.now())
    numbered = OutgoingLetter.objects.get(pk=letter.pk)
    assert (numbered.date, numbered.signatory_position, numbered.on_behalf) == (timezone.localdate(), "Asdep", "")
    assert f"Jakarta, {today}" in enter("agendaris").get(letter.url).content.decode()


def test_an_order_is_dated_by_the_registry(office, enter):
    order = office.order("kabid", "analis")
    screen = enter("analis").get(edit(order)).content.decode()
    assert 'name="issued_at_place"' in screen and 'name="issued_on"' not in screen


def test_the_editor_hands_in_no_follow_up_letter_before_the_direction(office, enter):
    case = Complaint(
        subject="Pungutan", agenda_no="1", agenda_date=timezone.localdate(), received_at=office.now,
        channel="EMAIL_DUMAS", substance_summary="Inti.", chronology="Urutan.", state="DITELAAH",
    )  # fmt: skip
    office.folder.refresh_from_db()
    office.year = office.folder.add_child(instance=case)
    letter = office.letter()
    drafter = enter("analis")
    drafter.post(edit(letter), {**typed(drafter, letter), "subject": "Penerusan baru", "action-submit": "1"})
    kept = OutgoingLetter.objects.get(pk=letter.pk)
    assert office.waits(letter) is None and kept.get_latest_revision_as_object().subject == "Penerusan baru"
    assert "arahan Deputi atau Menteri lebih dahulu" in drafter.get(edit(letter)).content.decode()
